"""The words a lease is found by, and those somebody at the counter types: folded alike.

Accents, case, dashes and apostrophes do not matter; numbers are read whole, however they are spaced.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from espace_locataire.compte.matching import PARTICLES, folded, words_of
from espace_locataire.guichet.models import LONGEST_WORD

# A house, a door, a floor: found whole, since everything begins with « 1 ».
SHORT_NUMBER = re.compile(r"[0-9]{1,3}")
NUMBER_THEN_LETTERS = re.compile(r"([0-9]{1,3})[a-z]+")

GAP = r"[\s.\-]?"
EMAIL = r"(?P<email>[^\s,;<>]+@[^\s,;<>]*)"
DOSSIER = rf"(?P<dossier>(?<!\d)\d(?:{GAP}\d){{9}}\s?[A-Za-z](?![^\W\d_]))"
PHONE = rf"(?P<phone>(?<!\d)(?:(?:\+|00)?{GAP}33{GAP}(?:\(0\))?|0){GAP}[1-9](?:{GAP}\d\d){{4}}(?!\d))"
ABROAD = rf"(?P<abroad>(?:\+|(?<!\d)00)\d(?:{GAP}(?:\(0\))?{GAP}\d){{2,14}})"
CLIENT = r"(?P<client>(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d))"
HALF_A_PHONE = r"(?P<half>(?<!\d)0[1-9](?:[\s.\-]\d\d)+(?!\d))"
WHOLE = re.compile("|".join((EMAIL, DOSSIER, PHONE, CLIENT, ABROAD, HALF_A_PHONE)))


def asked_words(typed: str) -> list[str]:
    """Return the words to look for, each once, in the order they were typed."""
    plain = unicodedata.normalize("NFKC", typed.replace("\x00", ""))
    words: list[str] = []
    rest = WHOLE.sub(lambda found: words.append(_read_whole(found)) or " ", plain)  # type: ignore[func-returns-value]
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in [*words, *words_of(rest)] if word))


def _read_whole(found: re.Match[str]) -> str:
    text = found.group()
    if found.lastgroup in ("phone", "abroad"):
        return phone_of(text)
    return glued(text)


def phone_of(text: str) -> str:
    """Return a phone number as it is dialled here: `+33 (0)6 12…` and `06.12…` give `0612…`; another country's whole."""
    digits = "".join(str(unicodedata.digit(c)) for c in text.replace("(0)", "") if c.isdigit())
    abroad = digits.removeprefix("00")
    if abroad.startswith("33") and (abroad != digits or "+" in text or len(digits) == len("33612345678")):
        return f"0{abroad.removeprefix('33')}"
    return abroad


def glued(text: str) -> str:
    """Return the letters and digits of a text in one word: an address of e-mail, a reference."""
    return folded(text).replace(" ", "")


def together(words: list[str]) -> list[str]:
    """Return the words with each particle put before the next one: « le », « goff » give « legoff »."""
    joined: list[str] = []
    for word in reversed(words):
        if joined and word in PARTICLES:
            joined[-1] = f"{word}{joined[-1]}"
        else:
            joined.append(word)
    return joined[::-1]


def words_of_names(names: Iterable[str]) -> Iterator[str]:
    """Yield the words of people's names, and a compound name in one word too: « Le Goff », « legoff »."""
    for name in names:
        words = words_of(name)
        yield from words
        if len(words) > 1:
            yield "".join(words)


def words_of_place(places: Iterable[str]) -> Iterator[str]:
    """Yield the words of an address; the number of « 12bis » alone too."""
    for place in places:
        for word in words_of(place):
            yield word
            if number := NUMBER_THEN_LETTERS.fullmatch(word):
                yield number.group(1)


def words_of_numbers(references: Iterable[str], phones: Iterable[str]) -> Iterator[str]:
    """Yield references and phone numbers, without the zeros they begin with too: people leave them out."""
    for reference in references:
        whole = reference.lower()
        yield from (whole, whole.lstrip("0"))
    for written in phones:
        for one in re.split(r"[/;,]|\bou\b", written):
            number = phone_of(one)
            yield from (number, number.removeprefix("0"))


def words_of_emails(emails: Iterable[str]) -> Iterator[str]:
    """Yield each address of e-mail in one word."""
    yield from map(glued, emails)
