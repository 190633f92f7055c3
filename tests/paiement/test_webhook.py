"""The provider's messages: believed when signed, done once, whatever comes twice, late, wrong or out of order."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from espace_locataire.paiement import events
from espace_locataire.paiement.models import Anomalie, Litige, Paiement, Remboursement, WebhookEvent
from espace_locataire.paiement.refunding import settle_refund
from espace_locataire.paiement.sandbox.messages import body_of
from espace_locataire.paiement.sandbox.store import Store
from espace_locataire.paiement.settling import settle
from espace_locataire.paiement.sweeping import sweep
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import Mouvement
from tests.dossier.tenants import Tenant
from tests.paiement.conftest import Mail, leave_to_pay
from tests.paiement.payments import payment_of

pytestmark = pytest.mark.django_db


def paid(tenant: Tenant, mail: Mail, cents: int = 42_812) -> Paiement:
    """Return a payment made and heard of."""
    paiement = leave_to_pay(tenant, cents)
    mail.store.pay(paiement.session_id or "")
    mail.carry_all()
    paiement.refresh_from_db()
    assert paiement.is_paid
    return paiement


def later() -> Any:
    """Return a moment at which the sweep looks after what is there now."""
    return timezone.now() + timedelta(minutes=11)


def test_the_same_message_ten_times_counts_once_and_is_kept_as_it_came(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    [event] = mail.store.events
    assert {mail.carry(event).status_code for _time in range(10)} == {200}
    assert Mouvement.objects.count() == 1
    kept = WebhookEvent.objects.get()
    assert bytes(kept.body) == body_of(event)
    assert kept.processed_at is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"header": ""},
        {"header": "t=1,v1=00"},
        {"header": "n’importe quoi".encode().decode("latin-1")},
        {"secret": "whsec_other"},
        {"body": b"\xff\xfe"},
        {"body": b"[]"},
        {"body": b"{}"},
        {"body": b"not json"},
        {"body": b""},
        {"body": b'{"object": "event", "livemode": false, "api_version": "2026-10-28.endive"}'},
    ],
    ids=str,
)
def test_what_is_not_the_providers_is_a_400_and_not_kept(tenant: Tenant, mail: Mail, changes: dict[str, Any]) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    assert mail.carry(mail.store.events[0], **changes).status_code == 400
    assert not WebhookEvent.objects.exists()
    assert not Mouvement.objects.exists()


@pytest.mark.parametrize(("age", "status"), [(290, 200), (301, 400)])
def test_a_signature_lives_five_minutes(tenant: Tenant, mail: Mail, age: int, status: int) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    assert mail.carry(mail.store.events[0], at=mail.store.now() - age).status_code == status


@pytest.mark.parametrize(("name", "value"), [("livemode", True), ("api_version", "2017-08-15")])
def test_a_message_of_other_money_or_another_version_is_a_400(
    tenant: Tenant, mail: Mail, name: str, value: object
) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    assert mail.carry(mail.store.events[0] | {name: value}).status_code == 400
    assert not Mouvement.objects.exists()


def test_the_door_opens_to_post_only_and_not_without_a_key(client: Client, settings: Settings) -> None:
    assert client.get(reverse("stripe_webhook")).status_code == 405
    settings.STRIPE_SECRET_KEY = ""
    assert client.post(reverse("stripe_webhook")).status_code == 404


def test_a_message_that_cannot_be_done_is_a_500_and_done_when_it_comes_again(
    tenant: Tenant, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    [event] = mail.store.events

    def down(*args: object) -> None:
        raise DatabaseError("down")

    with monkeypatch.context() as broken:
        broken.setattr(events, "settle", down)
        assert mail.carry(event).status_code == 500
    assert WebhookEvent.objects.get().error == "DatabaseError"
    assert mail.carry(event).status_code == 200
    assert Mouvement.objects.count() == 1
    assert WebhookEvent.objects.get().error == ""


def test_a_message_lost_is_made_up_for_by_the_sweep_once(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    stripe_store.pay(paiement.session_id or "")
    assert sweep() == 0
    assert sweep(later()) == 1
    assert sweep(later()) == 0
    assert solde_of(tenant.dossier).cents == 0


def test_the_sweep_does_messages_that_wait(tenant: Tenant, mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    paiement = paid(tenant, mail)
    mail.store.give_back(paiement.intent_id or "", 1_000)
    with monkeypatch.context() as broken:
        broken.setattr(events, "settle_refund", lambda _refund: 1 / 0)
        assert mail.carry(mail.store.events[-1]).status_code == 500
    assert sweep(later()) == 1
    assert Remboursement.objects.get().posted_at is not None


def test_the_sweep_lets_go_of_a_payment_whose_page_never_opened(tenant: Tenant, stripe_store: Store) -> None:
    paiement = payment_of(tenant, created_at=timezone.now() - timedelta(hours=3))
    assert sweep() == 1
    paiement.refresh_from_db()
    assert paiement.status == Paiement.Status.FAILED


def test_a_provider_that_does_not_answer_ends_the_sweep_quietly(
    tenant: Tenant, stripe_store: Store, settings: Settings
) -> None:
    leave_to_pay(tenant)
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    assert sweep(later()) == 0


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("amount_total", 100, Anomalie.Kind.AMOUNT),
        ("currency", "usd", Anomalie.Kind.CURRENCY),
        ("client_reference_id", "CB0000000000000000", Anomalie.Kind.OTHER_PAYMENT),
    ],
)
def test_what_differs_from_what_we_asked_counts_nothing_and_is_reported_once(
    tenant: Tenant, mail: Mail, name: str, value: object, kind: str
) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.sessions[paiement.session_id or ""][name] = value
    mail.store.pay(paiement.session_id or "")
    mail.carry_all()
    mail.carry_all()
    settle(paiement)
    assert not Mouvement.objects.exists()
    anomaly = Anomalie.objects.get()
    assert (anomaly.kind, anomaly.paiement) == (kind, paiement)
    page = tenant.client().get(tenant.url("payment_return", paiement.pk)).text
    assert "Nous vérifions votre paiement" in page


def test_a_page_the_provider_does_not_know_locks_nobody_out(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    stripe_store.sessions.clear()
    stripe_store.answers.clear()
    assert leave_to_pay(tenant).pk != paiement.pk
    assert Anomalie.objects.get().kind == Anomalie.Kind.UNKNOWN_SESSION


def test_expired_after_success_changes_nothing(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    session = mail.store.sessions[paiement.session_id or ""]
    assert mail.carry(mail.store.tell("checkout.session.expired", session)).status_code == 200
    paiement.refresh_from_db()
    assert paiement.is_paid


def test_paid_after_we_gave_it_up_counts_all_the_same(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    Paiement.objects.filter(pk=paiement.pk).update(status=Paiement.Status.EXPIRED, closed_at=timezone.now())
    mail.store.pay(paiement.session_id or "")
    mail.carry_all()
    assert solde_of(tenant.dossier).cents == 0


def test_a_page_confirmed_and_not_paid_yet_is_waited_for(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    session = mail.store.sessions[paiement.session_id or ""]
    session["payment_status"] = "unpaid"
    mail.carry_all()
    page = tenant.client().get(tenant.url("payment_return", paiement.pk)).text
    assert "Ne payez pas une deuxième fois" in page
    assert not Mouvement.objects.exists()
    session["payment_status"] = "paid"
    assert mail.carry(mail.store.tell("checkout.session.async_payment_succeeded", session)).status_code == 200
    assert Mouvement.objects.count() == 1


def test_a_page_whose_answer_never_came_is_known_by_its_own_words(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    Paiement.objects.filter(pk=paiement.pk).update(session_id=None, status=Paiement.Status.CREATED)
    mail.carry_all()
    paiement.refresh_from_db()
    assert paiement.is_paid


def test_money_of_a_payment_we_do_not_know_is_reported(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    Paiement.objects.all().delete()
    mail.carry_all()
    assert Anomalie.objects.get().kind == Anomalie.Kind.UNKNOWN_PAYMENT


def test_what_is_not_of_our_making_is_taken_and_left(mail: Mail, db: None) -> None:
    for kind, subject in (
        ("checkout.session.completed", {"id": "cs_other", "object": "checkout.session", "metadata": {}}),
        ("customer.created", {"id": "cus_1", "object": "customer"}),
        ("charge.dispute.created", {"id": "du_1", "object": "dispute", "payment_intent": "pi_other"}),
    ):
        assert mail.carry(mail.store.tell(kind, subject)).status_code == 200
    assert not Anomalie.objects.exists()


def test_two_equal_partial_refunds_are_two(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    for _time in range(2):
        mail.store.give_back(paiement.intent_id or "", 5_000)
    mail.carry_all()
    mail.carry_all()
    assert Remboursement.objects.count() == Mouvement.objects.filter(kind="remboursement").count() == 2
    assert solde_of(tenant.dossier).cents == 10_000


def test_a_refund_that_fails_is_taken_back_once_whatever_comes_first(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    refund = mail.store.give_back(paiement.intent_id or "", 5_000)
    mail.carry_all()
    assert solde_of(tenant.dossier).cents == 5_000
    mail.store.refund_fails(refund["id"])
    for event in reversed(mail.store.events):
        assert mail.carry(event).status_code == 200
    assert solde_of(tenant.dossier).cents == 0
    assert Anomalie.objects.get().kind == Anomalie.Kind.REFUND_FAILED
    settle_refund(refund["id"])
    assert Mouvement.objects.count() == 3


def test_a_pending_refund_counts_once_it_succeeded(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    refund = mail.store.give_back(paiement.intent_id or "", 5_000, status="pending")
    mail.carry_all()
    assert solde_of(tenant.dossier).cents == 0
    refund["status"] = "succeeded"
    assert mail.carry(mail.store.tell("refund.updated", refund)).status_code == 200
    assert solde_of(tenant.dossier).cents == 5_000


def test_a_refund_heard_of_before_the_payment_counts_both(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    session = mail.store.pay(paiement.session_id or "")
    mail.store.give_back(session["payment_intent"], 5_000)
    assert mail.carry(mail.store.events[-1]).status_code == 200
    assert solde_of(tenant.dossier).cents == 5_000


def test_a_dispute_is_owed_again_then_paid_when_it_is_won(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    dispute = mail.store.dispute(paiement.intent_id or "")
    mail.carry_all()
    assert solde_of(tenant.dossier).cents == 42_812
    assert Anomalie.objects.get().kind == Anomalie.Kind.DISPUTE
    mail.store.win(dispute["id"])
    mail.carry_all()
    mail.carry_all()
    assert solde_of(tenant.dossier).cents == 0
    row = Litige.objects.get()
    assert row.status == "won"
    assert [movement.kind for movement in Mouvement.objects.all()] == ["paiement", "litige", "litige_gagne"]


def test_a_dispute_before_completion_counts_the_payment_first(tenant: Tenant, mail: Mail) -> None:
    paiement = leave_to_pay(tenant)
    session = mail.store.pay(paiement.session_id or "")
    mail.store.dispute(session["payment_intent"])
    for event in reversed(mail.store.events):
        assert mail.carry(event).status_code == 200
    assert solde_of(tenant.dossier).cents == 42_812
    assert Mouvement.objects.count() == 2


def test_a_question_of_the_bank_moves_no_money(tenant: Tenant, mail: Mail) -> None:
    paiement = paid(tenant, mail)
    subject = {
        "id": "du_1",
        "object": "dispute",
        "payment_intent": paiement.intent_id,
        "status": "warning_needs_response",
        "amount": 42_812,
        "currency": "eur",
    }
    assert mail.carry(mail.store.tell("charge.dispute.created", subject)).status_code == 200
    assert Mouvement.objects.count() == 1


def test_what_is_logged_says_nothing_about_anyone(
    tenant: Tenant, mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    paiement = leave_to_pay(tenant)
    mail.store.sessions[paiement.session_id or ""]["amount_total"] = 1_000
    mail.store.pay(paiement.session_id or "")
    mail.carry_all()
    mail.carry(mail.store.events[0], secret="whsec_other")
    assert "anomaly" in caplog.text
    for secret in (tenant.dossier.reference, tenant.dossier.cle, tenant.user.email, paiement.session_id or ""):
        assert secret not in caplog.text


def test_what_the_provider_is_told_names_nobody(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    said = json.dumps(paiement.request, ensure_ascii=False)
    locataire = tenant.user.locataire
    for secret in (tenant.dossier.reference, tenant.user.email, locataire.reference_client, locataire.nom):
        assert secret not in said
