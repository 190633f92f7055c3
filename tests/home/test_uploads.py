"""What editors bring in: images made anew, documents read by their bytes, what is refused and why."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.compte.factories import StaffFactory
from tests.home.media import archive_bytes, make_document, pdf_bytes, picture_bytes, upload

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.fixture
def editor() -> Client:
    user = StaffFactory.create()
    user.groups.add(Group.objects.get(name="Rédaction"))
    client = Client()
    client.force_login(user)
    return client


def send_image(editor: Client, file: "UploadedFile[Any]") -> Any:
    """Send an image by the form, and return what is answered."""
    form = {"title": "La façade", "file": file, "description": "", "tags": ""}
    return editor.post(reverse("wagtailimages:add"), form)


def send_document(editor: Client, file: "UploadedFile[Any]") -> Any:
    return editor.post(reverse("wagtaildocs:add"), {"title": "Règlement", "file": file, "tags": ""})


def refusal_of(answer: Any) -> str:
    """Return what is said next to the field."""
    assert answer.status_code == 200
    assert answer.context["form"].data["title"]
    return str(answer.context["form"].errors["file"])


def kept_image() -> tuple[Any, Image.Image]:
    """Return the only image kept, and its file as any program reads it."""
    image = get_image_model().objects.get()
    with image.file.open() as file:
        picture = Image.open(io.BytesIO(file.read()))
        picture.load()
    return image, picture


def taken_by_a_phone() -> bytes:
    """Return a photo held sideways, that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Fairphone"
    exif.get_ifd(0x8825)[2] = (48.0, 26.0, 49.0)
    return picture_bytes("JPEG", (400, 300), exif=exif)


def test_a_photo_is_turned_upright_and_says_no_more_where_it_was_taken(editor: Client) -> None:
    assert send_image(editor, upload("IMG_2041.JPG", taken_by_a_phone())).status_code == 302
    image, picture = kept_image()
    assert (image.width, image.height) == picture.size == (300, 400)
    assert not picture.getexif()
    with image.file.open() as file:
        content = file.read()
    assert b"Exif" not in content
    assert b"Fairphone" not in content
    red, _green, blue = picture.getpixel((150, 20))  # type: ignore[misc]
    assert red > 150 > blue


def test_a_photo_is_no_larger_than_a_page_needs(editor: Client) -> None:
    send_image(editor, upload("photo.jpg", picture_bytes(size=(4000, 3000))))
    image, _picture = kept_image()
    assert (image.width, image.height) == (2560, 1920)


@pytest.mark.parametrize(
    ("kind", "name", "mode", "kept"),
    [
        ("JPEG", "a.jpeg", "RGB", "JPEG"),
        ("JPEG", "a.jpg", "CMYK", "JPEG"),
        ("WEBP", "a.webp", "RGB", "JPEG"),
        ("WEBP", "a.webp", "RGBA", "PNG"),
        ("AVIF", "a.avif", "RGB", "JPEG"),
        ("HEIF", "a.heic", "RGB", "JPEG"),
        ("PNG", "a.png", "RGB", "PNG"),
        ("PNG", "a.png", "RGBA", "PNG"),
    ],
)
def test_the_formats_of_phones_and_computers_are_taken(
    editor: Client, kind: str, name: str, mode: str, kept: str
) -> None:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    image = Image.new("RGB", (40, 30), (200, 20, 30)).convert(mode)
    if mode == "RGBA":
        image.putalpha(128)
    content = io.BytesIO()
    image.save(content, kind)
    assert send_image(editor, upload(name, content.getvalue())).status_code == 302
    _image, picture = kept_image()
    assert picture.format == kept
    assert picture.mode == ("RGBA" if mode == "RGBA" else "RGB")
    red, green, blue = picture.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert (red > 150, green < 90, blue < 90) == (True, True, True)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", SVG, "non supporté"),
        ("logo.jpg", SVG, "pas ce que dit son nom"),
        ("photo.jpg", picture_bytes("PNG", (9, 9)), "pas ce que dit son nom"),
        ("photo.gif", picture_bytes("GIF", (9, 9)), "non supporté"),
        ("photo.jpg", b"MZ\x90\x00" * 100, "n’est pas une image"),
        ("photo.jpg", picture_bytes("JPEG", (900, 900))[:4000], "abîmée"),
        ("photo.php", picture_bytes("JPEG", (9, 9)), "non supporté"),
    ],
)
def test_what_is_no_image_is_refused_with_a_reason(editor: Client, name: str, content: bytes, said: str) -> None:
    assert said in refusal_of(send_image(editor, upload(name, content)))
    assert not get_image_model().objects.exists()


def test_an_image_that_would_fill_the_memory_is_refused_unopened(editor: Client) -> None:
    written = io.BytesIO()
    Image.new("1", (8000, 7000)).save(written, "PNG")
    assert len(written.getvalue()) < 100_000
    assert "50 millions de pixels" in refusal_of(send_image(editor, upload("bombe.png", written.getvalue())))


def test_an_image_of_too_many_bytes_is_refused(editor: Client) -> None:
    content = picture_bytes("JPEG", (9, 9)) + b"\0" * (20 * 1024 * 1024)
    assert "trop gros" in refusal_of(send_image(editor, upload("photo.jpg", content)))


def test_several_images_at_once_are_treated_the_same(editor: Client) -> None:
    address = reverse("wagtailimages:add_multiple")
    taken = editor.post(address, {"files[]": upload("a.jpg", taken_by_a_phone()), "title": "a.jpg"})
    assert taken.json()["success"]
    _image, picture = kept_image()
    assert picture.size == (300, 400)
    assert not picture.getexif()
    refused = editor.post(address, {"files[]": upload("b.jpg", SVG), "title": "b.jpg"}).json()
    assert not refused["success"]
    assert "pas ce que dit son nom" in refused["error_message"]


def test_changing_the_words_of_an_image_leaves_its_file(editor: Client) -> None:
    send_image(editor, upload("a.jpg", picture_bytes()))
    image = get_image_model().objects.get()
    form = {"title": "Le hall", "description": "Le hall rénové", "tags": ""}
    assert editor.post(reverse("wagtailimages:edit", args=[image.pk]), form).status_code == 302
    changed = get_image_model().objects.get()
    assert (changed.description, changed.file.name, changed.file_hash) == (
        "Le hall rénové",
        image.file.name,
        image.file_hash,
    )


# --- Documents ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reglement.pdf", pdf_bytes()),
        ("REGLEMENT.PDF", pdf_bytes()),
        ("lettre.docx", archive_bytes(**{"[Content_Types]_dot_xml": "x", "word__document_dot_xml": "x"})),
        ("loyers.xlsx", archive_bytes(**{"[Content_Types]_dot_xml": "x", "xl__workbook_dot_xml": "x"})),
        ("lettre.odt", archive_bytes(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml="x")),
        ("loyers.csv", "ville;loyer\nLucé;410\n".encode("cp1252")),
    ],
)
def test_documents_that_are_what_they_say_are_kept(editor: Client, name: str, content: bytes) -> None:
    assert send_document(editor, upload(name, content)).status_code == 302
    document = get_document_model().objects.get()
    with document.file.open() as file:
        assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ\x90", "n’est pas accepté"),
        ("page.html", b"<script>alert(1)</script>", "n’est pas accepté"),
        ("sans-extension", b"rien", "n’est pas accepté"),
        ("reglement.pdf", b"MZ\x90 pas un PDF", "n’est pas un PDF"),
        ("reglement.pdf", pdf_bytes(inside=b"trailer << /Encrypt 5 0 R >>"), "mot de passe"),
        ("reglement.pdf", pdf_bytes(inside=b"1 0 obj << /S /JavaScript >> endobj"), "script"),
        ("reglement.pdf", pdf_bytes()[:-6], "incomplet"),
        ("lettre.docx", b"MZ\x90", "vrai fichier DOCX"),
        ("lettre.docx", archive_bytes(a="b"), "vrai fichier DOCX"),
        ("lettre.odt", archive_bytes(mimetype="application/zip"), "vrai fichier ODT"),
        (
            "lettre.docx",
            archive_bytes(**{"[Content_Types]_dot_xml": "x", "word__document": "x", "word__vbaProject_dot_bin": "x"}),
            "macro",
        ),
        (
            "lettre.odt",
            archive_bytes(mimetype="application/vnd.oasis.opendocument.text", Basic__Standard_dot_xml="x"),
            "macro",
        ),
        ("liste.csv", b"PK\x03\x04\0\0", "vrai fichier CSV"),
    ],
)
def test_documents_that_are_not_what_they_say_are_refused(
    editor: Client, name: str, content: bytes, said: str
) -> None:
    assert said in refusal_of(send_document(editor, upload(name, content)))
    assert not get_document_model().objects.exists()


def test_a_document_of_too_many_bytes_is_refused(editor: Client) -> None:
    said = refusal_of(send_document(editor, upload("a.pdf", pdf_bytes(20 * 1024 * 1024 + 1))))
    assert "trop gros" in said


def test_several_documents_at_once_are_treated_the_same(editor: Client) -> None:
    address = reverse("wagtaildocs:add_multiple")
    sent = {"files[]": upload("a.docx", b"MZ\x90"), "title": "a.docx"}
    refused = editor.post(address, sent).json()
    assert not refused["success"]
    assert "vrai fichier DOCX" in refused["error_message"]
    assert editor.post(address, {"files[]": upload("a.pdf", pdf_bytes()), "title": "a.pdf"}).json()["success"]


@pytest.mark.parametrize(("name", "shown"), [("reglement.pdf", "inline"), ("loyers.csv", "attachment")])
def test_a_document_is_served_as_what_it_is_and_runs_nothing(client: Client, name: str, shown: str) -> None:
    document = make_document()
    document.file.name = f"documents/{name}"
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"x")
    document.save()
    answer = client.get(document.url)
    b"".join(answer)
    answer.close()
    assert answer["Content-Disposition"].startswith(shown)
    assert answer["Content-Type"].split(";")[0] == {"pdf": "application/pdf", "csv": "text/csv"}[name[-3:]]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


# --- The operator's scanner ------------------------------------------------------------------------------


def refuse_everything(file: "UploadedFile[Any]") -> None:
    """A scanner that finds a virus in every file; it reads them to the end."""
    raise ValidationError(f"Virus dans {len(file.read())} octets.")


def find_nothing(file: "UploadedFile[Any]") -> None:
    """A scanner that reads and lets through."""
    file.read()


def test_the_operators_scanner_sees_images_and_documents(editor: Client, settings: Settings) -> None:
    settings.UPLOAD_SCANNER = f"{__name__}.refuse_everything"
    content = picture_bytes()
    assert f"Virus dans {len(content)} octets." in refusal_of(send_image(editor, upload("a.jpg", content)))
    assert "Virus dans 300 octets." in refusal_of(send_document(editor, upload("a.pdf", pdf_bytes())))
    settings.UPLOAD_SCANNER = f"{__name__}.find_nothing"
    assert send_image(editor, upload("a.jpg", content)).status_code == 302
    assert send_document(editor, upload("a.pdf", pdf_bytes())).status_code == 302
    with get_document_model().objects.get().file.open() as file:
        assert file.read() == pdf_bytes()
