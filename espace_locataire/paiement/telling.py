"""What people are told about payments by card."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.notifications.sending import send
from espace_locataire.paiement.models import Paiement
from espace_locataire.solde.templatetags.money import euros
from home.dates import in_full

RECEIVED = "payment_received"
PAYMENTS = Topic("paiements", gettext_lazy("Mes paiements"), gettext_lazy("Ce que vous avez payé."), mandatory=True)


def _received(paiement: Paiement) -> Text:
    text = _(
        "Nous avons reçu votre paiement de %(amount)s, le %(day)s. Référence : %(reference)s. "
        "Vous pouvez obtenir un reçu dans votre espace."
    )
    words = {
        "amount": euros(paiement.amount_cents),
        "day": in_full(paiement.paid_at) if paiement.paid_at else "",
        "reference": paiement.reference,
    }
    path = reverse("payment_return", args=[paiement.dossier.cle, paiement.pk])
    return Text(_("Votre paiement est reçu"), text % words, path)


def declare_kinds() -> None:
    """Declare what this room tells."""
    declare_kind(Kind(RECEIVED, PAYMENTS, _received))


def tell_who_paid(sender: object, paiement: Paiement, **kwargs: object) -> None:
    """Tell who paid that the money came in; nobody when their account is gone."""
    if paiement.person and paiement.person.is_active:
        send(RECEIVED, paiement.person, paiement)
