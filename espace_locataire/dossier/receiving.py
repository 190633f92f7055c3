"""What a tenant sends with a form: read by its bytes, cleaned, or refused with the reason."""

import unicodedata
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from home.uploads.images import LARGEST_PIXELS, cleaned_image
from home.uploads.pdf import fault_of_pdf
from home.uploads.scanner import scan

LARGEST_BYTES = 10 * 1000 * 1000
LONGEST_NAME = 80
# What the first bytes of a photograph say.
IMAGE_FORMATS = ["JPEG", "PNG", "HEIF"]


class Received(NamedTuple):
    """A file fit to be kept: the name to show, its extension (`pdf`, `jpg`, `png`) and its content."""

    name: str
    extension: str
    content: bytes


def received(file: "UploadedFile[Any]") -> Received:
    """Return the file fit to be kept: a PDF as it came, a photograph made anew from its pixels.

    Raises `ValidationError` with the reason, which names the file, for anything else.
    """
    name = shown_name(file.name or "")
    if not file.size:
        raise _refused(name, _("ce fichier est vide. Choisissez-en un autre."))
    if file.size > LARGEST_BYTES:
        raise _refused(name, _("ce fichier dépasse 10 Mo. Prenez une photo moins grande, ou séparez les pages."))
    scan(file)
    head = file.read(5)
    file.seek(0)
    if head == b"%PDF-":
        return _received_pdf(name, file.read())
    return _received_photograph(name, file)


def shown_name(name: str) -> str:
    """Return the name of a file without folder, extension or control characters, of 80 characters at most."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = PurePosixPath(last).stem if "." in last.strip(".") else last
    readable = "".join(c for c in unicodedata.normalize("NFC", stem) if unicodedata.category(c)[0] != "C")
    return " ".join(readable.split()).strip(" .")[:LONGEST_NAME] or _("fichier")


def _received_pdf(name: str, content: bytes) -> Received:
    fault = fault_of_pdf(content)
    if fault:
        raise _refused(name, fault[:1].lower() + fault[1:])
    return Received(name, "pdf", content)


def _received_photograph(name: str, file: "UploadedFile[Any]") -> Received:
    try:
        # Only the first bytes are read here: the size is known before memory is given to the pixels.
        with Image.open(file, formats=IMAGE_FORMATS) as image:
            too_large = image.width * image.height > LARGEST_PIXELS
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        too_large = True
    except (OSError, ValueError, SyntaxError) as error:
        reason = _(
            "ce n’est ni un PDF, ni une photo (JPEG, PNG, HEIC). Photographiez le document, ou envoyez son PDF."
        )
        raise _refused(name, reason) from error
    if too_large:
        raise _refused(name, _("cette image est trop grande. Prenez une photo avec votre téléphone."))
    try:
        cleaned = cleaned_image(file)
    except ValidationError as error:
        raise _refused(name, _("cette image est abîmée. Reprenez la photo.")) from error
    extension = PurePosixPath(cleaned.name or "").suffix.removeprefix(".")
    return Received(name, extension, cleaned.read())


def _refused(name: str, reason: str) -> ValidationError:
    text = _("« %(name)s » : %(reason)s") % {"name": name, "reason": reason}
    return ValidationError(text, code="refused")
