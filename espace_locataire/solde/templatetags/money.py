"""The one way money is shown."""

from django import template
from django.utils.formats import number_format

register = template.Library()

NARROW_SPACE = "\u202f"
MINUS = "\u2212"


@register.filter
def euros(cents: int) -> str:
    """Return an amount in cents as euros in the reader's language: `95,50 €`, `−1 234,00 €`.

    Thousands and the sign of the euro are set apart by narrow no-break spaces, so that an amount is never cut.
    """
    whole, rest = divmod(abs(cents), 100)
    thousands = f"{whole:,}".replace(",", NARROW_SPACE)
    decimal_mark = number_format(0.5, decimal_pos=1, use_l10n=True)[1]
    return f"{MINUS if cents < 0 else ''}{thousands}{decimal_mark}{rest:02d}{NARROW_SPACE}€"


@register.filter
def owed(cents: int) -> str:
    """Return an amount in cents without its sign, for sentences that say in words who owes it."""
    return euros(abs(cents))
