"""Where a tenant chooses how much to pay, leaves for the provider's page, and learns what became of it."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import Scope
from espace_locataire.dossier.seeing_as import seeing_of
from espace_locataire.paiement.amounts import payable_on
from espace_locataire.paiement.checkout import begin
from espace_locataire.paiement.forms import AmountForm
from espace_locataire.paiement.models import Paiement
from espace_locataire.paiement.provider import (
    ProviderError,
    RefusedByProviderError,
    is_trial,
    page_origin,
    pays_by_card,
)
from espace_locataire.paiement.settling import settle
from espace_locataire.solde.ledger import solde_of
from home.public_forms import too_many, too_often

logger = logging.getLogger(__name__)

HOUR = 3600
BEGUN_AN_HOUR = 30
# Three years of monthly payments, and those that were left.
MADE_SHOWN = 60


class PayingView(DossierView):
    """A page from which a browser leaves for the provider's: its policy says so. Who left pays what is still owed."""

    tab = "paiement"
    scope = Scope.PAIEMENT
    acts_after_departure = True
    what = gettext_lazy("Paiement par carte")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the forms of this page lead to the provider's."""
        response = super().dispatch(request, *args, **kwargs)
        response._csp_update = {"form-action": page_origin()}  # type: ignore[attr-defined]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether cards can be paid with, and whether money is real here."""
        return super().get_context_data(**{"by_card": pays_by_card(), "trial": is_trial()} | kwargs)

    def leave_for_the_provider(self, amount_cents: int) -> HttpResponseBase | None:
        """Begin the payment and lead to where it is paid; None when that cannot be done now."""
        if too_often("payment", str(self.person.pk), BEGUN_AN_HOUR, HOUR):
            return too_many(self.request)
        try:
            paiement, url = begin(self.dossier, self.person, amount_cents)
        except (ProviderError, RefusedByProviderError) as error:
            # Named only: the words of an error may quote what was asked.
            logger.error("No payment could begin (%s).", type(error).__name__)
            return None
        if not url:
            return redirect("payment_return", cle=self.dossier.cle, paiement=paiement.pk)
        answer = HttpResponseRedirect(url)
        # Whatever the browser sent, it opens the page with a plain GET.
        answer.status_code = 303
        return answer


class PayView(PayingView):
    """How much to pay; then the amount once more, to be confirmed; then the provider's page."""

    template_name = "paiement/pay.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the amount to be confirmed, or leave to pay it; or show what has to be mended."""
        payable = payable_on(self.dossier)
        form = AmountForm(payable, request.POST)
        if not pays_by_card() or not form.is_valid():
            return self.render_to_response(self.get_context_data(payable=payable, form=form))
        confirmed = request.POST.get("confirmed", "")
        error = ""
        if confirmed == str(form.amount_cents):
            if answer := self.leave_for_the_provider(form.amount_cents):
                return answer
            error = _("Le paiement par carte ne répond pas. Rien n’a été débité. Réessayez dans quelques minutes.")
        elif confirmed:
            error = _("Votre solde vient de changer, et la somme avec lui. Vérifiez-la avant de payer.")
        return self._confirmation(form, error)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be paid and the form."""
        payable = kwargs.pop("payable", None) or payable_on(self.dossier)
        kwargs.setdefault("form", AmountForm(payable))
        return super().get_context_data(payable=payable, **kwargs)

    def _confirmation(self, form: AmountForm, error: str) -> HttpResponse:
        self.template_name = "paiement/confirm.html"
        return self.render_to_response(self.get_context_data(payable=form.payable, form=form, error=error))


class MadeView(DossierView):
    """The payments by card of a lease, the latest first."""

    template_name = "paiement/made.html"
    tab = "paiement"
    scope = Scope.PAIEMENT
    what = gettext_lazy("Paiements par carte")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the payments."""
        made = self.dossier.paiements.with_refunds()[:MADE_SHOWN]
        return super().get_context_data(payments=made, by_card=pays_by_card(), trial=is_trial(), **kwargs)


class ReturnView(PayingView):
    """What became of a payment: the provider is asked again, so that the page tells the truth before any message."""

    template_name = "paiement/return.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the payment as it stands, and whether the provider could not be asked."""
        paiement = get_object_or_404(self.dossier.paiements.with_refunds(), pk=self.kwargs["paiement"])
        silent = False
        # Staff who sees the area as its tenant changes nothing.
        if paiement.is_unfinished and seeing_of(self.request) is None:
            try:
                paiement = settle(paiement)
            except (ProviderError, RefusedByProviderError) as error:
                logger.warning("The payment provider does not say how a payment stands (%s).", type(error).__name__)
                silent = True
        solde = solde_of(self.dossier) if paiement.is_paid else None
        return super().get_context_data(**{**kwargs, "paiement": paiement, "silent": silent, "solde": solde})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on paying what was begun, for the same amount."""
        paiement: Paiement = get_object_or_404(self.dossier.paiements, pk=kwargs["paiement"])
        if not paiement.is_unfinished:
            return redirect("payment_return", cle=self.dossier.cle, paiement=paiement.pk)
        answer = self.leave_for_the_provider(paiement.amount_cents)
        return answer or redirect("payment_return", cle=self.dossier.cle, paiement=paiement.pk)
