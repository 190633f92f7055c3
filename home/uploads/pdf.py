"""Is this a PDF that can be given to people: whole, readable without a password, without script?

Read by its bytes. A full parser takes tens of milliseconds a file, too long for the hundred thousand
notices of a night; this looks for names where the format keeps them, which takes a tenth of one.
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_INFLATED_BYTES = 64 * 1024 * 1024
# The format lets a few bytes follow the end mark.
END_MARK_WITHIN_BYTES = 1024

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_NAME = rb"(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])"
_ENCRYPTED = re.compile(rb"/Encrypt" + _END_OF_NAME)
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch)" + _END_OF_NAME)


def fault_of_pdf(content: bytes) -> str | None:
    """Return why these bytes are refused, in French, or None when they are fine."""
    if not content:
        return _("Le fichier est vide.")
    if len(content) > LARGEST_BYTES:
        return _("Le fichier dépasse 20 Mo.")
    if not content.startswith(b"%PDF-"):
        return _("Le fichier n’est pas un PDF.")
    if b"%%EOF" not in content[-END_MARK_WITHIN_BYTES:]:
        return _("Le PDF est incomplet : sa fin manque. Déposez-le de nouveau.")
    for part in _objects(content):
        names = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), part)
        if _ENCRYPTED.search(names):
            return _("Le PDF est protégé par un mot de passe. Exportez-le sans protection.")
        if _ACTIVE.search(names):
            return _("Le PDF contient un script. Exportez-le sans.")
    return None


def _objects(content: bytes) -> Iterator[bytes]:
    """Yield the objects kept in compressed object streams, then those in clear; never pictures or text."""
    clear: list[bytes] = []
    position = search_from = 0
    while (start := content.find(b"stream", search_from)) != -1:
        search_from = start + len(b"stream")
        if not content[max(0, start - 8) : start].rstrip().endswith(b">>"):
            continue
        end = content.find(b"endstream", search_from)
        if end == -1:
            break
        if b"/ObjStm" in content[max(0, content.rfind(b"obj", position, start)) : start]:
            yield _inflated(content[search_from:end].lstrip(b"\r\n"))
        clear.append(content[position:start])
        position = search_from = end + len(b"endstream")
    clear.append(content[position:])
    yield b"".join(clear)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, LARGEST_INFLATED_BYTES)
    except zlib.error:
        return data
