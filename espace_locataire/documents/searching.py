"""Finding a paper among thirty years of them: by year, by kind, by the words a tenant has for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.dates import MONTHS

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier
from home.searching.words import fold

LONGEST_SEARCH = 100
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Choice:
    """A choice of a filter."""

    value: str
    label: str
    current: bool


@dataclass(frozen=True)
class Finder:
    """What a tenant asks of the list: a year, a kind, words; and what there is to choose from.

    What the dossier has nothing of is as if it were not asked.
    """

    words: str
    year: int | None
    nature: str
    kinds: frozenset[str]
    years: tuple[int, ...]

    @classmethod
    def asked(cls, query: Mapping[str, str], dossier: Dossier) -> "Finder":
        """Return what the query of an address asks (`annee`, `nature`, `q`). One query."""
        pairs = Document.objects.kinds_and_years_of(dossier)
        kinds = frozenset(nature for nature, _ in pairs)
        years = tuple(sorted({year for _, year in pairs}, reverse=True))
        nature = query.get("nature", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            year=next((year for year in years if str(year) == query.get("annee", "")), None),
            nature=nature if nature in kinds else "",
            kinds=kinds,
            years=years,
        )

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked: the whole list."""
        return not (self.words or self.year or self.nature)

    @property
    def nature_choices(self) -> list[Choice]:
        """Return the kinds this dossier has, in their order."""
        return [
            Choice(value, str(label), value == self.nature)
            for value, label in Document.Nature.choices
            if value in self.kinds
        ]

    @property
    def year_choices(self) -> list[Choice]:
        """Return the years this dossier has, the latest first."""
        return [Choice(str(year), str(year), year == self.year) for year in self.years]

    def found_in(self, dossier: Dossier) -> list[int]:
        """Return the papers that answer (primary keys), the newest month first. One query."""
        documents = Document.objects.of(dossier)
        if self.nature:
            documents = documents.filter(nature=self.nature)
        if self.year:
            documents = documents.in_year(self.year)
        words = WORD.findall(fold(self.words))
        if not words:
            return list(documents.values_list("pk", flat=True))
        # A lease has some hundreds of papers at most. Read here, accents and months in words cost no index.
        rows = documents.only("nature", "title", "period", "issued_on")
        return [document.pk for document in rows if _says_all(document, words)]


def _says_all(document: Document, words: list[str]) -> bool:
    said = _words_about(document)
    return all(any(_begins(known, word) for known in said) for word in words)


def _begins(known: str, word: str) -> bool:
    """Say whether a known word is meant by a typed one: its beginning, or its plural (« quittances »)."""
    if word.isdecimal():
        return known == word or known == word.lstrip("0")
    return known.startswith(word) or (len(word) > 3 and word.endswith("s") and known.startswith(word[:-1]))


def _words_about(document: Document) -> set[str]:
    """Return the words that lead to a paper: its kind, title and month, in the reader's language and in French."""
    month, year = document.shown_on.month, document.shown_on.year
    texts = [document.title, str(year), str(month)]
    for language in {translation.get_language() or "fr", "fr"}:
        with translation.override(language):
            texts += [document.get_nature_display(), str(MONTHS[month])]
    return set(WORD.findall(fold(" ".join(texts))))
