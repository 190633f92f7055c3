"""The words a lease is found by, and those somebody at the counter types: folded alike.

Accents, case, dashes and apostrophes do not matter; numbers are read whole, however they are spaced.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from espace_locataire.compte.matching import PARTICLES, folded, words_of

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
    return [word for word in dict.fromkeys([*words, *words_of(rest)]) if word]


def _read_whole(found: re.Match[str]) -> str:
    text = found.group()
    if found.lastgroup in ("phone", "abroad"):
        return phone_of(text)
    return glued(text)


def phone_of(text: str) -> str:
    """Return a phone number as it is dialled here: `+33 (0)6 12…` gives `0612…`; from abroad, all its digits."""
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


@lru_cache(maxsize=20_000)
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of somebody's name, and a compound name in one word too: « Le Goff » gives le, goff, legoff."""
    words = words_of(name)
    return (*words, "".join(words)) if len(words) > 1 else words


@lru_cache(maxsize=20_000)
def words_of_place(place: str) -> tuple[str, ...]:
    """Return the words of an address; the number of « 12bis » alone too."""
    words = words_of(place)
    return (*words, *(number.group(1) for number in map(NUMBER_THEN_LETTERS.fullmatch, words) if number))


def words_of_reference(reference: str) -> tuple[str, ...]:
    """Return a reference, and what people write of it when they leave out the zeros it begins with."""
    whole = reference.lower()
    return whole, whole.lstrip("0")


def words_of_phones(written: str) -> Iterator[str]:
    """Yield each phone number, and without its zero: one typed without it has nine digits, as a reference has."""
    for one in re.split(r"[/;,]|\bou\b", written):
        number = phone_of(one)
        yield from (number, number.removeprefix("0"))
