"""What a visitor typed, made safe and short."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from home.searching.words import meaningful, stem, words_of

LONGEST = 200
MOST_WORDS = 10


@dataclass(frozen=True)
class Query:
    """Words typed in a language: `text` as they can be shown, `cut` when more was typed than is looked for."""

    text: str
    language: str
    cut: bool = False

    @classmethod
    def typed(cls, raw: str, language: str) -> "Query":
        """Return what was typed without what cannot be seen, on one line, at most `LONGEST` characters long."""
        seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in raw[: LONGEST * 10])
        text = re.sub(" +", " ", unicodedata.normalize("NFC", seen)).strip()
        return cls(text[:LONGEST].rstrip(), language, cut=len(text) > LONGEST or len(raw) > LONGEST * 10)

    @cached_property
    def words(self) -> list[str]:
        """The different words looked for, folded, in their order; at most `MOST_WORDS`."""
        different = {stem(word, self.language): word for word in reversed(list(words_of(self.text)))}
        return meaningful(list(reversed(different.values())), self.language)[:MOST_WORDS]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words looked for: two queries with the same ones ask for the same thing."""
        return frozenset(stem(word, self.language) for word in self.words)
