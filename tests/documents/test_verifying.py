"""Anyone checks a paper by its code and its file, and learns nothing of the person it is about."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from espace_locataire.documents.making import make, maker_named
from espace_locataire.documents.models import MadeDocument
from espace_locataire.documents.models.made import ALPHABET, as_code, new_code
from tests.compte.factories import UserFactory
from tests.dossier.tenants import tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"
PERSONAL = ("MARTIN", "Alex", REFERENCE, "003002078", "rue du Moulin", "28000", "@demo.example")


@pytest.fixture
def made(export: ExportFolder) -> MadeDocument:
    """Return a certificate that was made."""
    export.dossier(REFERENCE)
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    return make(maker_named("attestation-location"), tenant.dossier, tenant.user, {})


def main_of(response: Any) -> str:
    """Return what is in the page besides its frame."""
    text: str = response.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def compare(made: MadeDocument, content: bytes, **headers: str) -> Any:
    """Send a file to be compared, as our own page does."""
    file = SimpleUploadedFile("attestation MARTIN.pdf", content, content_type="application/pdf")
    origin = {"sec-fetch-site": "same-origin"} | headers
    return Client().post(f"/verifier/{made.code}/", {"fichier": file}, headers=origin)


def bytes_of(made: MadeDocument) -> bytes:
    """Return the very file."""
    with made.open_checked() as content:
        return content.read()


def test_a_known_code_is_authentic_and_nothing_else_is_said(made: MadeDocument) -> None:
    response = Client().get(f"/verifier/{made.code}/")
    page = main_of(response)
    assert "Ce document est authentique" in page
    assert "Attestation de location" in page
    assert made.code in page
    assert not [word for word in PERSONAL if word in page]


def test_it_is_a_page_for_everyone_without_a_cookie(made: MadeDocument) -> None:
    for response in (Client().get("/verifier/"), Client().get(f"/verifier/{made.code}/"), compare(made, b"x")):
        assert response.status_code == 200
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert "Cookie" not in response.headers.get("Vary", "")
        assert 'name="robots" content="noindex"' in response.content.decode()


def test_the_very_file_is_identical(made: MadeDocument) -> None:
    page = main_of(compare(made, bytes_of(made)))
    assert "Fichier identique" in page
    assert not [word for word in PERSONAL if word in page]


@pytest.mark.parametrize("change", ["one byte", "one more", "one less", "another", "empty"])
def test_a_file_that_was_changed_is_found_out(made: MadeDocument, change: str) -> None:
    content = bytes_of(made)
    altered = {
        "one byte": content.replace(b"%PDF-1.7", b"%PDF-1.6"),
        "one more": content + b"\n",
        "one less": content[:-1],
        "another": b"%PDF-1.4\n%%EOF\n",
        "empty": b"",
    }[change]
    assert altered != content
    page = main_of(compare(made, altered))
    assert "Fichier différent" in page
    assert "Fichier identique" not in page
    assert not [word for word in PERSONAL if word in page]


def test_an_altered_paper_with_the_code_of_another_is_found_out(made: MadeDocument) -> None:
    other = make(maker_named("attestation-location"), made.dossier, UserFactory.create(), {})
    assert "Fichier différent" in main_of(compare(made, bytes_of(other)))


def test_sending_no_file_asks_for_one(made: MadeDocument) -> None:
    response = Client().post(f"/verifier/{made.code}/", headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 422
    assert "Choisissez le fichier à comparer" in main_of(response)


def test_a_page_of_another_site_sends_nothing(made: MadeDocument) -> None:
    assert compare(made, b"x", **{"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("code", ["2222-3333-4444-5555", "x", "..", "%00", "<b>", "é" * 300])
def test_an_unknown_code_is_said_to_be_so(made: MadeDocument, code: str) -> None:
    response = Client().get(f"/verifier/{code}/")
    assert response.status_code == 404
    assert "Nous ne connaissons pas ce code" in main_of(response) or code in ("..", "%00")


def test_a_code_is_read_however_it_is_typed(made: MadeDocument) -> None:
    for typed in (made.code.lower(), made.code.replace("-", " "), f" {made.code.replace('-', '')} "):
        response = Client().get("/verifier/", {"code": typed})
        assert response.headers["Location"] == f"/verifier/{made.code}/"


@pytest.mark.parametrize("code", ["", " ", "--", "\x00"])
def test_no_code_asks_for_one(code: str) -> None:
    response = Client().get("/verifier/", {"code": code})
    assert response.status_code in (200, 422)
    assert "Code du document" in main_of(response)


def test_codes_are_not_tried_without_end(made: MadeDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_locataire.documents.verifying.CODES_AN_HOUR", 2)
    statuses = [Client().get(f"/verifier/{new_code()}/").status_code for _time in range(3)]
    assert statuses == [404, 404, 429]


def test_it_reads_in_english_and_leads_to_french_where_the_interface_is_not_whole(made: MadeDocument) -> None:
    assert "This document is authentic" in Client().get(f"/en/verifier/{made.code}/").content.decode()
    assert Client().get(f"/ar/verifier/{made.code}/").headers["Location"] == f"/verifier/{made.code}/"


def test_codes_are_easy_to_copy_and_all_different() -> None:
    codes = {new_code() for _time in range(1_000)}
    assert len(codes) == 1_000
    assert {letter for code in codes for letter in code} == {*ALPHABET, "-"}
    assert not set("01OILAEU") & set(ALPHABET)
    assert all(as_code(code) == code for code in codes)
