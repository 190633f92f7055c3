"""Keeping the words of the leases: written from what the landlord's ERP and the tenants say, never by hand."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.guichet.models import LONGEST_WORD, DossierWord
from espace_locataire.guichet.words import words_of_emails, words_of_names, words_of_numbers, words_of_place

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

LEASES_AT_ONCE = 2_000
ROWS_AT_ONCE = 10_000

# Opens a step of this name and number of leases; what it gives is called with each number done.
Step = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]

PLACE = ("adresse", "complement", "code_postal", "commune", "residence__nom")
PERSON = ("nom", "nom_usage", "prenom", "reference_client", "telephone", "email", "user__email")


def rebuild(step: Step) -> tuple[int, int]:
    """Bring the words of every lease up to date; return how many words came and went.

    By parts of constant size, each its own transaction: it may be interrupted, and run again.
    """
    came = went = last = 0
    with step(_("Recherche du guichet"), Dossier.objects.count()) as advance:
        while part := list(Dossier.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:LEASES_AT_ONCE]):
            new, old = refresh(part)
            came, went, last = came + new, went + old, part[-1]
            advance(len(part))
    return came, went


def refresh(dossiers: Iterable[int]) -> tuple[int, int]:
    """Bring the words of these leases (primary keys) up to date; return how many words came and went.

    Only what differs is written. Three queries to read.
    """
    keys = list(dossiers)
    wanted = _wanted(keys)
    surplus: list[int] = []
    rows = DossierWord.objects.filter(dossier__in=keys).values_list("pk", "dossier_id", "word")
    for pk, dossier, word in rows.iterator(chunk_size=ROWS_AT_ONCE):
        if word in wanted[dossier]:
            wanted[dossier].remove(word)
        else:
            surplus.append(pk)
    missing = [DossierWord(dossier_id=dossier, word=word) for dossier, words in wanted.items() for word in words]
    if missing or surplus:
        with transaction.atomic():
            for start in range(0, len(surplus), ROWS_AT_ONCE):
                DossierWord.objects.filter(pk__in=surplus[start : start + ROWS_AT_ONCE]).delete()
            # Somebody else may bring the same lease up to date at the same moment.
            DossierWord.objects.bulk_create(missing, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
    return len(missing), len(surplus)


def _wanted(dossiers: list[int]) -> dict[int, set[str]]:
    """Return the words each lease should be found by: those of everybody who is or was on it."""
    wanted: dict[int, set[str]] = defaultdict(set)
    places = Dossier.objects.filter(pk__in=dossiers).values_list(
        "pk", "reference", *(f"logement__{field}" for field in PLACE)
    )
    for pk, reference, *place in places:
        wanted[pk].update(words_of_numbers([reference], []), words_of_place(place))
    people = Titulaire.objects.filter(dossier__in=dossiers).order_by()
    for pk, nom, usage, prenom, reference, phone, email, login in people.values_list(
        "dossier_id", *(f"locataire__{field}" for field in PERSON)
    ):
        wanted[pk].update(
            words_of_names([nom, usage, prenom]),
            words_of_numbers([reference], [phone]),
            words_of_emails([email, login or ""]),
        )
    for pk, words in wanted.items():
        wanted[pk] = {word[:LONGEST_WORD] for word in words if word}
    return wanted


def refresh_person(locataire: Locataire) -> None:
    """Bring the words of everything a person is or was a holder of up to date."""
    refresh(Titulaire.objects.filter(locataire=locataire).values_list("dossier_id", flat=True))


def after_import(sender: object, step: Step, **kwargs: Any) -> None:
    """Follow an import, which moves rows in SQL. A failure is noted: the import itself is done."""
    try:
        rebuild(step)
    except Exception as error:
        # Named only: what an error says may quote a tenant's name.
        logger.error("The counter's search is not up to date (%s): run rebuild_guichet.", type(error).__name__)


def after_person_changed(sender: object, locataire: Locataire, **kwargs: Any) -> None:
    """Follow a change of a name, a phone number or an address of e-mail."""
    refresh_person(locataire)


def after_account_changed(sender: object, person: "User", **kwargs: Any) -> None:
    """Follow the address somebody logs in with."""
    for locataire in Locataire.objects.filter(user=person):
        refresh_person(locataire)
