"""Finding leases by what somebody at the counter types: every word must begin a word of the lease."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Prefetch

from espace_locataire.compte.matching import folded
from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.guichet.models import SearchLine
from espace_locataire.guichet.words import SHORT_NUMBER, asked_words, together

MOST_SHOWN = 50
MOST_WORDS = 12


@dataclass(frozen=True)
class Found:
    """What a search found. `more` says that there are others, `asked` whether there was anything to look for."""

    asked: bool = True
    leases: list[Dossier] = field(default_factory=list)
    more: bool = False


def find(typed: str) -> Found:
    """Return the leases in which every word typed begins a word: those that last first, then by name."""
    words = asked_words(typed)[:MOST_WORDS]
    if not words:
        return Found(asked=False)
    keys = _keys(words)
    # A name in one word where it was typed in two: « le goff », Legoff.
    if not keys and (joined := together(words)) != words:
        keys = _keys(joined)
    return Found(leases=_leases(keys[:MOST_SHOWN]), more=len(keys) > MOST_SHOWN)


def _keys(words: list[str]) -> list[int]:
    """Return the primary keys of leases that hold every word: one more than are shown, at most."""
    lines = SearchLine.objects.all()
    for word in words:
        lines = lines.filter(words__holds=word if SHORT_NUMBER.fullmatch(word) else f"{word}*")
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Reading lines until enough are found looks cheap to the planner, and is not when few hold the words.
                cursor.execute("SET LOCAL enable_seqscan = off")
        return list(lines.values_list("dossier_id", flat=True)[: MOST_SHOWN + 1])


def _leases(keys: list[int]) -> list[Dossier]:
    holders = Prefetch("titulaires", Titulaire.objects.select_related("locataire"))
    leases = Dossier.objects.filter(pk__in=keys).select_related("logement__residence").prefetch_related(holders)
    return sorted(leases, key=_place)


def _place(lease: Dossier) -> tuple[bool, list[tuple[str, str]], str]:
    names = [(folded(link.locataire.nom), folded(link.locataire.prenom)) for link in lease.titulaires.all()]
    return lease.date_sortie is not None or lease.closed_on is not None, names, lease.reference
