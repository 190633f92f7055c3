"""What a tenant chooses to pay."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.paiement.amounts import Payable, cents_of
from espace_locataire.solde.templatetags.money import euros


class Share(models.TextChoices):
    """How much of what is owed."""

    ALL = "all", gettext_lazy("Toute la somme")
    LATE = "late", gettext_lazy("Ce qui est en retard")
    OTHER = "other", gettext_lazy("Un autre montant")


class AmountForm(forms.Form):
    """How much to pay: all, the late part, or another amount; `amount_cents` is what the server makes of it."""

    share = forms.ChoiceField(
        label=gettext_lazy("Combien voulez-vous payer ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choisissez une somme."),
            "invalid_choice": gettext_lazy("Choisissez une des sommes proposées."),
        },
    )
    amount = forms.CharField(
        label=gettext_lazy("Autre montant, en euros"),
        help_text=gettext_lazy("Par exemple : 150 ou 150,50"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, payable: Payable, *args: Any, **kwargs: Any) -> None:
        self.payable = payable
        self.amount_cents = 0
        choices = self._choices(payable)
        kwargs.setdefault("initial", {"share": choices[0][0]})
        super().__init__(*args, **kwargs)
        share: forms.ChoiceField = self.fields["share"]  # type: ignore[assignment]
        share.choices = choices
        if len(choices) == 1:
            # Nothing to choose among: only how much.
            share.required, share.widget = False, forms.HiddenInput()
            self.fields["amount"].required = True
            self.fields["amount"].error_messages["required"] = _("Écrivez le montant que vous voulez payer.")

    @staticmethod
    def _choices(payable: Payable) -> list[tuple[str, str]]:
        choices = [(Share.OTHER.value, str(Share.OTHER.label))]
        if payable.offers_late:
            amount = {"amount": euros(payable.solde.late_cents)}
            choices.insert(0, (Share.LATE.value, _("Seulement ce qui est en retard : %(amount)s") % amount))
        if payable.offers_all:
            amount = {"amount": euros(payable.due_cents)}
            choices.insert(0, (Share.ALL.value, _("Toute la somme : %(amount)s") % amount))
        return choices

    def clean(self) -> dict[str, Any]:
        """Work out the amount, and say why one cannot be paid."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        match cleaned.get("share") or Share.OTHER:
            case Share.ALL:
                self.amount_cents = self.payable.due_cents
            case Share.LATE:
                self.amount_cents = self.payable.solde.late_cents
            case _other:
                self._take_typed(cleaned["amount"])
        return cleaned

    def _take_typed(self, text: str) -> None:
        if not text.strip():
            self.add_error("amount", _("Écrivez le montant que vous voulez payer."))
            return
        cents = cents_of(text)
        limits = {"least": euros(self.payable.minimum_cents), "most": euros(self.payable.maximum_cents)}
        if cents is None:
            self.add_error("amount", _("Nous ne comprenons pas ce montant. Écrivez par exemple 150 ou 150,50."))
        elif cents < self.payable.minimum_cents:
            self.add_error("amount", _("Le plus petit paiement possible est de %(least)s.") % limits)
        elif cents > self.payable.maximum_cents:
            self.add_error("amount", _("Vous pouvez payer %(most)s au plus. Vérifiez le nombre de zéros.") % limits)
        else:
            self.amount_cents = cents
