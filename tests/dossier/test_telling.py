"""Tenants hear what became of their certificate, and are reminded of its end, once each."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from espace_locataire.dossier.attestations import send
from espace_locataire.dossier.models import Attestation, Piece
from espace_locataire.dossier.proposals import accept, refuse, withdraw
from espace_locataire.dossier.telling import remind
from espace_locataire.notifications.models import Notification
from tests.compte.factories import StaffFactory
from tests.dossier.proofs import PDF, AttestationFactory, decided, piece_of
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def tenant(neighbours: tuple[Tenant, Tenant]) -> Tenant:
    """Return a tenant who sent nothing yet."""
    Attestation.objects.all().delete()
    Notification.objects.all().delete()
    return neighbours[0]


def kinds() -> list[str]:
    about_certificates = Notification.objects.filter(kind__startswith="attestation_")
    return list(about_certificates.order_by("pk").values_list("kind", flat=True))


def test_a_certificate_that_arrives_is_acknowledged(tenant: Tenant) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        send(tenant.dossier, tenant.user, "Mutuelle", "1", TODAY, TODAY + timedelta(days=300), [piece_of(tenant)])
    assert kinds() == ["attestation_received"]
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([tenant.user.email], "Votre attestation d’assurance est arrivée")


def test_an_answer_is_told_with_its_reason(tenant: Tenant) -> None:
    staff = StaffFactory.create(role="Gestion locative")
    first, second, third = (AttestationFactory.create(dossier=tenant.dossier) for _number in range(3))
    accept(first, staff)
    refuse(second, staff, "Il manque une page.")
    withdraw(third, tenant.user)
    assert kinds() == ["attestation_accepted", "attestation_refused"]
    assert "Il manque une page." in Notification.objects.get(kind="attestation_refused").text


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (31, []),
        (30, ["attestation_month"]),
        (8, ["attestation_month"]),
        (7, ["attestation_week"]),
        (0, ["attestation_week"]),
        (-1, ["attestation_ended"]),
        (-30, ["attestation_ended"]),
        (-31, []),
    ],
)
def test_the_end_is_told_in_time_and_once(tenant: Tenant, left: int, told: list[str]) -> None:
    decided(tenant, TODAY - timedelta(days=200), TODAY + timedelta(days=left))
    assert remind() == len(told)
    call_command("run_due")
    assert kinds() == told


def test_each_stage_is_told_once_over_two_months(tenant: Tenant) -> None:
    decided(tenant, TODAY - timedelta(days=200), TODAY + timedelta(days=35))
    for day in range(80):
        remind(TODAY + timedelta(days=day))
    assert kinds() == ["attestation_month", "attestation_week", "attestation_ended"]


def test_who_sent_the_next_one_is_left_in_peace(tenant: Tenant) -> None:
    decided(tenant, TODAY - timedelta(days=200), TODAY + timedelta(days=5))
    AttestationFactory.create(dossier=tenant.dossier, du=TODAY + timedelta(days=6))
    assert remind() == 0


def test_a_refused_next_one_does_not_count(tenant: Tenant) -> None:
    decided(tenant, TODAY - timedelta(days=200), TODAY + timedelta(days=5))
    decided(tenant, TODAY + timedelta(days=6), TODAY + timedelta(days=300), "refusee", reason="Illisible.")
    assert remind() == 1


def test_who_left_is_not_reminded(tenant: Tenant) -> None:
    decided(tenant, TODAY - timedelta(days=200), TODAY + timedelta(days=5))
    tenant.dossier.date_sortie = TODAY - timedelta(days=1)
    tenant.dossier.save()
    assert remind() == 0


def test_papers_of_a_form_left_unfinished_go_after_two_days(tenant: Tenant) -> None:
    kept = piece_of(tenant, AttestationFactory.create(dossier=tenant.dossier))
    old = piece_of(tenant, content=PDF + b"%%EOF\n")
    Piece.objects.update(sent_at=timezone.now() - timedelta(days=3))
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("run_due")
    assert list(Piece.objects.all()) == [kept]
    assert not old.file.storage.exists(str(old.file.name))
