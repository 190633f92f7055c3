"""Who read what is kept; a paper not read yet is marked for that person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from espace_locataire.compte.models import Locataire, User
from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.withdrawing import AlreadyWithdrawnError, withdraw
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant with a paper of today and one of ten years ago."""
    today = timezone.localdate()
    export.dossier(REFERENCE)
    export.document(REFERENCE, f"{today:%Y-%m}", date=today.isoformat())
    export.document(REFERENCE, "2016-10", date="2016-09-25")
    export.titulaire(REFERENCE, "002079103", "cotitulaire")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def latest(tenant: Tenant) -> Document:
    """Return the tenant's latest paper."""
    return Document.objects.of(tenant.dossier)[0]


def test_a_paper_is_new_until_this_person_reads_it(tenant: Tenant) -> None:
    other = Tenant(UserFactory.create(), tenant.dossier)
    Locataire.objects.filter(reference_client="002079103").update(user=other.user)
    assert tenant.client().get(tenant.url("documents")).text.count("Nouveau") == 1
    assert "Nouveau" in tenant.client().get(tenant.url("accueil")).text
    assert tenant.client().get(tenant.url("document", latest(tenant).pk)).getvalue()
    assert "Nouveau" not in tenant.client().get(tenant.url("documents")).text
    assert "Nouveau" not in tenant.client().get(tenant.url("accueil")).text
    assert "Nouveau" in other.client().get(tenant.url("documents")).text


def test_what_is_older_than_the_account_is_not_news(tenant: Tenant) -> None:
    User.objects.filter(pk=tenant.user.pk).update(date_joined=timezone.now() + timedelta(days=60))
    assert "Nouveau" not in tenant.client().get(tenant.url("documents")).text


def test_each_way_of_reading_is_counted(tenant: Tenant) -> None:
    paper, client = latest(tenant), tenant.client()
    for name, times in (("document", 2), ("document_download", 1)):
        for _time in range(times):
            assert client.get(tenant.url(name, paper.pk)).getvalue()
    counts = {row.how: row.count for row in Reading.objects.filter(document=paper, person=tenant.user)}
    assert counts == {"opened": 2, "downloaded": 1}
    opened = Reading.objects.get(how="opened")
    assert opened.first_at < opened.last_at


def test_a_paper_that_could_not_be_given_was_not_read(tenant: Tenant) -> None:
    paper = latest(tenant)
    paper.file.storage.delete(str(paper.file.name))
    assert tenant.client().get(tenant.url("document", paper.pk)).status_code == 503
    assert not Reading.objects.exists()


def test_a_withdrawn_paper_disappears_for_tenants_and_its_log_stays(tenant: Tenant) -> None:
    paper, client, staff = latest(tenant), tenant.client(), StaffFactory.create()
    assert client.get(tenant.url("document", paper.pk)).getvalue()
    withdraw(paper, staff)
    for name in ("document", "document_download"):
        assert client.get(tenant.url(name, paper.pk)).status_code == 404
    for name in ("documents", "accueil"):
        assert tenant.url("document", paper.pk) not in client.get(tenant.url(name)).text
    assert paper.withdrawn_by == staff
    assert Reading.objects.get(document=paper).person == tenant.user
    with pytest.raises(AlreadyWithdrawnError):
        withdraw(paper, staff)


def test_the_erp_does_not_bring_a_withdrawn_paper_back(tenant: Tenant, export: ExportFolder) -> None:
    paper = latest(tenant)
    withdraw(paper, StaffFactory.create())
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    assert paper not in Document.objects.of(tenant.dossier)


def test_a_complete_export_without_a_paper_does_not_withdraw_it(tenant: Tenant, export: ExportFolder) -> None:
    export.rows["documents.csv"] = []
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    assert Document.objects.of(tenant.dossier).count() == 2


def test_a_paper_is_replaced_by_another_of_the_same_lease_only(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = (latest(tenant) for tenant in neighbours)
    staff = StaffFactory.create()
    for wrong in (mine, other):
        with pytest.raises(ValueError, match="replaced"):
            withdraw(mine, staff, replaced_by=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=mine.pk).update(replaced_by=other)
    better = Document.objects.create(
        dossier=mine.dossier,
        nature=mine.nature,
        title=mine.title,
        period=mine.period,
        issued_on=mine.issued_on,
        file=str(mine.file.name),
        sha256=mine.sha256,
        size_bytes=mine.size_bytes,
        source_ref="better",
    )
    withdraw(mine, staff, replaced_by=better)
    assert list(Document.objects.of(mine.dossier)) == [better]


def test_the_log_outlives_the_account(tenant: Tenant) -> None:
    assert tenant.client().get(tenant.url("document", latest(tenant).pk)).getvalue()
    tenant.user.delete()
    assert Reading.objects.get().person is None
