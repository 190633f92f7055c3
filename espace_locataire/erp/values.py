"""How the value of a field is read: each kind of value, its rule in words, what it becomes.

A value arrives without the spaces around it and is never empty: an absent value becomes the kind's
`absent`. What comes out suits both databases: text, a whole number, a float, a date as AAAA-MM-JJ.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

Value = str | int | float | None
SqlType = Literal["text", "date", "bigint", "double precision", "numeric(7, 2)"]

FIRST_YEAR, LAST_YEAR = 1900, 2199


class WrongValueError(ValueError):
    """A value does not follow its rule; the message is the reason, in French, for the landlord."""


@dataclass(frozen=True)
class Kind:
    """A kind of value.

    `rule` says in French what is accepted, word for word as the vendors' documentation does.
    `parse` raises `WrongValueError`. `repeats` says that the same values come back from row to row,
    so that remembering what they became saves time.
    """

    rule: str
    parse: Callable[[str], Value]
    sql_type: SqlType = "text"
    absent: Value = ""
    repeats: bool = True


def text(length: int, *, repeats: bool = True) -> Kind:
    """Return the kind of free text of at most `length` characters."""

    def parse(value: str) -> str:
        if len(value) > length:
            raise WrongValueError(
                _("Le texte est trop long : %(found)d caractères, %(most)d au plus.")
                % {"found": len(value), "most": length}
            )
        return value

    return Kind(f"texte, {length} caractères au plus", parse, repeats=repeats)


def choice(*values: str) -> Kind:
    """Return the kind that accepts these words only."""
    words = ", ".join(f"`{value}`" for value in values)

    def parse(value: str) -> str:
        if value not in values:
            raise WrongValueError(_("Cette valeur n’est pas prévue. Valeurs possibles : %s.") % ", ".join(values))
        return value

    return Kind(words, parse)


def pattern(regex: str, rule: str, reason: Callable[[], str], *, repeats: bool = True) -> Kind:
    """Return the kind of text that matches a pattern in full, and the reason given when it does not."""
    matches = re.compile(regex).fullmatch

    def parse(value: str) -> str:
        if not matches(value):
            raise WrongValueError(reason())
        return value

    return Kind(rule, parse, repeats=repeats)


# [0-9] throughout: \d would let digits of other scripts through.
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_FRENCH_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})").fullmatch
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})").fullmatch
_AMOUNT = re.compile(r"-?[0-9]{1,12},[0-9]{2}").fullmatch
_DECIMAL = re.compile(r"-?[0-9]{1,5}(?:[,.][0-9]{1,12})?").fullmatch
_SURFACE = re.compile(r"[0-9]{1,5}(?:[,.][0-9]{1,2})?").fullmatch
_YEAR = re.compile(r"[0-9]{4}").fullmatch
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+").fullmatch


def parse_date(value: str) -> str:
    """Return AAAA-MM-JJ from AAAA-MM-JJ or JJ/MM/AAAA. Raises `WrongValueError`."""
    if match := _ISO_DATE(value):
        year, month, day = match.groups()
    elif match := _FRENCH_DATE(value):
        day, month, year = match.groups()
    else:
        raise WrongValueError(_("Ce n’est pas une date. Écrivez AAAA-MM-JJ ou JJ/MM/AAAA, par exemple 2026-11-05."))
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise WrongValueError(_("Cette date n’existe pas dans le calendrier.")) from error
    return _plausible(found).isoformat()


def parse_month(value: str) -> str:
    """Return the first day of a month written AAAA-MM. Raises `WrongValueError`."""
    match = _MONTH(value)
    if not match or not 1 <= int(match[2]) <= 12:
        raise WrongValueError(_("Ce n’est pas un mois. Écrivez AAAA-MM, par exemple 2026-11."))
    return _plausible(date(int(match[1]) or 1, int(match[2]), 1)).isoformat()


def _plausible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise WrongValueError(
            _("L’année doit être comprise entre %(first)d et %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return found


def parse_total(value: str) -> int:
    """Return cents from an amount such as -1234,56. Raises `WrongValueError`."""
    if not _AMOUNT(value):
        raise WrongValueError(
            _(
                "Ce n’est pas un montant. Écrivez une virgule et deux décimales, sans espace ni symbole, "
                "par exemple -1234,56."
            )
        )
    return int(value.replace(",", ""))


def parse_amount(value: str) -> int:
    """Return cents, never 0, from an amount such as -1234,56. Raises `WrongValueError`."""
    cents = parse_total(value)
    if not cents:
        raise WrongValueError(_("Le montant est nul. Retirez cette ligne ou corrigez le montant."))
    return cents


def as_amount(cents: int) -> str:
    """Return cents the way an export writes them: -1234,56."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"


def as_cents(amount: str) -> int:
    """Return the cents of an amount as `as_amount` writes it."""
    return int(amount.replace(",", ""))


def _decimal(limit: int) -> Callable[[str], float]:
    def parse(value: str) -> float:
        if not _DECIMAL(value) or abs(found := float(value.replace(",", "."))) > limit:
            raise WrongValueError(_("Écrivez des degrés entre -%(limit)d et %(limit)d.") % {"limit": limit})
        return found

    return parse


def _surface(value: str) -> str:
    if not _SURFACE(value) or not float(found := value.replace(",", ".")):
        raise WrongValueError(_("Ce n’est pas une surface. Écrivez des mètres carrés, par exemple 63,5."))
    return found


def _year(value: str) -> int:
    if not _YEAR(value) or not 1000 <= int(value) <= LAST_YEAR:
        raise WrongValueError(_("Ce n’est pas une année. Écrivez quatre chiffres, par exemple 1962."))
    return int(value)


def _email(value: str) -> str:
    if len(value) > 254 or not _EMAIL(value):
        raise WrongValueError(_("Ce n’est pas une adresse e-mail. Corrigez-la ou laissez le champ vide."))
    return value


DATE = Kind("date", parse_date, "date", absent=None)
MONTH = Kind("mois, `AAAA-MM`", parse_month, "date", absent=None)
AMOUNT = Kind("montant, jamais nul", parse_amount, "bigint", absent=None)
LATITUDE = Kind("degrés, entre -90 et 90", _decimal(90), "double precision", absent=None)
LONGITUDE = Kind("degrés, entre -180 et 180", _decimal(180), "double precision", absent=None)
SURFACE = Kind("m², deux décimales au plus, `63,5`", _surface, "numeric(7, 2)", absent=None)
YEAR = Kind("année, quatre chiffres", _year, "bigint", absent=None)
EMAIL = Kind("adresse e-mail, 254 caractères au plus", _email, repeats=False)
POSTCODE = pattern(
    "[0-9]{5}",
    "cinq chiffres",
    lambda: _("Le code postal doit compter cinq chiffres."),
)
REFERENCE_CLIENT = pattern(
    "[0-9]{9}",
    "neuf chiffres, zéros de tête compris",
    lambda: _("La référence client doit compter neuf chiffres, zéros de tête compris."),
    repeats=False,
)
REFERENCE_DOSSIER = pattern(
    "[0-9]{10}[A-Z]",
    "dix chiffres et une lettre majuscule",
    lambda: _("La référence de dossier doit compter dix chiffres et une lettre majuscule, par exemple 0030020788B."),
)
DWELLING_TYPE = choice("T1", "T2", "T3", "T4", "T5", "T6", "T7")
