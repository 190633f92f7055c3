"""Tenants hear that papers arrived: once, of all that came together, by e-mail only if they agreed to it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent, User
from espace_locataire.documents.models import Document
from espace_locataire.documents.telling import tell_of_arrivals
from espace_locataire.documents.withdrawing import withdraw
from espace_locataire.notifications.models import Notification, Preference
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder, days_later

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"
TODAY = timezone.localdate()


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant with three papers of these days and one of long ago, who agreed to nothing."""
    export.dossier(REFERENCE)
    for number, day in enumerate([TODAY, TODAY, TODAY - timedelta(days=40), date(2016, 10, 1)], 1):
        export.document(REFERENCE, f"{2026 - number}-01", date=day.isoformat())
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def agree(tenant: Tenant) -> None:
    """Let a tenant agree to receive papers by electronic means."""
    consents.give(tenant.user, Consent.Subject.DOCUMENTS, "Je reçois mes documents par voie électronique.")


def later(export: ExportFolder, days: int = 1) -> None:
    """Bring the export in again, as if emitted later."""
    export.emitted_at = days_later(export.emitted_at, days)
    export.bring_in()


def test_all_that_came_together_is_one_message(tenant: Tenant) -> None:
    assert tell_of_arrivals() == 1
    told = Notification.objects.get()
    assert told.person == tenant.user
    assert told.title == "De nouveaux documents vous attendent"
    assert "et 2 autres documents sont arrivés" in told.text
    assert told.path == tenant.url("documents")


def test_nobody_is_told_twice(tenant: Tenant, export: ExportFolder) -> None:
    assert (tell_of_arrivals(), tell_of_arrivals()) == (1, 0)
    later(export)
    assert tell_of_arrivals() == 0
    export.document(REFERENCE, "2026-12", date=TODAY.isoformat())
    later(export)
    assert tell_of_arrivals() == 1
    assert "Avis d’échéance — Décembre 2026\u202f» est arrivé" in Notification.objects.of(tenant.user)[0].text


def test_it_is_told_in_the_persons_language(tenant: Tenant) -> None:
    User.objects.filter(pk=tenant.user.pk).update(language="en")
    tell_of_arrivals()
    told = Notification.objects.get()
    assert told.title == "New documents are waiting for you"
    assert told.path == "/en" + tenant.url("documents")


def test_the_email_leaves_only_to_those_who_agreed(tenant: Tenant) -> None:
    other = UserFactory.create()
    tell_of_arrivals()
    call_command("run_due")
    assert mail.outbox == []
    assert other.notifications.count() == 0


def test_who_agreed_gets_one_email(tenant: Tenant) -> None:
    agree(tenant)
    call_command("run_due")
    call_command("run_due")
    (message,) = mail.outbox
    assert message.to == [tenant.user.email]
    assert tenant.url("documents") in message.body


def test_who_took_it_back_gets_none(tenant: Tenant) -> None:
    agree(tenant)
    consents.withdraw(tenant.user, Consent.Subject.DOCUMENTS)
    call_command("run_due")
    assert mail.outbox == []


def test_who_refused_the_topic_gets_none(tenant: Tenant) -> None:
    agree(tenant)
    Preference.objects.create(person=tenant.user, topic="documents", channel="email", wanted=False)
    call_command("run_due")
    assert mail.outbox == []
    assert Notification.objects.exists()


def test_history_is_not_news(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.document(REFERENCE, "2016-10", date=(TODAY - timedelta(days=46)).isoformat())
    export.bring_in()
    tenant_of(REFERENCE, UserFactory.create())
    assert tell_of_arrivals() == 0


def test_what_came_before_the_account_is_not_told_later(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.document(REFERENCE, date=TODAY.isoformat())
    export.bring_in()
    assert tell_of_arrivals() == 0
    tenant_of(REFERENCE, UserFactory.create())
    assert tell_of_arrivals() == 0


def test_someone_who_left_hears_nothing(tenant: Tenant) -> None:
    tenant.dossier.titulaires.update(au=TODAY - timedelta(days=1))
    assert tell_of_arrivals() == 0


def test_a_withdrawn_paper_is_not_told(tenant: Tenant) -> None:
    for document in Document.objects.all():
        withdraw(document, StaffFactory.create())
    assert tell_of_arrivals() == 0


def test_a_person_with_two_leases_gets_one_message(export: ExportFolder) -> None:
    for reference in ("1000000010A", "1000000020B"):
        export.dossier(reference, "002079103")
        export.document(reference, date=TODAY.isoformat())
    export.bring_in()
    tenant_of("1000000010A", UserFactory.create())
    assert tell_of_arrivals() == 1
    assert "et 1 autre document" in Notification.objects.get().text


def test_telling_many_costs_as_many_queries_as_telling_one(export: ExportFolder) -> None:
    counts = []
    for size in (1, 30):
        for number in range(size):
            reference = f"{size:05}{number:04}0A"
            export.dossier(reference)
            export.document(reference, date=TODAY.isoformat())
        later(export)
        for number in range(size):
            agree(tenant_of(f"{size:05}{number:04}0A", UserFactory.create()))
        with CaptureQueriesContext(connection) as queries:
            assert tell_of_arrivals() == size
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


def test_the_topic_is_chosen_once_one_agreed(tenant: Tenant) -> None:
    client, page = tenant.client(), "/espace-locataire/notifications/preferences/"
    assert "Il faut d’abord accepter de recevoir vos documents" in client.get(page).text
    client.post(page, {"email": []})
    assert not Preference.objects.filter(topic="documents").exists()
    agree(tenant)
    assert "Il faut d’abord accepter" not in client.get(page).text
    client.post(page, {"email": []})
    assert Preference.objects.get(topic="documents").wanted is False
