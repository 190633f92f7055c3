"""Another spelling for words that nothing on the site says: the nearest of those that something does."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, QuerySet
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from wagtail.models import Locale

from home.models import SearchEntry, SearchPosting, SearchWord
from home.searching.words import sound

# From 0 (nothing in common) to 1 (the same): near enough to answer in its place, near enough to propose.
SURE, POSSIBLE = 0.7, 0.6
SAME_SOUND = 0.3
SHORTEST = 4
MOST_WORDS = 4
CANDIDATES = 10


@dataclass(frozen=True)
class Candidate:
    """A word of the site near one that was typed. `likeness` is 1 for the same, more for one that also sounds so."""

    word: str
    shown: str
    likeness: float


class Vocabulary:
    """The words of the site in a language."""

    def __init__(self, words: dict[str, str]) -> None:
        """Take each folded word and how it is shown."""
        self.words = words
        self._list = list(words)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._list:
            found.setdefault(sound(word), []).append(word)
        return found

    def near(self, word: str, language: str) -> list[Candidate]:
        """Return the words nearest to one that is not among them, the nearest first."""
        likeness = {
            other: found
            for other, found, _index in extract(
                word, self._list, scorer=OSA.normalized_similarity, score_cutoff=POSSIBLE, limit=CANDIDATES
            )
        }
        if language == "fr":
            for other in self._by_sound.get(sound(word), [])[:CANDIDATES]:
                likeness[other] = OSA.normalized_similarity(word, other) + SAME_SOUND
        nearest = sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))
        return [Candidate(other, self.words[other], found) for other, found in nearest]


# One per language, kept by the process until a word comes or goes.
_kept: dict[int, tuple[tuple[int, int], Vocabulary]] = {}


def vocabulary_of(locale: Locale) -> Vocabulary:
    """Return the words of a language, read again only when they changed."""
    words = SearchWord.objects.filter(locale=locale)
    found = words.aggregate(last=Max("pk"), count=Count("pk"))
    mark = (found["last"] or 0, found["count"])
    kept = _kept.get(locale.pk)
    if kept is None or kept[0] != mark:
        kept = _kept[locale.pk] = (mark, Vocabulary(dict(words.values_list("word", "shown"))))
    return kept[1]


def other_spellings(
    words: Iterable[str], locale: Locale, visible: QuerySet[SearchEntry]
) -> dict[str, list[Candidate]]:
    """Return, for each word that no entry says, those near it that visible entries say, the best first."""
    vocabulary = None
    near: dict[str, list[Candidate]] = {}
    for word in [word for word in words if len(word) >= SHORTEST and word.isalpha()][:MOST_WORDS]:
        vocabulary = vocabulary or vocabulary_of(locale)
        near[word] = vocabulary.near(word, locale.language_code)
    candidates = {candidate.word for found in near.values() for candidate in found}
    if not candidates:
        return {}
    postings = SearchPosting.objects.filter(word__locale=locale, word__word__in=candidates, entry__in=visible)
    said = dict(postings.values_list("word__word").annotate(times=Count("pk")))
    return {
        word: sorted(
            (candidate for candidate in found if candidate.word in said),
            key=lambda candidate: (-round(candidate.likeness, 2), -said[candidate.word], candidate.word),
        )
        for word, found in near.items()
    }
