"""What may be paid: reading amounts as people type them, and the limits of a payment. Everything in cents."""

import re
from dataclasses import dataclass

from django.conf import settings

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.ledger import Solde, solde_of

# No-break spaces come with amounts that are copied from a page.
SPACES = re.compile("[ \u00a0\u202f\t]+")
EUROS = re.compile(r"\s*(?:€|euros?|eur)\Z", re.IGNORECASE)
# Digits as such, or in groups of three; then cents. `[0-9]`, since `\d` takes digits of every script.
WRITINGS = (
    re.compile(r"\A(?P<whole>[0-9]{1,7}|[0-9]{1,3}(?: [0-9]{3}){1,2})(?:[.,](?P<cents>[0-9]{1,2}))?\Z"),
    re.compile(r"\A(?P<whole>[0-9]{1,3}(?:\.[0-9]{3}){1,2}),(?P<cents>[0-9]{2})\Z"),
    re.compile(r"\A(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,2})\.(?P<cents>[0-9]{2})\Z"),
)


def cents_of(text: str) -> int | None:
    """Return the cents that a typed amount says (`12,34 €`, `1 234,5`, `12.34`), or None when it says none for sure.

    `12,345` may be twelve euros or twelve thousand: nobody's money moves on a guess.
    """
    plain = EUROS.sub("", SPACES.sub(" ", text.strip()))
    for writing in WRITINGS:
        if found := writing.match(plain):
            whole = re.sub(r"[ .,]", "", found["whole"])
            return int(whole) * 100 + int((found["cents"] or "").ljust(2, "0"))
    return None


@dataclass(frozen=True)
class Payable:
    """What may be paid on a lease now: what is owed, what of it is late, the least and the most (cents)."""

    solde: Solde
    minimum_cents: int
    maximum_cents: int

    @property
    def due_cents(self) -> int:
        """Return what is owed, 0 when nothing is."""
        return max(0, self.solde.cents)

    @property
    def offers_all(self) -> bool:
        """Can all that is owed be paid at once?"""
        return self.minimum_cents <= self.due_cents

    @property
    def offers_late(self) -> bool:
        """Is a part of what is owed late, which can be paid by itself?"""
        return self.solde.is_partly_late and self.solde.late_cents >= self.minimum_cents


def payable_on(dossier: Dossier) -> Payable:
    """Return what may be paid on a lease now."""
    solde = solde_of(dossier)
    above = settings.PAYMENT_MAXIMUM_ABOVE_DUE_CENTS
    return Payable(solde, settings.PAYMENT_MINIMUM_CENTS, max(0, solde.cents) + above)
