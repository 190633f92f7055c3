"""The receipt of a payment by card, made on the spot among the other papers."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.documents.certificates import landlord
from espace_locataire.documents.making import (
    Asked,
    Figure,
    Letter,
    Maker,
    MakerForm,
    RefusedError,
    Section,
    Table,
    declare_maker,
)
from espace_locataire.dossier.models import Dossier
from espace_locataire.paiement.models import Paiement
from espace_locataire.solde.templatetags.money import euros
from home.dates import in_full

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

CARD_RECEIPT = "recu_carte"
OFFERED = 36


def declare_receipt() -> None:
    """Declare what this module makes."""
    declare_maker(
        Maker(
            CARD_RECEIPT,
            gettext_lazy("Reçu d’un paiement par carte"),
            gettext_lazy("La preuve d’un paiement fait ici par carte."),
            _receipt,
            form=CardReceiptForm,
            icon="credit-card",
        )
    )


class CardReceiptForm(MakerForm):
    """Which payment the receipt is for."""

    paiement = forms.ChoiceField(
        label=gettext_lazy("Paiement"),
        error_messages={
            "required": gettext_lazy("Choisissez un paiement."),
            "invalid_choice": gettext_lazy("Choisissez un des paiements proposés."),
        },
    )

    def __init__(self, dossier: Dossier, person: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(dossier, person, *args, **kwargs)
        self.payments = {str(paid.pk): paid for paid in dossier.paiements.with_refunds().paid()[:OFFERED]}
        field: forms.ChoiceField = self.fields["paiement"]  # type: ignore[assignment]
        field.choices = [(key, _said(paid)) for key, paid in self.payments.items()]

    @property
    def refusal(self) -> str:
        """Return why there is no payment to choose, or nothing."""
        return "" if self.payments else _("Aucun paiement par carte pour ce dossier.")

    def clean_paiement(self) -> Paiement:
        """Return the payment."""
        return self.payments[self.cleaned_data["paiement"]]


def _said(paiement: Paiement) -> str:
    return _("%(amount)s, le %(day)s") % {"amount": euros(paiement.amount_cents), "day": in_full(_day(paiement))}


def _day(paiement: Paiement) -> Any:
    return paiement.paid_at


def _receipt(asked: Asked) -> Letter:
    paiement = asked.fields["paiement"]
    if paiement.litiges.filter(withdrawn_at__isnull=False, reinstated_at=None).exists():
        raise RefusedError(_("La banque nous a repris ce paiement : il n’y a pas de reçu à donner. Appelez-nous."))
    given_back = paiement.refunded_cents
    words = {
        "landlord": landlord(),
        "amount": euros(paiement.amount_cents),
        "day": in_full(_day(paiement)),
        "reference": paiement.reference,
        "given_back": euros(given_back),
    }
    rows = [(_("Paiement par carte, le %(day)s") % words, euros(paiement.amount_cents))]
    if given_back:
        rows.append((_("Remboursé sur la carte"), euros(-given_back)))
    return Letter(
        title=_("Reçu de paiement par carte"),
        subtitle=_("Référence %(reference)s") % words,
        figure=Figure(
            _("Reçu par carte"), _("Le %(day)s") % words, euros(paiement.amount_cents - given_back), good=True
        ),
        sections=[
            Section(
                _("Le paiement"),
                Table(
                    ("text", "amount"),
                    (_("Libellé"), _("Montant")),
                    rows,
                    (_("Total reçu"), euros(paiement.amount_cents - given_back)),
                ),
                [_("%(landlord)s déclare avoir reçu la somme ci-dessus pour le compte de ce dossier.") % words],
            )
        ],
        small_print=[_("Ce reçu n’est pas une quittance : elle est remise quand un mois est payé en entier.")],
    )
