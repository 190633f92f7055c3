"""Everything held about a person, as one ZIP made while it is sent: JSON, and the files (RGPD, art. 15 and 20)."""

import json
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from zipstream import ZipStream

from home.dates import in_full
from home.personal_data import HeldFile, declared_holdings

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


def copy_of(person: "User") -> Iterator[bytes]:
    """Yield the ZIP, in pieces: a text to read first, a JSON file per kind of data, then the files.

    A file that is missing or damaged leaves the others alone: a text in its place says so.
    """
    # The answer is sent once the request, and its language, are over.
    language = translation.get_language() or "fr"
    archive = ZipStream()
    with translation.override(language):
        archive.add(_read_first(), _("lisez-moi.txt"))
        for holding in declared_holdings():
            archive.add(_as_json(list(holding.export(person))), f"{holding.name}.json")
    yield from archive.all_files()
    for holding in declared_holdings():
        for held in holding.files(person):
            yield from _one(archive, held, language)
    yield from archive.finalize()


def _one(archive: ZipStream, held: HeldFile, language: str) -> Iterator[bytes]:
    try:
        content = held.open()
    except Exception as error:
        # Storage fails in ways of its own; named only: words may hold personal data.
        logger.error("A file of a person's copy cannot be given (%s).", type(error).__name__)
        with translation.override(language):
            archive.add(_("Ce fichier est abîmé de notre côté. Appelez-nous.") + "\n", f"{held.name}.txt")
        yield from archive.all_files()
        return
    with content:
        archive.add(content.chunks(), held.name)
        yield from archive.all_files()


def _as_json(rows: list[object]) -> str:
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


def _read_first() -> str:
    lines = [
        _("Copie de vos données, faite le %(day)s.") % {"day": in_full(timezone.localdate())},
        "",
        _("Chaque fichier .json contient une sorte de données. Un ordinateur sait les lire."),
        _("Les dossiers contiennent vos documents et ce que vous avez envoyé."),
        "",
    ]
    for holding in declared_holdings():
        lines += [f"{holding.name}.json — {holding.label}", f"    {holding.purpose}", f"    {holding.kept}", ""]
    return "\n".join(lines)
