"""Finding leases by what somebody at the counter types: every word must begin a word of the lease."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.guichet.models import DossierWord
from espace_locataire.guichet.words import SHORT_NUMBER, asked_words, together

MOST_SHOWN = 50
# However common its words are, no search looks further.
MOST_LOOKED_AT = 2_000
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
    keys, more = _keys(words)
    # A name in one word where it was typed in two: « le goff », Legoff.
    if not keys and not more and (joined := together(words)) != words:
        keys, more = _keys(joined)
    return Found(leases=_leases(keys[:MOST_SHOWN]), more=more or len(keys) > MOST_SHOWN)


def _keys(words: list[str]) -> tuple[list[int], bool]:
    """Return the primary keys of the leases that hold every word, and whether there may be others.

    The rarest word is looked up, the others are looked for in what it gave.
    """
    counts = {word: _rows(word).order_by()[: MOST_LOOKED_AT + 1].count() for word in words}
    rarest, *others = sorted(words, key=lambda word: counts[word])
    keys = list(dict.fromkeys(_rows(rarest).order_by("word", "dossier").values_list("dossier_id", flat=True)[:MOST_LOOKED_AT]))
    for word in others:
        if not keys:
            break
        holding = set(_rows(word).order_by().filter(dossier__in=keys).values_list("dossier_id", flat=True))
        keys = [key for key in keys if key in holding]
    return keys, counts[rarest] > MOST_LOOKED_AT


def _rows(word: str) -> QuerySet[DossierWord]:
    if SHORT_NUMBER.fullmatch(word):
        return DossierWord.objects.filter(word=word)
    return DossierWord.objects.filter(word__begins=word)


def _leases(keys: list[int]) -> list[Dossier]:
    holders = Prefetch("titulaires", Titulaire.objects.select_related("locataire"))
    leases = Dossier.objects.filter(pk__in=keys).select_related("logement__residence").prefetch_related(holders)
    return sorted(leases, key=_place)


def _place(lease: Dossier) -> tuple[bool, list[tuple[str, str]], str]:
    names = [(link.locataire.nom, link.locataire.prenom) for link in lease.titulaires.all()]
    return lease.date_sortie is not None or lease.closed_on is not None, names, lease.reference
