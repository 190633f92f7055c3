"""Keeping the lines leases are found by: written from what the landlord's ERP and the tenants say, never by hand."""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.guichet.models import SearchLine
from espace_locataire.guichet.words import glued, words_of_name, words_of_phones, words_of_place, words_of_reference

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

LEASES_AT_ONCE = 2_000

# Opens a step of this name and number of leases; what it gives is called with each number done.
Step = Callable[[str, int | None], AbstractContextManager[Callable[[int], None]]]

PLACE = ("adresse", "complement", "code_postal", "commune", "residence__nom")
PERSON = ("nom", "nom_usage", "prenom", "reference_client", "telephone", "email", "user__email")


def rebuild(step: Step) -> int:
    """Bring the line of every lease up to date; return how many changed.

    By parts of constant size, each its own transaction: it may be interrupted, and run again.
    """
    changed = last = 0
    with step(_("Recherche du guichet"), Dossier.objects.count()) as advance:
        while part := list(
            Dossier.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:LEASES_AT_ONCE]
        ):
            changed += refresh(part)
            last = part[-1]
            advance(len(part))
    return changed


def refresh(dossiers: Iterable[int]) -> int:
    """Bring the lines of these leases (primary keys) up to date; return how many changed. Four queries at most."""
    keys = list(dossiers)
    known = dict(SearchLine.objects.filter(dossier__in=keys).values_list("dossier_id", "words"))
    changed = [SearchLine(dossier_id=key, words=line) for key, line in _lines(keys).items() if known.get(key) != line]
    # Two at once on the same lease: the last one stays.
    SearchLine.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["dossier"], update_fields=["words"], batch_size=LEASES_AT_ONCE
    )
    return len(changed)


def _lines(dossiers: list[int]) -> dict[int, str]:
    """Return what each lease should be found by: the words of everybody who is or was on it, and of its address."""
    words: dict[int, set[str]] = {}
    places = Dossier.objects.filter(pk__in=dossiers).values_list(
        "pk", "reference", *(f"logement__{field}" for field in PLACE)
    )
    for pk, reference, *place in places:
        words[pk] = {*words_of_reference(reference)}.union(*map(words_of_place, place))
    people = Titulaire.objects.filter(dossier__in=dossiers).order_by()
    for pk, nom, usage, prenom, reference, phone, email, login in people.values_list(
        "dossier_id", *(f"locataire__{field}" for field in PERSON)
    ):
        names = (*words_of_name(nom), *words_of_name(usage), *words_of_name(prenom))
        words[pk].update(
            names, words_of_reference(reference), words_of_phones(phone), map(glued, (email, login or ""))
        )
    return {pk: f" {' '.join(sorted(found - {''}))} " for pk, found in words.items()}


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


def after_people_changed(sender: object, locataires: list[int], **kwargs: Any) -> None:
    """Follow an account that was erased, or names that were forgotten: nobody is found by them any more."""
    refresh(Titulaire.objects.filter(locataire__in=locataires).values_list("dossier_id", flat=True))


def after_account_changed(sender: object, person: "User", **kwargs: Any) -> None:
    """Follow the address somebody logs in with."""
    for locataire in Locataire.objects.filter(user=person):
        refresh_person(locataire)
