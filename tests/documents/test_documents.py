"""A tenant finds a paper by year and kind, opens it, keeps it; a damaged one is said to be so."""

import logging
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile

from espace_locataire.documents.models import Document
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder, tiny_pdf

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return the tenant of the leaflet, with the papers of the leaflet."""
    export.dossier(REFERENCE)
    export.document(
        REFERENCE, "2024-12", nature="regularisation", titre="Régularisation de charges", date="2024-12-02"
    )
    for month in ("10", "09", "07"):
        export.document(REFERENCE, f"2024-{month}", content=tiny_pdf(f"Avis {month}"), date=f"2024-{month}-25")
    export.document(REFERENCE, "2023-12", nature="quittance", titre="Quittance", date="2024-01-05")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def test_papers_are_listed_by_year_the_newest_first(tenant: Tenant) -> None:
    page = tenant.client().get(tenant.url("documents")).text
    expected = [
        "Vos documents pour le dossier",
        REFERENCE,
        "2024",
        "Régularisation de charges — Décembre 2024",
        "Avis d’échéance — Octobre 2024",
        "Avis d’échéance — Septembre 2024",
        "Avis d’échéance — Juillet 2024",
        "2023",
        "Quittance — Décembre 2023",
    ]
    listed = page.index('id="annee-2024"')
    places = [page.index(text, listed if text[0] == "2" or "—" in text else 0) for text in expected]
    assert places == sorted(places)
    assert "PDF, 1 ko" in page


def test_a_paper_opens_in_the_browser(tenant: Tenant) -> None:
    document = Document.objects.get(period="2024-10-01")
    response = tenant.client().get(tenant.url("document", document.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response.getvalue() == tiny_pdf("Avis 10")


def test_a_paper_is_kept_under_a_name_that_says_what_it_is(tenant: Tenant) -> None:
    document = Document.objects.get(period="2024-10-01")
    response = tenant.client().get(tenant.url("document_download", document.pk))
    disposition = unquote(response.headers["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert "Avis d’échéance 2024-10 0030020788B.pdf" in disposition
    assert response.headers["Content-Length"] == str(len(response.getvalue()))


def test_the_name_at_rest_tells_nothing(tenant: Tenant) -> None:
    for document in Document.objects.all():
        assert REFERENCE not in str(document.file.name)
        assert "avis" not in str(document.file.name)


@pytest.mark.parametrize(("nature", "count"), [("", 5), ("avis_echeance", 3), ("quittance", 1), ("poeme", 5)])
def test_a_kind_can_be_chosen(tenant: Tenant, nature: str, count: int) -> None:
    page = tenant.client().get(tenant.url("documents"), {"nature": nature}).text
    assert page.count('class="row-title"') == count


def test_a_long_list_goes_page_by_page_and_keeps_the_kind(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    for number in range(40):
        export.document(REFERENCE, f"{2020 + number // 12}-{number % 12 + 1:02}")
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    page = tenant.client().get(tenant.url("documents"), {"nature": "avis_echeance", "page": "2"}).text
    assert page.count('class="row-title"') == 4
    assert "?nature=avis_echeance&amp;page=1" in page


def test_an_empty_list_explains_itself(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    assert "Aucun document pour l’instant" in tenant.client().get(tenant.url("documents")).text


@pytest.mark.parametrize("damage", ["changed", "shortened", "gone"])
def test_a_damaged_paper_is_not_given_and_the_tenant_is_told_what_to_do(
    tenant: Tenant, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    document = Document.objects.get(period="2024-10-01")
    storage, name = document.file.storage, str(document.file.name)
    storage.delete(name)
    content = tiny_pdf("Avis 10")
    if damage != "gone":
        storage.save(name, ContentFile(content.replace(b"10", b"11") if damage == "changed" else content[:-1]))
    with caplog.at_level(logging.ERROR):
        response = tenant.client().get(tenant.url("document", document.pk))
    assert response.status_code == 503
    assert "Ce document ne peut pas s’ouvrir" in response.text
    assert f"document {document.pk} cannot be given" in caplog.text
    assert REFERENCE not in caplog.text
    assert "MARTIN" not in caplog.text


def test_private_files_are_not_under_the_public_ones(tenant: Tenant) -> None:
    from django.conf import settings

    path = Document.objects.all()[0].file.path
    assert not path.startswith(str(settings.MEDIA_ROOT))
