"""Images and documents for tests, made from nothing."""

import io
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **options: Any) -> bytes:
    """Return a picture, red on its left half and blue on the other, in this format."""
    mode = options.pop("mode", "RGB")
    image = Image.new(mode, size, (200, 20, 30, 128) if mode == "RGBA" else (200, 20, 30))
    image.paste((20, 30, 200, 255) if mode == "RGBA" else (20, 30, 200), (size[0] // 2, 0, *size))
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def make_image(title: str = "La façade", size: tuple[int, int] = (1600, 1200), description: str = "") -> Any:
    """Keep an image."""
    file = ContentFile(picture_bytes(size=size), name="facade.jpg")
    return get_image_model().objects.create(title=title, file=file, description=description)


def make_document(title: str = "Règlement intérieur", size: int = 84_000) -> Any:
    """Keep a PDF of this many bytes."""
    document = get_document_model()(title=title, file=ContentFile(pdf_bytes(size), name="reglement.pdf"))
    document._set_document_file_metadata()
    document.save()
    return document


def pdf_bytes(size: int = 300, inside: bytes = b"") -> bytes:
    """Return what passes for a PDF of this many bytes."""
    start, end = b"%PDF-1.4\n" + inside, b"\n%%EOF"
    return start + b"0" * (size - len(start) - len(end)) + end


def archive_bytes(**files: str) -> bytes:
    """Return a zip archive of these files; `__` in a name stands for a slash, `_dot_` for a dot."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_dot_", ".").replace("__", "/"), content)
    return written.getvalue()
