"""A year of papers in one ZIP, made while it is sent; what is damaged is said to be so."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import StreamingHttpResponse

from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.withdrawing import withdraw
from espace_locataire.documents.zipping import zipped
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder, tiny_pdf

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant with four papers of 2024, two of them of the same name, and one of 2023."""
    export.dossier(REFERENCE)
    export.document(REFERENCE, "2024-10", content=tiny_pdf("Octobre"))
    export.document(REFERENCE, "2024-09", content=tiny_pdf("Septembre"))
    export.document(REFERENCE, "2024-05", content=tiny_pdf("Un"), nature="courrier")
    export.document(REFERENCE, "2024-05", content=tiny_pdf("Deux"), nature="courrier")
    export.document(REFERENCE, "2023-12", content=tiny_pdf("Avant"))
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def archive(tenant: Tenant, prefix: str = "", **query: str) -> ZipFile:
    """Return the ZIP a tenant downloads."""
    response = tenant.client().get(prefix + tenant.url("documents_zip"), query)
    assert isinstance(response, StreamingHttpResponse)
    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    return ZipFile(BytesIO(response.getvalue()))


def test_a_year_comes_whole(tenant: Tenant) -> None:
    found = archive(tenant, annee="2024")
    assert found.testzip() is None
    assert found.namelist() == [
        "Avis d’échéance 2024-10 0030020788B.pdf",
        "Avis d’échéance 2024-09 0030020788B.pdf",
        "Courrier 2024-05 0030020788B.pdf",
        "Courrier 2024-05 0030020788B (2).pdf",
    ]
    assert found.read(found.namelist()[0]) == tiny_pdf("Octobre")
    assert {found.read(name) for name in found.namelist()[2:]} == {tiny_pdf("Un"), tiny_pdf("Deux")}


def test_without_a_year_everything_comes(tenant: Tenant) -> None:
    assert len(archive(tenant).namelist()) == 5


@pytest.mark.parametrize("year", ["2022", "x", "-1", "99999999999"])
def test_a_year_without_papers_is_404(tenant: Tenant, year: str) -> None:
    assert tenant.client().get(tenant.url("documents_zip"), {"annee": year}).status_code == 404


def test_what_was_sent_was_read(tenant: Tenant) -> None:
    archive(tenant, annee="2024")
    archive(tenant, annee="2024")
    assert {(row.how, row.count) for row in Reading.objects.all()} == {("zip", 2)}
    assert Reading.objects.count() == 4


def test_a_withdrawn_paper_is_not_in_it(tenant: Tenant) -> None:
    withdraw(Document.objects.get(period="2024-10-01"), StaffFactory.create())
    assert len(archive(tenant, annee="2024").namelist()) == 3


@pytest.mark.parametrize(
    ("prefix", "name", "said"),
    [
        ("", "Avis d’échéance 2024-09 0030020788B.txt", "le fichier est abîmé de notre côté"),
        ("/en", "Rent notice 2024-09 0030020788B.txt", "the file is damaged on our side"),
    ],
)
def test_a_missing_paper_leaves_the_others_alone(
    tenant: Tenant, caplog: pytest.LogCaptureFixture, prefix: str, name: str, said: str
) -> None:
    missing = Document.objects.get(period="2024-09-01")
    missing.file.storage.delete(str(missing.file.name))
    found = archive(tenant, prefix, annee="2024")
    assert found.testzip() is None
    assert len(found.namelist()) == 4
    assert said in found.read(name).decode()
    assert Reading.objects.count() == 3
    assert f"document {missing.pk} cannot be given" in caplog.text
    assert REFERENCE not in caplog.text


def test_papers_are_read_one_by_one_as_the_zip_is_sent(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    open_checked = Document.open_checked

    def opening(document: Document) -> object:
        opened.append(document.pk)
        return open_checked(document)

    monkeypatch.setattr(Document, "open_checked", opening)
    pieces = zipped(list(Document.objects.of(tenant.dossier)), tenant.user)
    next(pieces)
    assert len(opened) == 1
    # Someone who goes away was given what was sent, and nothing more.
    pieces.close()  # type: ignore[attr-defined]
    assert Reading.objects.count() == 1
