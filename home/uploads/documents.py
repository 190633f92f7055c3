"""Is this document what its name says, and safe to open? Read by its bytes."""

import zipfile
from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from home.uploads.pdf import LARGEST_BYTES as LARGEST_BYTES
from home.uploads.pdf import fault_of_pdf

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MICROSOFT = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "odt": OPEN_DOCUMENT + "text",
    "ods": OPEN_DOCUMENT + "spreadsheet",
    "odp": OPEN_DOCUMENT + "presentation",
    "docx": MICROSOFT + "wordprocessingml.document",
    "xlsx": MICROSOFT + "spreadsheetml.sheet",
    "pptx": MICROSOFT + "presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
}
# Where each Microsoft format keeps what it is about.
MAIN_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
# Programs inside a document: Microsoft's, then OpenDocument's.
PROGRAMS = ("vbaproject.bin", "basic/", "scripts/")


def fault_of_document(file: BinaryIO, extension: str, size: int) -> str | None:
    """Return why this document is refused, in French, or None when it is fine. `size` in bytes."""
    if extension not in TYPES:
        formats = ", ".join(TYPES)
        return _("Ce type de fichier n’est pas accepté. Formats acceptés : %(formats)s.") % {"formats": formats}
    if size > LARGEST_BYTES:
        return _("Le fichier dépasse 20 Mo. Réduisez-le, ou coupez-le en plusieurs parties.")
    if size == 0:
        return _("Le fichier est vide.")
    file.seek(0)
    check: Callable[[BinaryIO, str], str | None] = CHECKS[extension]
    return check(file, extension)


def _fault_of_portable(file: BinaryIO, extension: str) -> str | None:
    return fault_of_pdf(file.read())


def _fault_of_archive(file: BinaryIO, extension: str) -> str | None:
    """Look into the archive that an office document is; nothing in it is unpacked but its first line."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as declared:
                    kind = declared.read(100).strip()
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, KeyError):
        return _not_what_it_says(extension)
    folder = MAIN_FOLDERS.get(extension)
    if folder:
        genuine = "[content_types].xml" in names and any(name.startswith(folder) for name in names)
    else:
        genuine = kind == TYPES[extension].encode()
    if not genuine:
        return _not_what_it_says(extension)
    if any(name.endswith(PROGRAMS[0]) or name.startswith(PROGRAMS[1:]) for name in names):
        return _("Ce document contient un programme (macro). Enregistrez-le sans, ou en PDF.")
    return None


def _fault_of_text(file: BinaryIO, extension: str) -> str | None:
    # Bytes that no text has, whatever its encoding.
    return _not_what_it_says(extension) if b"\0" in file.read() else None


def _not_what_it_says(extension: str) -> str:
    message = _("Ce fichier n’est pas un vrai fichier %(kind)s. Ouvrez-le, puis enregistrez-le dans ce format.")
    return message % {"kind": extension.upper()}


CHECKS: dict[str, Callable[[BinaryIO, str], str | None]] = {
    "pdf": _fault_of_portable,
    **dict.fromkeys(("odt", "ods", "odp", "docx", "xlsx", "pptx"), _fault_of_archive),
    **dict.fromkeys(("csv", "txt"), _fault_of_text),
}
