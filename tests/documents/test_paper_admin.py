"""Staff finds the papers of a lease, sees who read them, and takes back one that is wrong."""

import pytest
from django.test import Client
from django.urls import reverse

from espace_locataire.documents.models import Document
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant

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
