"""Forms that come with papers: each file is read by its bytes, and none is lost by a mistake elsewhere."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.models import Dossier, Piece
from espace_locataire.dossier.pieces import LARGEST_NUMBER_OF_PIECES, keep_piece
from espace_locataire.dossier.receiving import Received, received

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic,image/heif"


class PiecesInput(forms.ClearableFileInput):
    """Chooses several files at once; a phone offers its camera."""

    allow_multiple_selected = True


class PiecesField(forms.FileField):
    """Several files, each read by its bytes. Cleaned to a list of `Received`; refused ones are told one by one."""

    widget = PiecesInput(attrs={"accept": ACCEPTED})

    def __init__(self, **options: Any) -> None:
        advice = gettext_lazy(
            "Un PDF, ou une photo de chaque page. 10 Mo au plus par fichier. Vous pouvez en choisir plusieurs."
        )
        super().__init__(**{"help_text": advice} | options)

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


def day_field(label: Any, missing: Any = None, **options: Any) -> forms.DateField:
    """Return a field for a day: the phone's own calendar, or `31/12/2026` typed by hand."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        **options,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": missing or gettext_lazy("Écrivez cette date."),
            "invalid": gettext_lazy("Écrivez une date complète, comme 31/12/2026."),
        },
    )


class FormWithPieces(forms.Form):
    """A form about a lease, with papers.

    `piece_form` names it among the forms (`Piece.Form`); without `no_piece`, said when there is no paper, none is
    needed. Once cleaned, `chosen_pieces` are the papers to send.
    """

    piece_form: ClassVar[str]
    no_piece: ClassVar[Promise | str] = ""
    chosen_pieces: list[Piece]

    # The papers may have come with an earlier try: a browser cannot know.
    use_required_attribute = False

    def __init__(self, dossier: Dossier, user: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.user = dossier, user

    def clean(self) -> dict[str, Any]:
        """Keep the files whatever else is wrong."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._keep_files(cleaned)
        return cleaned

    def _loose(self) -> list[Piece]:
        return list(Piece.objects.loose(self.dossier, self.user, self.piece_form))

    def _keep_files(self, cleaned: dict[str, Any]) -> None:
        new, refusals = cleaned.pop("pieces", ([], []))
        # A paper that is no longer there, or never was this person's, is passed over: it was not sent.
        ticked = set(self.data.getlist("kept")) if isinstance(self.data, MultiValueDict) else set()
        kept = {piece.pk: piece for piece in self._loose() if str(piece.pk) in ticked}
        room = LARGEST_NUMBER_OF_PIECES - len(kept)
        if len(new) > room:
            message = _("Envoyez %(count)d fichiers au plus. Réunissez les pages dans un seul PDF.")
            refusals.append(ValidationError(message % {"count": LARGEST_NUMBER_OF_PIECES}, code="too-many"))
        for file in new[: max(room, 0)]:
            try:
                piece = keep_piece(self.dossier, self.user, file, self.piece_form)
            except OSError as error:
                logger.error("A paper cannot be kept (%s).", type(error).__name__)
                message = _("« %(name)s » n’a pas pu être gardé : notre stockage ne répond pas. Réessayez plus tard.")
                refusals.append(ValidationError(message % {"name": file.name}, code="storage"))
            else:
                kept[piece.pk] = piece
        self.chosen_pieces = list(kept.values())
        if refusals:
            self.add_error("pieces", ValidationError(refusals))
        elif self.no_piece and not self.chosen_pieces:
            self.add_error("pieces", str(self.no_piece))

    @cached_property
    def loose_pieces(self) -> list[Piece]:
        """Return the papers that came with an earlier try, to show and to keep."""
        return self._loose()
