"""What tenants fill in about their file."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.attestations import LARGEST_NUMBER_OF_PIECES, keep_piece
from espace_locataire.dossier.models import Attestation, Dossier, Piece
from espace_locataire.dossier.receiving import Received, received
from home.dates import in_full

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic,image/heif"
LONGEST_VALIDITY_DAYS = 366 * 3


class PiecesInput(forms.ClearableFileInput):
    """Chooses several files at once; a phone offers its camera."""

    allow_multiple_selected = True


class PiecesField(forms.FileField):
    """Several files, each read by its bytes. Cleaned to a list of `Received`; refused ones are told one by one."""

    widget = PiecesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> tuple[list[Received], list[ValidationError]]:
        """Return the files fit to be kept, and the refusals of the others: one bad file does not lose the good."""
        files: list[UploadedFile[Any]] = [file for file in data or [] if file]
        kept: list[Received] = []
        refusals: list[ValidationError] = []
        for file in files:
            try:
                kept.append(received(file))
            except ValidationError as error:
                refusals.append(error)
        return kept, refusals


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day: the phone's own calendar, or `31/12/2026` typed by hand."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Écrivez cette date : elle est sur votre attestation."),
            "invalid": gettext_lazy("Écrivez une date complète, comme 31/12/2026."),
        },
    )


class AttestationForm(forms.Form):
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
    du = day_field(gettext_lazy("Début de validité"))
    au = day_field(gettext_lazy("Fin de validité"))
    pieces = PiecesField(
        label=gettext_lazy("Votre attestation"),
        help_text=gettext_lazy(
            "Un PDF, ou une photo de chaque page. 10 Mo au plus par fichier. Vous pouvez en choisir plusieurs."
        ),
    )

    # The papers may have come with an earlier try: a browser cannot know.
    use_required_attribute = False

    def __init__(self, dossier: Dossier, user: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.user = dossier, user

    def clean_assureur(self) -> str:
        """Return the name without doubled spaces."""
        return " ".join(self.cleaned_data["assureur"].split())

    def clean_police(self) -> str:
        """Return the number without doubled spaces."""
        return " ".join(self.cleaned_data["police"].split())

    def clean(self) -> dict[str, Any]:
        """Keep the files whatever else is wrong, then look at the period."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._keep_files(cleaned)
        du, au = cleaned.get("du"), cleaned.get("au")
        if du and au:
            self._check_period(du, au)
        return cleaned

    def _keep_files(self, cleaned: dict[str, Any]) -> None:
        new, refusals = cleaned.pop("pieces", ([], []))
        # A paper that is no longer there, or never was this person's, is passed over: it was not sent.
        ticked = set(self.data.getlist("kept")) if isinstance(self.data, MultiValueDict) else set()
        kept = {piece.pk: piece for piece in Piece.objects.loose(self.dossier, self.user) if str(piece.pk) in ticked}
        room = LARGEST_NUMBER_OF_PIECES - len(kept)
        if len(new) > room:
            message = _("Envoyez %(count)d fichiers au plus. Réunissez les pages dans un seul PDF.")
            refusals.append(ValidationError(message % {"count": LARGEST_NUMBER_OF_PIECES}, code="too-many"))
        for file in new[: max(room, 0)]:
            piece = keep_piece(self.dossier, self.user, file)
            kept[piece.pk] = piece
        self.chosen_pieces: list[Piece] = list(kept.values())
        if refusals:
            self.add_error("pieces", ValidationError(refusals))
        elif not self.chosen_pieces:
            self.add_error("pieces", _("Ajoutez votre attestation : le PDF de votre assureur, ou une photo."))

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

    @cached_property
    def loose_pieces(self) -> list[Piece]:
        """Return the papers that came with an earlier try, to show and to keep."""
        return list(Piece.objects.loose(self.dossier, self.user))


def _overlap(other: Attestation) -> str:
    period = {"du": in_full(other.du), "au": in_full(other.au)}
    if other.is_waiting:
        text = _(
            "Vous avez déjà envoyé une attestation valable du %(du)s au %(au)s. Pour la remplacer, retirez-la d’abord."
        )
    else:
        text = _("Nous avons déjà une attestation valable du %(du)s au %(au)s. La nouvelle doit commencer après.")
    return text % period
