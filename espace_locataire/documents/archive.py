"""The papers of a year in one ZIP: written while it is read, one paper in memory at a time."""

import logging
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from zipstream import ZipStream

from espace_locataire.documents.models import Document
from espace_locataire.dossier.private_files import DamagedFileError

logger = logging.getLogger(__name__)


def zipped(documents: Iterable[Document]) -> Iterator[bytes]:
    """Yield a ZIP of these papers; what cannot be read is left out and listed in a text file at the end.

    PDFs are packed already: they are stored as they are.
    """
    archive = ZipStream()
    taken: set[str] = set()
    missing: list[str] = []
    for document in documents:
        try:
            content = document.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
            missing.append(document.display_name)
            continue
        with content:
            archive.add(content.chunks(), _free_name(document.display_name, taken))
            yield from archive.file()
    if missing:
        text = _("Ces documents ne peuvent pas être ouverts pour l’instant. Appelez-nous : nous vous les enverrons.")
        archive.add("\r\n".join([text, "", *missing]), _("À lire - documents manquants.txt"))
    yield from archive.finalize()


def _free_name(name: str, taken: set[str]) -> str:
    stem, _dot, extension = name.rpartition(".")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem} ({number}).{extension}"
    taken.add(free)
    return free
