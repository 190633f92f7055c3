"""Staff finds the papers of a lease, sees who read them, and takes back one that is wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Consultation
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db


def member(role: str) -> Client:
    """Return a browser in which someone of this role is logged in."""
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    return client


@pytest.fixture
def paper(neighbours: tuple[Tenant, Tenant]) -> Document:
    """Return a paper its tenant has opened."""
    mine, _ = neighbours
    document = Document.objects.of(mine.dossier)[0]
    assert mine.client().get(mine.url("document", document.pk)).getvalue()
    return document


def test_papers_are_found_by_the_reference_of_the_dossier(paper: Document) -> None:
    client = member("Gestion locative")
    assert reverse("papers") in client.get(reverse("wagtailadmin_home")).text
    page = client.get(reverse("papers"), {"dossier": " 1000000010a "}).text
    assert reverse("paper", args=[paper.pk]) in page
    assert "Visible" in page
    assert "Aucun document pour cette référence" in client.get(reverse("papers"), {"dossier": "\x009"}).text
    assert reverse("paper", args=[paper.pk]) not in client.get(reverse("papers")).text


def test_who_read_it_is_seen_even_once_it_is_withdrawn(paper: Document, neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    client = member("Gestion locative")
    page = client.post(reverse("paper", args=[paper.pk]), follow=True).text
    assert "Retiré. Le locataire ne le voit plus." in page
    assert mine.user.email in page
    assert "ouvert" in page
    assert mine.client().get(mine.url("document", paper.pk)).status_code == 404
    assert "Quelqu’un vient de retirer" in client.post(reverse("paper", args=[paper.pk]), follow=True).text


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("Rédaction", False),
        ("Publication", False),
        ("Service technique", False),
        ("Comptabilité", True),
        ("Administration", True),
    ],
)
def test_others_see_it_or_not_and_withdraw_nothing(paper: Document, role: str, sees: bool) -> None:
    client = member(role)
    page = client.get(reverse("paper", args=[paper.pk]))
    assert (page.status_code == 200) is sees
    assert (client.get(reverse("papers")).status_code == 200) is sees
    assert "Retirer ce document" not in page.text
    client.post(reverse("paper", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.withdrawn_at is None


def test_staff_opens_the_paper_itself_and_the_tenant_s_log_does_not_change(paper: Document) -> None:
    client = member("Comptabilité")
    read = list(paper.readings.values_list())
    assert reverse("paper_file", args=[paper.pk]) in client.get(reverse("paper", args=[paper.pk])).text
    answer = client.get(reverse("paper_file", args=[paper.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.getvalue().startswith(b"%PDF")
    assert list(paper.readings.values_list()) == read
    assert Consultation.objects.filter(dossier=paper.dossier, act="document_opened").get().detail == paper.shown_title


def test_a_withdrawn_paper_opens_for_staff_still_and_a_damaged_one_says_so(paper: Document) -> None:
    client = member("Gestion locative")
    client.post(reverse("paper", args=[paper.pk]))
    assert client.get(reverse("paper_file", args=[paper.pk])).getvalue().startswith(b"%PDF")
    Document.objects.filter(pk=paper.pk).update(sha256="0" * 64)
    answer = client.get(reverse("paper_file", args=[paper.pk]))
    assert answer.status_code == 503
    assert "Réessayez plus tard" in answer.text


@pytest.mark.parametrize("role", ["Rédaction", "Publication", "Service technique"])
def test_those_who_see_no_papers_open_none(paper: Document, role: str) -> None:
    client = member(role)
    assert client.get(reverse("paper_file", args=[paper.pk])).status_code == 302
    assert not Consultation.objects.filter(act="document_opened").exists()


def test_a_paper_is_withdrawn_for_another_one_of_the_same_lease(
    export: ExportFolder, neighbours: tuple[Tenant, Tenant]
) -> None:
    mine, other = neighbours
    export.document(mine.dossier.reference)
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    wrong, right = Document.objects.filter(dossier=mine.dossier).order_by("pk")
    foreign = Document.objects.filter(dossier=other.dossier)[0]
    client = member("Gestion locative")
    screen = reverse("paper", args=[wrong.pk])
    for refused in (foreign.pk, wrong.pk, "x"):
        assert "ne peut pas le remplacer" in client.post(screen, {"replaced_by": refused}).text
    wrong.refresh_from_db()
    assert wrong.withdrawn_at is None
    page = client.post(screen, {"replaced_by": right.pk}, follow=True).text
    wrong.refresh_from_db()
    assert wrong.replaced_by == right
    assert "Remplacé par" in page
    assert reverse("paper", args=[right.pk]) in page
