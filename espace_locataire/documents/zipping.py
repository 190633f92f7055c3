"""Many papers in one ZIP, made while it is sent: one paper at a time is in memory, and a part of it only."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from zipstream import ZipStream

from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.reading_log import note
from espace_locataire.dossier.private_files import DamagedFileError

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


def zipped(documents: Iterable[Document], person: "User | None") -> Iterator[bytes]:
    """Yield the ZIP of these papers, in pieces. Those that were sent are noted as read, even when it is cut short;
    without a person, none is.

    A paper that is missing or damaged leaves the others alone: a text in its place says so.
    """
    # PDFs are compressed already.
    archive = ZipStream()
    names = _Names()
    given: list[int] = []
    # The answer is sent once the request, and its language, are over.
    language = translation.get_language() or "fr"
    try:
        for document in documents:
            with ExitStack() as open_files:
                with translation.override(language):
                    try:
                        content = open_files.enter_context(document.open_checked())
                    except (OSError, DamagedFileError) as error:
                        # The kind of fault and the row's number: nothing about a person.
                        logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
                        archive.add(_excuse(document), names.free(document.display_name, ".txt"))
                    else:
                        archive.add(content.chunks(), names.free(document.display_name, ".pdf"))
                        given.append(document.pk)
                yield from archive.all_files()
        yield from archive.finalize()
    finally:
        if person is not None:
            note(person, given, Reading.How.ZIP)


def _excuse(document: Document) -> str:
    text = _("« %(title)s » manque ici : le fichier est abîmé de notre côté. Réessayez demain, ou appelez-nous.")
    return text % {"title": document.shown_title} + "\n"


class _Names:
    """Gives each paper a name of its own: two letters of one month must not hide each other."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, display_name: str, extension: str) -> str:
        base = display_name.removesuffix(".pdf")
        name, number = base + extension, 1
        while name in self._taken:
            number += 1
            name = f"{base} ({number}){extension}"
        self._taken.add(name)
        return name
