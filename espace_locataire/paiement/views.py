"""What was asked and paid, month by month."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import Scope
from espace_locataire.paiement.provider import pays_by_card
from espace_locataire.solde.changes import compare
from espace_locataire.solde.chart import chart_of
from espace_locataire.solde.ledger import months_of, solde_of
from espace_locataire.solde.models import Ecriture
from espace_locataire.solde.natures import EXPLANATIONS

MONTHS_PER_PAGE = 12


def add_months(first_day: date, months: int) -> date:
    """Return the first day of the month that many months later (earlier if negative)."""
    index = first_day.year * 12 + first_day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_asked(text: str) -> date | None:
    """Return the first day of the month written `AAAA-MM`, or None when it is not one."""
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=timezone.get_current_timezone()).date()
    except ValueError:
        return None


class PaymentsView(DossierView):
    """The account: the balance, then twelve months at a time, the newest first."""

    template_name = "paiement/payments.html"
    tab = "paiement"
    scope = Scope.PAIEMENT

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the balance, the months of this page, and the addresses of the pages before and after."""
        solde = solde_of(self.dossier)
        context = super().get_context_data(
            solde=solde,
            by_card=pays_by_card(),
            **kwargs,
        )
        if solde.first_entry is None or solde.last_entry is None:
            return context
        newest = solde.last_entry.replace(day=1)
        last = min(month_asked(self.request.GET.get("mois", "")) or newest, newest)
        first = add_months(last, 1 - MONTHS_PER_PAGE)
        months = months_of(self.dossier, first, add_months(last, 1))
        natures = {line.nature for month in months for line in (*month.asked, *month.aids, *month.paid)}
        return context | {
            "months": months,
            "first_month": first,
            "last_month": last,
            "older": add_months(first, -1) if first > solde.first_entry else None,
            "newer": min(add_months(last, MONTHS_PER_PAGE), newest) if last < newest else None,
            # The latest months only: looking back, each month says itself what it was.
            "comparison": compare(months) if last == newest else None,
            "chart": chart_of(months) if last == newest else None,
            "explanations": [
                (nature.label, EXPLANATIONS[nature]) for nature in Ecriture.Nature if nature.value in natures
            ],
        }
