"""Many leases with what the counter finds them by, written in one go: names as frequent as in a country."""

from datetime import date
from random import Random

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import Dossier, Logement, Titulaire
from residence_news.models import Residence

COMMON = ("martin", "bernard", "petit", "marie", "jean", "fatima", "mohamed", "marchand", "maréchal", "martinez")
RARE = "Wieczorkowski"
LEASES_OF_A_RESIDENCE = 60
AT_ONCE = 5_000
LETTERS = "abcdefghilmnoprstuv"


def names(chance: Random, count: int) -> list[str]:
    """Return names, the common ones first."""
    made = {"".join(chance.choices(LETTERS, k=chance.randint(4, 10))): None for _ in range(count)}
    return [*COMMON, *list(made)[: count - len(COMMON)]]


def phone_of(number: int) -> str:
    """Return the phone number of the holder of the lease of this number: « 06 00 01 23 45 »."""
    digits = f"{number:08}"
    return f"06 {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}"


def write_leases(count: int) -> None:
    """Write this many leases, each with its dwelling and its holder; the first is always the same person's."""
    chance = Random(1)
    families, first_names, streets = names(chance, 8_000), names(chance, 600), names(chance, 3_000)
    often = [1 / rank for rank in range(1, len(families) + 1)]
    residences = Residence.objects.bulk_create(
        Residence(code=f"R{number:05}", nom=f"Résidence {chance.choice(streets)}", adresse="1 rue du Parc",
                  code_postal="28000", commune="Chartres")
        for number in range(count // LEASES_OF_A_RESIDENCE + 1)
    )  # fmt: skip
    for first in range(0, count, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, count))
        dwellings = Logement.objects.bulk_create(
            Logement(
                reference=f"L{number:08}",
                residence=residences[number // LEASES_OF_A_RESIDENCE],
                nature="logement",
                adresse=f"{chance.randint(1, 150)} rue de la {chance.choice(streets)}",
                complement=f"Appartement {chance.randint(1, 80)}",
                code_postal=f"28{chance.randint(0, 40) * 10:03}",
                commune=chance.choice(streets[:40]),
            )
            for number in numbers
        )
        surnames = chance.choices(families, often, k=len(numbers))
        if first == 0:
            surnames[0] = RARE
        given = chance.choices(first_names, often[: len(first_names)], k=len(numbers))
        people = Locataire.objects.bulk_create(
            Locataire(
                reference_client=f"{number:09}",
                nom=surname,
                prenom=first_name,
                telephone=phone_of(number),
                email=f"{first_name}.{surname}{number}@example.org",
            )
            for number, surname, first_name in zip(numbers, surnames, given, strict=True)
        )
        leases = Dossier.objects.bulk_create(
            Dossier(reference=f"{number:010}A", logement=dwelling, date_entree=date(2020, 1, 1))
            for number, dwelling in zip(numbers, dwellings, strict=True)
        )
        Titulaire.objects.bulk_create(
            Titulaire(dossier=lease, locataire=person, role="titulaire", du=date(2020, 1, 1))
            for lease, person in zip(leases, people, strict=True)
        )
