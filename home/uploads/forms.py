"""The forms of images and documents, one file or several at once: what they refuse, and why."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from home.uploads.documents import fault_of_document
from home.uploads.images import cleaned_image, damaged
from home.uploads.scanner import scan


def _readable(check: Callable[[Any], None]) -> Callable[[Any], None]:
    """Have a check of an image refuse one that ends too soon, which it would let fall with an error."""

    @wraps(check)
    def checked(file: Any) -> None:
        try:
            check(file)
        except OSError as error:
            raise ValidationError(damaged(), code="damaged") from error

    return checked


class SiteImageForm(BaseImageForm):
    """An image of the site, made anew from its pixels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is refused, and how to mend it."""
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].error_messages |= {
                "invalid_image": _("Ce fichier n’est pas une image, ou elle est abîmée."),
                "invalid_image_known_format": _(
                    "Ce fichier n’est pas ce que dit son nom : il finit par « .%(extension)s » mais contient "
                    "« %(image_format)s ». Enregistrez l’image de nouveau."
                ),
                "file_too_many_pixels": _(
                    "Cette image est trop grande : 50 millions de pixels au plus. Réduisez-la, puis réessayez."
                ),
            }
            self.fields["file"].check_image_pixel_size = _readable(self.fields["file"].check_image_pixel_size)

    def clean_file(self) -> Any:
        """Return a new image made from the one received, after the operator's scanner saw it."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        scan(file)
        return cleaned_image(file)


class SiteDocumentForm(BaseDocumentForm):
    """A document of the site, which is what its name says."""

    def clean_file(self) -> Any:
        """Refuse a document that is disguised, locked, or holds a program."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        extension = PurePosixPath(file.name or "").suffix.lower().removeprefix(".")
        fault = fault_of_document(cast("BinaryIO", file.file), extension, file.size or 0)
        if fault:
            raise ValidationError(fault, code="refused")
        scan(file)
        return file
