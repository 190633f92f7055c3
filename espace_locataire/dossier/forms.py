"""What tenants fill in about their insurance."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.models import Attestation, Piece
from espace_locataire.dossier.piece_forms import FormWithPieces, PiecesField, day_field
from home.dates import in_full

LONGEST_VALIDITY_DAYS = 366 * 3
ON_THE_PAPER = gettext_lazy("Écrivez cette date : elle est sur votre attestation.")


class AttestationForm(FormWithPieces):
    """An insurance certificate: insurer, policy number, validity, the paper itself."""

    assureur = forms.CharField(
        label=gettext_lazy("Compagnie d’assurance"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Écrivez le nom de votre assureur.")},
    )
    police = forms.CharField(
        label=gettext_lazy("Numéro de police"),
        help_text=gettext_lazy("Il est sur votre attestation. On l’appelle aussi « numéro de contrat »."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez le numéro de police, ou de contrat.")},
    )
    du = day_field(gettext_lazy("Début de validité"), ON_THE_PAPER)
    au = day_field(gettext_lazy("Fin de validité"), ON_THE_PAPER)
    pieces = PiecesField(label=gettext_lazy("Votre attestation"))

    piece_form = Piece.Form.ATTESTATION
    no_piece = gettext_lazy("Ajoutez votre attestation : le PDF de votre assureur, ou une photo.")

    def clean_assureur(self) -> str:
        """Return the name without doubled spaces."""
        return " ".join(self.cleaned_data["assureur"].split())

    def clean_police(self) -> str:
        """Return the number without doubled spaces."""
        return " ".join(self.cleaned_data["police"].split())

    def clean(self) -> dict[str, Any]:
        """Look at the period, once the files are kept."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        du, au = cleaned.get("du"), cleaned.get("au")
        if du and au:
            self._check_period(du, au)
        return cleaned

    def _check_period(self, du: date, au: date) -> None:
        today = timezone.localdate()
        if au <= du:
            self.add_error("au", _("La fin de validité doit venir après le début (%(day)s).") % {"day": in_full(du)})
        elif au < today:
            self.add_error(
                "au",
                _("Cette attestation a expiré le %(day)s. Demandez la nouvelle à votre assureur.")
                % {"day": in_full(au)},
            )
        elif (au - du).days > LONGEST_VALIDITY_DAYS:
            self.add_error("au", _("Vérifiez les années : cette attestation durerait plus de trois ans."))
        elif other := Attestation.objects.filter(dossier=self.dossier).overlapping(du, au).first():
            self.add_error("du", _overlap(other))


def _overlap(other: Attestation) -> str:
    period = {"du": in_full(other.du), "au": in_full(other.au)}
    if other.is_waiting:
        text = _(
            "Vous avez déjà envoyé une attestation valable du %(du)s au %(au)s. Pour la remplacer, retirez-la d’abord."
        )
    else:
        text = _("Nous avons déjà une attestation valable du %(du)s au %(au)s. La nouvelle doit commencer après.")
    return text % period
