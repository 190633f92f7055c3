"""What tenants send is read by its bytes: kept clean, or refused with a reason they can act on."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from espace_locataire.dossier.receiving import LARGEST_BYTES, received, shown_name
from tests.dossier.proofs import PDF, pdf, photograph


def declared_png(width: int, height: int) -> bytes:
    """Return a PNG that declares a size and holds no pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def zip_bomb() -> bytes:
    """Return an archive that unpacks to a thousand times its size."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("attestation.pdf", b"\0" * 20_000_000)
    return written.getvalue()


REFUSED = {
    "empty": (b"", "est vide"),
    "a program under another name": (b"MZ\x90\x00" + b"\0" * 200, "ni un PDF, ni une photo"),
    "a script in a PDF": (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>"), "un script"),
    "an encrypted PDF": (PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 2 0 R"), "mot de passe"),
    "half a PDF": (PDF[:30], "incomplet"),
    "an image of 20,000 by 20,000": (declared_png(20_000, 20_000), "trop grande"),
    "an image that ends too soon": (photograph().read()[:-1000], "abîmée"),
    "a zip bomb": (zip_bomb(), "ni un PDF, ni une photo"),
    "more than 10 MB": (b"%PDF-" + b"0" * LARGEST_BYTES, "dépasse 10 Mo"),
    "a drawing with a program in it": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "ni un PDF"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_says_which_file_and_why(what: str) -> None:
    content, reason = REFUSED[what]
    with pytest.raises(ValidationError) as refusal:
        received(SimpleUploadedFile("Attestation 2026.pdf", content))
    assert reason in refusal.value.message
    assert "Attestation 2026" in refusal.value.message


@pytest.mark.parametrize(("kind", "name", "extension"), [
    ("JPEG", "photo.jpg", "jpg"),
    ("PNG", "photo.png", "png"),
    ("HEIF", "IMG_0001.HEIC", "jpg"),
    ("JPEG", "photo.pdf", "jpg"),
])  # fmt: skip
def test_a_photograph_is_kept_without_the_place_it_was_taken_at(kind: str, name: str, extension: str) -> None:
    sent = photograph(name, kind)
    if kind == "JPEG":
        assert Image.open(io.BytesIO(sent.read())).getexif().get_ifd(0x8825)
    sent.seek(0)
    kept = received(sent)
    assert kept.extension == extension
    image = Image.open(io.BytesIO(kept.content))
    assert image.size == (640, 480)
    assert not image.getexif()
    assert b"Exif" not in kept.content


def test_a_pdf_is_kept_as_it_came() -> None:
    assert received(pdf()) == ("attestation", "pdf", PDF)


@pytest.mark.parametrize(("typed", "shown"), [
    ("../../etc/passwd", "passwd"),
    ("C:\\Users\\Léa\\attestation.pdf", "attestation"),
    ("a" * 300 + ".pdf", "a" * 80),
    ("attes\u202etation\n.pdf", "attestation"),
    (".pdf", "pdf"),
    ("...", "fichier"),
    ("", "fichier"),
    ("Attestation  MRH.2026.pdf", "Attestation MRH.2026"),
])  # fmt: skip
def test_the_name_shown_is_harmless(typed: str, shown: str) -> None:
    assert shown_name(typed) == shown
