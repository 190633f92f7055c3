"""A paper is found among thirty years of them; who read it is known; a year leaves as one ZIP."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent
from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.telling import announce
from espace_locataire.documents.withdrawing import withdraw
from espace_locataire.notifications.models import Notification
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder, tiny_pdf

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"
Queries = Callable[[int], AbstractContextManager[Any]]
TODAY = timezone.localdate()


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    export.dossier(REFERENCE)
    for month in ("10", "09"):
        export.document(REFERENCE, f"2024-{month}", content=tiny_pdf(f"Avis {month}"), date=f"2024-{month}-25")
    export.document(REFERENCE, "2023-12", nature="quittance", titre="Quittance", date="2024-01-05")
    export.document(REFERENCE, f"{TODAY:%Y-%m}", content=tiny_pdf("Neuf"), date=TODAY.isoformat())
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def shown(tenant: Tenant, **asked: str) -> str:
    page: str = tenant.client().get(tenant.url("documents"), asked).text
    return page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("octobre 2024", 1),
        ("QUITTANCE", 1),
        ("echeance", 3),
        ("avis oct", 1),
        ("2024", 2),
        ("bail", 0),
    ],
)
def test_a_paper_is_found_by_its_words_however_they_are_written(tenant: Tenant, query: str, count: int) -> None:
    page = shown(tenant, q=query)
    assert page.count('class="row-title"') == count
    assert ("Aucun document ne correspond." in page) == (count == 0)
    assert f'value="{query}"' in page


def test_a_year_can_be_chosen_with_a_kind(tenant: Tenant) -> None:
    assert shown(tenant, annee="2024").count('class="row-title"') == 2
    assert shown(tenant, annee="2023", nature="avis_echeance").count('class="row-title"') == 0
    assert shown(tenant, annee="1900").count('class="row-title"') == 4


def test_what_came_since_the_account_is_new_until_it_is_opened(tenant: Tenant) -> None:
    assert shown(tenant).count(">Nouveau<") == 1
    newest = Document.objects.of(tenant.dossier)[0]
    tenant.client().get(tenant.url("document", newest.pk)).getvalue()
    assert ">Nouveau<" not in shown(tenant)


def test_what_one_holder_opened_stays_new_for_the_other(export: ExportFolder) -> None:
    export.dossier(REFERENCE, "200000000")
    export.titulaire(REFERENCE, "200000001", role="cotitulaire")
    export.document(REFERENCE, f"{TODAY:%Y-%m}", date=TODAY.isoformat())
    export.bring_in()
    first = tenant_of(REFERENCE, UserFactory.create(), "200000000")
    second = tenant_of(REFERENCE, UserFactory.create(), "200000001")
    first.client().get(first.url("document", Document.objects.get().pk)).getvalue()
    assert ">Nouveau<" not in shown(first)
    assert ">Nouveau<" in shown(second)


def test_who_read_what_and_how_is_kept(tenant: Tenant) -> None:
    newest = Document.objects.of(tenant.dossier)[0]
    client = tenant.client()
    for name in ("document", "document", "document_download"):
        client.get(tenant.url(name, newest.pk)).getvalue()
    reading = Reading.objects.get()
    assert (reading.person, reading.document, reading.times, reading.how) == (tenant.user, newest, 3, "telecharge")
    assert reading.first_at < reading.last_at


def test_a_year_leaves_as_one_zip(tenant: Tenant) -> None:
    response = tenant.client().get(tenant.url("documents_archive"), {"annee": "2024"})
    assert response.streaming
    assert f"Documents 2024 {REFERENCE}.zip" in response.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            f"Avis d’échéance 2024-{month} {REFERENCE}.pdf": tiny_pdf(f"Avis {month}") for month in ("10", "09")
        }
    assert Reading.objects.filter(how="archive").count() == 2


def test_a_damaged_paper_is_named_in_the_zip_and_the_others_are_there(tenant: Tenant) -> None:
    damaged = Document.objects.get(period="2024-10-01")
    damaged.file.storage.delete(str(damaged.file.name))
    response = tenant.client().get(tenant.url("documents_archive"), {"annee": "2024"})
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert archive.namelist() == [f"Avis d’échéance 2024-09 {REFERENCE}.pdf", "À lire - documents manquants.txt"]
        assert "2024-10" in archive.read("À lire - documents manquants.txt").decode()


def test_two_papers_of_one_name_are_both_in_the_zip(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    for text in ("Un", "Deux"):
        export.document(REFERENCE, "2024-10", content=tiny_pdf(text))
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    response = tenant.client().get(tenant.url("documents_archive"))
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert len(set(archive.namelist())) == 2


@pytest.mark.parametrize("year", ["1900", "9999", "abcd", "-1", "²²²²"])
def test_a_year_without_papers_is_404_and_nonsense_is_the_latest(tenant: Tenant, year: str) -> None:
    response = tenant.client().get(tenant.url("documents_archive"), {"annee": year})
    assert response.status_code == (404 if year.isascii() and year.isdigit() else 200)


def test_a_withdrawn_paper_disappears_and_its_readings_stay(tenant: Tenant) -> None:
    old = Document.objects.get(period="2024-10-01")
    tenant.client().get(tenant.url("document", old.pk)).getvalue()
    staff = StaffFactory.create()
    assert withdraw(old, staff, replaced_by=Document.objects.get(period="2024-09-01"))
    assert not withdraw(old, staff)
    assert "Octobre 2024" not in shown(tenant)
    assert tenant.client().get(tenant.url("document", old.pk)).status_code == 404
    assert old.readings.get().person == tenant.user


def test_a_paper_is_replaced_by_one_of_the_same_lease_only(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = (tenant.dossier.documents.get() for tenant in neighbours)
    with pytest.raises(ValueError, match="same lease"):
        withdraw(mine, None, replaced_by=other)


def test_six_hundred_papers_cost_no_more_queries(export: ExportFolder, django_assert_max_num_queries: Queries) -> None:
    export.dossier(REFERENCE)
    export.document(REFERENCE, "2020-01")
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    model = Document.objects.get()
    Document.objects.bulk_create(
        Document(
            dossier=tenant.dossier,
            nature="avis_echeance",
            title="Avis",
            period=f"{1990 + number // 20}-{number % 12 + 1:02}-01",
            issued_on=f"{1990 + number // 20}-01-01",
            file=model.file.name,
            sha256=model.sha256,
            size_bytes=model.size_bytes,
            source_ref=f"X{number}",
        )
        for number in range(600)
    )
    client = tenant.client()
    for asked in ({}, {"q": "avis 2001"}, {"annee": "1995", "page": "1"}):
        client.get(tenant.url("documents"), asked)
        with django_assert_max_num_queries(13):
            assert client.get(tenant.url("documents"), asked).status_code == 200


# --- Telling -------------------------------------------------------------------------------------


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do what waits for the end of the transaction at once: a test's never ends."""
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())


@pytest.mark.usefixtures("_at_once")
def test_those_who_agreed_are_told_by_e_mail_once(tenant: Tenant) -> None:
    consents.give(tenant.user, Consent.Subject.DOCUMENTS, "Je reçois mes documents par voie électronique.")
    assert announce() == 1
    assert announce() == 0
    assert [message.to for message in mail.outbox] == [[tenant.user.email]]
    assert mail.outbox[0].subject == "Un document est arrivé"
    assert Notification.objects.get().path == tenant.url("documents")


@pytest.mark.usefixtures("_at_once")
def test_those_who_did_not_find_it_in_their_area_only(tenant: Tenant) -> None:
    assert announce() == 1
    assert not mail.outbox
    assert Notification.objects.get().person == tenant.user


def test_the_history_of_a_lease_is_no_news(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.document(REFERENCE, "2020-01", date="2020-01-25")
    export.bring_in()
    tenant_of(REFERENCE, UserFactory.create())
    assert announce() == 0
    assert not Document.objects.filter(announced_at=None).exists()


def test_asking_for_e_mails_about_documents_is_to_agree(tenant: Tenant) -> None:
    client = tenant.client()
    assert (
        "checked"
        not in client.get("/espace-locataire/notifications/preferences/").text.split('value="documents"')[1][:60]
    )
    client.post("/espace-locataire/notifications/preferences/", {"email": ["documents"]})
    assert consents.in_force(tenant.user, Consent.Subject.DOCUMENTS) is not None
