"""Why a month does not cost what the one before did: a line per cause."""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise

from espace_locataire.solde.ledger import Mois
from espace_locataire.solde.models import Ecriture
from espace_locataire.solde.natures import EXPLANATIONS

# What tenants and banks do is no cause of what is asked.
PAYING = {Ecriture.Nature.PAIEMENT, Ecriture.Nature.REJET}


@dataclass(frozen=True)
class Change:
    """A cause, and what it came to in both months (cents, > 0 owed by the tenant)."""

    nature: Ecriture.Nature
    before_cents: int
    now_cents: int

    @property
    def label(self) -> Promise | str:
        """Return its name."""
        return self.nature.label

    @property
    def explanation(self) -> Promise | str:
        """Return what it means, for someone who never saw an account."""
        return EXPLANATIONS[self.nature]

    @property
    def difference_cents(self) -> int:
        """Return how much more is to be paid because of it; less when negative."""
        return self.now_cents - self.before_cents


@dataclass(frozen=True)
class Comparison:
    """A month beside the one before: each cause whose amount changed, in the order of natures."""

    before: Mois
    now: Mois
    changes: list[Change]

    @property
    def difference_cents(self) -> int:
        """Return how much more is asked for than the month before; less when negative."""
        return sum(change.difference_cents for change in self.changes)


def compare(months: list[Mois]) -> Comparison | None:
    """Return the latest month in which something was asked beside the one before; None when there are not two.

    `months` are those of the account, the newest first.
    """
    asked = [month for month in months if month.asked or month.aids]
    if len(asked) < 2:
        return None
    now, before = asked[:2]
    sums_now, sums_before = _by_nature(now), _by_nature(before)
    changes = [Change(nature, sums_before[nature], sums_now[nature]) for nature in Ecriture.Nature]
    return Comparison(before, now, [change for change in changes if change.difference_cents])


def _by_nature(month: Mois) -> Counter[Ecriture.Nature]:
    sums: Counter[Ecriture.Nature] = Counter()
    for line in (*month.asked, *month.aids):
        nature = Ecriture.Nature(line.nature)
        if nature not in PAYING:
            sums[nature] += line.amount_cents
    return sums
