"""Residences and dwellings in Chartres and around: streets, coordinates, caretakers, floors and doors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from espace_locataire.erp.generating.names import draw_locataire, draw_phone
from espace_locataire.erp.generating.rows import LogementRow, ResidenceRow


class Commune(NamedTuple):
    """A town: postcode, middle in degrees (WGS 84), and how many of the landlord's residences are there (weight)."""

    nom: str
    code_postal: str
    latitude: float
    longitude: float
    weight: int


COMMUNES = (
    Commune("Chartres", "28000", 48.4469, 1.4890, 46),
    Commune("Lucé", "28110", 48.4381, 1.4636, 14),
    Commune("Mainvilliers", "28300", 48.4503, 1.4604, 13),
    Commune("Lèves", "28300", 48.4696, 1.4822, 7),
    Commune("Le Coudray", "28630", 48.4216, 1.4993, 6),
    Commune("Luisant", "28600", 48.4262, 1.4715, 5),
    Commune("Champhol", "28300", 48.4659, 1.5016, 4),
    Commune("Barjouville", "28630", 48.4103, 1.4777, 2),
    Commune("Saint-Prest", "28300", 48.4939, 1.5283, 2),
    Commune("Nogent-le-Phaye", "28630", 48.4486, 1.5785, 1),
)
RESIDENCE_NAMES = (
    "Les Tilleuls", "La Madeleine", "Beaulieu", "Les Clos", "Le Bois-Paris", "Les Hauts de Rechèvres", "L’Épargne",
    "La Croix-Jumelin", "Les Petits-Prés", "Le Clos Pichot", "Tallemont", "Bruxelles", "Les Vauroux", "La Roseraie",
    "Résidence du Parc", "Les Bords de l’Eure", "Le Moulin", "Les Érables", "Les Maraîchers", "Saint-Chéron",
    "Les Grands-Jardins", "La Porte Guillaume", "Les Lilas", "L’Arche", "Les Pastières", "Le Vieux-Puits",
    "Les Cytises", "L’Orée du bois", "Les Marronniers", "Villa Beauce", "Les Glycines", "Le Pré aux Ânes",
    "Les Vergers", "La Cité-Jardin", "Les Chênes", "La Ferme du Château", "Les Meuniers", "L’Éolienne",
)  # fmt: skip
STREETS = (
    "rue du Faubourg-la-Grappe", "rue de Brétigny", "avenue Neigre", "rue des Grandes-Filles-Dieu",
    "rue du Maréchal-Leclerc", "rue Saint-Brice", "rue de Varize", "boulevard de la Courtille", "rue Pasteur",
    "rue Jean-Moulin", "allée des Hêtres", "rue de l’Égalité", "square d’Allonnes", "rue des Bas-Menus",
    "rue du Bourg", "rue Gabriel-Péri", "rue de la République", "place des Fêtes", "impasse de l’Abreuvoir",
    "rue Victor-Gilbert", "rue Hélène-Boucher", "rue François-Arago", "allée du Château-d’Eau", "rue de la Tuilerie",
)  # fmt: skip
HOURS = (
    "Du lundi au vendredi, 8 h – 12 h et 14 h – 17 h 30",
    "Du lundi au vendredi, 9 h – 12 h",
    "Lundi, mercredi et vendredi, 8 h 30 – 11 h 30",
    "Du mardi au samedi, 8 h – 12 h ; le jeudi aussi de 16 h à 18 h",
)
# A caretaker’s age shows nowhere: any day does.
SOME_DAY = date(2020, 1, 1)
# Smallest and largest surface in m², and how many out of a hundred homes.
SIZES = {
    "T1": (26, 34, 9),
    "T2": (42, 52, 22),
    "T3": (58, 70, 35),
    "T4": (71, 85, 24),
    "T5": (86, 100, 8),
    "T6": (104, 120, 2),
}
FLOORS = ("RDC", "1", "2", "3", "4", "5", "6", "7", "8", "9")


@dataclass(frozen=True, slots=True)
class Estate:
    """A residence with its homes, its annexes (garages and parking spaces) and its shops.

    `surface` is the total of its homes, in m².
    """

    row: ResidenceRow
    surface: int
    homes: tuple[LogementRow, ...]
    annexes: tuple[LogementRow, ...]
    shops: tuple[LogementRow, ...]


def estates(homes: int, seed: int) -> Iterator[Estate]:
    """Yield residences until they hold that many homes; the same seed gives the same ones."""
    left = homes
    number = 0
    while left > 0:
        random = Random(f"{seed}/residence/{number}")  # noqa: S311
        size = min(left, random.randint(14, 64))
        yield _estate(random, number, size)
        left -= size
        number += 1


def _estate(random: Random, number: int, size: int) -> Estate:
    row = _residence(random, number)
    homes = tuple(_homes(random, row, number, size))
    annexes = tuple(_annexes(random, row, number, size))
    shops = tuple(_shops(random, row, number)) if random.random() < 0.25 else ()
    surface = sum(int(home.surface.partition(",")[0]) for home in homes)
    return Estate(row, surface, homes, annexes, shops)


def _residence(random: Random, number: int) -> ResidenceRow:
    commune = random.choices(COMMUNES, [commune.weight for commune in COMMUNES])[0]
    nom = RESIDENCE_NAMES[number % len(RESIDENCE_NAMES)]
    if number >= len(RESIDENCE_NAMES):
        nom = f"{nom} {number // len(RESIDENCE_NAMES) + 1}"
    caretaker = hours = phone = ""
    if random.random() < 0.7:
        person = draw_locataire(random, "", SOME_DAY)
        caretaker, phone, hours = f"{person.prenom} {person.nom}", draw_phone(random), random.choice(HOURS)
    return ResidenceRow(
        code=f"R{number + 101:05d}",
        nom=nom,
        adresse=f"{random.randint(1, 98)} {random.choice(STREETS)}",
        complement="Entrée côté cour" if random.random() < 0.1 else "",
        code_postal=commune.code_postal,
        commune=commune.nom,
        latitude=f"{commune.latitude + random.uniform(-0.006, 0.006):.4f}".replace(".", ","),
        longitude=f"{commune.longitude + random.uniform(-0.008, 0.008):.4f}".replace(".", ","),
        annee=random.choice((1934, 1956, 1962, 1968, 1971, 1975, 1983, 1996, 2004, 2012, 2019, 2023)),
        gardien_nom=caretaker,
        gardien_telephone=phone,
        gardien_horaires=hours,
    )


def _homes(random: Random, row: ResidenceRow, number: int, size: int) -> Iterator[LogementRow]:
    stairs = max(1, size // 20)
    per_floor = 3
    for place in range(size):
        type_ = random.choices(list(SIZES), [share for _, _, share in SIZES.values()])[0]
        smallest, largest, _ = SIZES[type_]
        stair, rank = place % stairs, place // stairs
        floor = rank // per_floor
        yield LogementRow(
            reference=f"L{number + 101:05d}{place + 1:03d}",
            residence=row.code,
            nature="logement",
            type=type_,
            batiment="AB"[stair % 2] if stairs > 1 else "",
            escalier=str(stair + 1),
            etage=FLOORS[min(floor, len(FLOORS) - 1)],
            porte=str(rank + 1),
            adresse=row.adresse,
            complement=f"Appartement {place + 1}",
            code_postal=row.code_postal,
            commune=row.commune,
            surface=f"{random.randint(smallest, largest)},{random.choice('05')}",
        )


def _annexes(random: Random, row: ResidenceRow, number: int, size: int) -> Iterator[LogementRow]:
    for place in range(size * 3 // 10):
        garage = random.random() < 0.6
        yield LogementRow(
            reference=f"{'G' if garage else 'P'}{number + 101:05d}{place + 1:03d}",
            residence=row.code,
            nature="garage" if garage else "parking",
            type="",
            batiment="",
            escalier="",
            etage="" if garage else "Sous-sol",
            porte=str(place + 1),
            adresse=row.adresse,
            complement=f"{'Garage' if garage else 'Place de stationnement'} {place + 1}",
            code_postal=row.code_postal,
            commune=row.commune,
            surface="13,5" if garage else "",
        )


def _shops(random: Random, row: ResidenceRow, number: int) -> Iterator[LogementRow]:
    for place in range(random.randint(1, 3)):
        yield LogementRow(
            reference=f"C{number + 101:05d}{place + 1:03d}",
            residence=row.code,
            nature="local",
            type="",
            batiment="",
            escalier="",
            etage="RDC",
            porte="",
            adresse=row.adresse,
            complement=f"Local commercial {place + 1}",
            code_postal=row.code_postal,
            commune=row.commune,
            surface=f"{random.randint(38, 160)},0",
        )
