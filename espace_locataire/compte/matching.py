"""Whether what a person typed names the person the landlord knows: accents, particles and married names do not matter.

The nine digits of the référence client find the person; names only confirm. So a part of a compound name is enough,
and a letter that differs is not.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from espace_locataire.compte.models import Locataire

# Small words of surnames that people write or leave out.
PARTICLES = frozenset(
    {"d", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "des", "el", "al", "ben", "bent"}
    | {"la", "le", "les", "l", "o", "of", "van", "vom", "von", "y", "zu"}
)
# Words that come with a name on a form and are not part of it.
AROUND = frozenset(
    {
        "m",
        "mr",
        "mme",
        "mlle",
        "monsieur",
        "madame",
        "mademoiselle",
        "epouse",
        "ep",
        "epse",
        "nee",
        "ne",
        "veuve",
        "vve",
    }
)
WRITTEN_IN_FULL = {"st": "saint", "ste": "sainte"}
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"})


def folded(text: str) -> str:
    """Return a text in small letters without accents, a space in place of all that is neither letter nor digit."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES)).casefold().translate(LIGATURES)
    return "".join(" " if not c.isalnum() else c for c in plain if not unicodedata.combining(c))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters without accents: « O’Connor-Müller » gives o, connor, muller."""
    return tuple(WRITTEN_IN_FULL.get(word, word) for word in folded(name).split() if word not in AROUND)


def same_name(typed: str, *known: str) -> bool:
    """Say whether a typed name is one of the known ones, several of them, or a whole word or more of them.

    « Dupont » is « Dupont-Martin »; « Legoff » is « Le Goff »; « Dupond » is not « Dupont », « Jean » not « Jeanne ».
    """
    wanted = words_of(typed)
    forms = [words for words in map(words_of, known) if words]
    if not wanted or not forms:
        return False
    together = tuple(word for words in forms for word in words)
    if _glued(wanted) in {_glued(words) for words in [*forms, together, together[::-1]]}:
        return True
    heavy, held = _heavy(wanted), _heavy(together)
    # A word may hide a particle or a hyphen: « Delatour » and « La Tour », « Jeanpierre » and « Jean-Pierre ».
    if any(_glued(words) in (_glued(heavy), _glued(wanted)) for words in (_heavy(form) for form in forms) if words):
        return True
    return bool(heavy) and bool(held) and (set(heavy) <= set(held) or set(held) <= set(heavy))


def same_person(nom: str, prenom: str, locataire: "Locataire") -> bool:
    """Say whether a typed surname and first name are this person's, in that order or the other."""
    surnames, first_name = [locataire.nom, locataire.nom_usage], locataire.prenom
    straight = same_name(nom, *surnames) and same_name(prenom, first_name)
    return straight or (same_name(prenom, *surnames) and same_name(nom, first_name))


def _heavy(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in PARTICLES and len(word) > 1)


def _glued(words: tuple[str, ...]) -> str:
    return "".join(words)


LETTERS_FOR_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
LABEL = re.compile(r"^\W*(r[ée]f[ée]rence|r[ée]f)?\W*(client)?\W*(n[°º])?\W*", re.IGNORECASE)


class DossierReferenceError(ValueError):
    """The reference is a dossier's (ten digits and a letter), not a person's."""


class ReferenceFormatError(ValueError):
    """What was typed is not nine digits. `digits` says how many there were."""

    def __init__(self, digits: int) -> None:
        super().__init__(digits)
        self.digits = digits


def reference_client_of(typed: str) -> str:
    """Return the nine digits of what was typed: spaces, dots, dashes, a label, an O for a 0 do not matter.

    Raises `DossierReferenceError` for a dossier's reference, `ReferenceFormatError` for anything else.
    """
    plain = unicodedata.normalize("NFKC", typed)
    bare = "".join(c for c in LABEL.sub("", plain) if c.isalnum())
    if re.fullmatch(r"\d{10}[A-Za-z]", bare):
        raise DossierReferenceError
    digits = bare.translate(LETTERS_FOR_DIGITS)
    # Digits of other scripts, as a phone set to Arabic types them.
    western = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in digits)
    if not re.fullmatch(r"[0-9]{9}", western):
        written = western if any(c.isdigit() for c in bare) else ""
        raise ReferenceFormatError(sum(c.isdigit() for c in written))
    return western
