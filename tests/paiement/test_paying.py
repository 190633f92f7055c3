"""A tenant pays all, a part, or in advance; what cannot be paid says why; a closed tab locks nobody out."""

from typing import Any

import pytest
import stripe
from django.core import mail as mail_box
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from espace_locataire.documents.models import MadeDocument
from espace_locataire.paiement import stripe_provider
from espace_locataire.paiement.models import Paiement
from espace_locataire.paiement.provider import ProviderError
from espace_locataire.paiement.sandbox.store import Store
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import Mouvement
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder
from tests.paiement.conftest import REFERENCE, Mail, choose, leave_to_pay
from tests.solde.moving import moved

pytestmark = pytest.mark.django_db


def back(tenant: Tenant, paiement: Paiement) -> str:
    """Return the page to which the provider sends the tenant back."""
    return tenant.client().get(tenant.url("payment_return", paiement.pk)).text


def test_the_first_page_and_paiement_lead_to_paying_what_is_owed(tenant: Tenant) -> None:
    for page in ("accueil", "paiement"):
        assert tenant.url("pay") in tenant.client().get(tenant.url(page)).text


def test_whoever_owes_nothing_is_not_asked_to_pay(tenant: Tenant) -> None:
    moved(tenant.dossier, -42_812)
    assert tenant.url("pay") not in tenant.client().get(tenant.url("accueil")).text


def test_the_page_offers_all_the_late_part_or_another_amount(tenant: Tenant) -> None:
    page = tenant.client().get(tenant.url("pay")).text
    assert "Toute la somme\u00a0: 428,12\u202f€" in page
    assert "Seulement ce qui est en retard\u00a0: 128,12\u202f€" in page
    assert "Autre montant" in page


@pytest.mark.parametrize(("share", "cents"), [("all", 42_812), ("late", 12_812)])
def test_the_server_says_how_much_that_is(tenant: Tenant, stripe_store: Store, share: str, cents: int) -> None:
    confirmation = choose(tenant, share)
    assert f'name="confirmed" value="{cents}"' in confirmation.text
    assert not Paiement.objects.exists()
    assert choose(tenant, share, confirmed=cents).status_code == 303
    [session] = stripe_store.sessions.values()
    assert session["amount_total"] == cents


def test_a_tampered_amount_is_shown_again_and_not_paid(tenant: Tenant, stripe_store: Store) -> None:
    answer = choose(tenant, "all", confirmed=100)
    assert answer.status_code == 200
    assert "Votre solde vient de changer" in answer.text
    assert not stripe_store.sessions


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Écrivez le montant que vous voulez payer."),
        ("0", "Le plus petit paiement possible est de 1,00\u202f€."),
        ("0,99", "Le plus petit paiement possible est de 1,00\u202f€."),
        ("-5", "Nous ne comprenons pas ce montant."),
        ("NaN", "Nous ne comprenons pas ce montant."),
        ("1e3", "Nous ne comprenons pas ce montant."),
        ("12,345", "Nous ne comprenons pas ce montant."),
        ("１２", "Nous ne comprenons pas ce montant."),
        ("928,13", "Vous pouvez payer 928,12\u202f€ au plus."),
    ],
)
def test_a_refused_amount_says_why_and_stays_as_typed(
    tenant: Tenant, stripe_store: Store, typed: str, reason: str
) -> None:
    answer = choose(tenant, "other", typed)
    assert reason in answer.text
    if typed:
        assert f'value="{typed}"' in answer.text
    assert not Paiement.objects.exists()


@pytest.mark.parametrize("typed", ["12,34 €", "928,12", "1"])
def test_another_amount_up_to_a_rent_in_advance_is_taken(tenant: Tenant, typed: str) -> None:
    assert "Vous allez payer" in choose(tenant, "other", typed).text


def test_paying_counts_at_once_even_before_any_message(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    stripe_store.pay(paiement.session_id or "")
    page = back(tenant, paiement)
    assert "Votre paiement est reçu. Merci." in page
    assert solde_of(tenant.dossier).cents == 0
    [movement] = Mouvement.objects.all()
    assert (movement.kind, movement.means, movement.amount_cents) == ("paiement", "carte", -42_812)
    assert movement.reference == paiement.reference == f"CB{paiement.pk.hex[:16].upper()}"


def test_the_message_and_the_return_count_once_whichever_comes_first(tenant: Tenant, mail: Mail) -> None:
    for message_first in (True, False):
        paiement = leave_to_pay(tenant, 10_000)
        mail.store.pay(paiement.session_id or "")
        steps: list[Any] = [mail.carry_all, lambda paid=paiement: back(tenant, paid)]
        for step in steps if message_first else reversed(steps):
            step()
        assert Mouvement.objects.filter(reference=paiement.reference).count() == 1
    assert solde_of(tenant.dossier).cents == 22_812


def test_who_paid_is_kept_and_told(tenant: Tenant, mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())
    paiement = leave_to_pay(tenant)
    mail.store.pay(paiement.session_id or "")
    mail.carry_all()
    mail.carry_all()
    paiement.refresh_from_db()
    assert paiement.person == tenant.user
    [message] = mail_box.outbox
    assert message.to == [tenant.user.email]
    assert "428,12" in str(message.body)
    assert paiement.reference in str(message.body)


def test_leaving_the_page_without_paying_says_so_and_lets_go_on(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    page = back(tenant, paiement)
    assert "Ce paiement n’est pas terminé" in page
    again = tenant.client().post(tenant.url("payment_return", paiement.pk))
    assert again.status_code == 303
    assert again.headers["Location"] == stripe_store.sessions[paiement.session_id or ""]["url"]


def test_a_double_click_and_a_second_tab_open_one_page(tenant: Tenant, stripe_store: Store) -> None:
    pages = {choose(tenant, "all", confirmed=42_812).headers["Location"] for _click in range(3)}
    assert len(pages) == len(stripe_store.sessions) == Paiement.objects.count() == 1


def test_another_amount_closes_the_first_page(tenant: Tenant, stripe_store: Store) -> None:
    first = leave_to_pay(tenant, 10_000)
    second = leave_to_pay(tenant, 20_000)
    first.refresh_from_db()
    assert first.status == Paiement.Status.EXPIRED
    assert stripe_store.session(first.session_id or "")["status"] == "expired"
    assert stripe_store.session(second.session_id or "")["status"] == "open"


def test_another_amount_after_paying_in_another_tab_shows_what_was_paid(tenant: Tenant, stripe_store: Store) -> None:
    first = leave_to_pay(tenant, 10_000)
    stripe_store.pay(first.session_id or "")
    answer = choose(tenant, "other", "200", 20_000)
    assert answer.status_code == 302
    assert answer.headers["Location"] == tenant.url("payment_return", first.pk)
    assert solde_of(tenant.dossier).cents == 32_812
    assert len(stripe_store.sessions) == 1


def test_a_page_that_expired_makes_room_for_another(tenant: Tenant, stripe_store: Store) -> None:
    first = leave_to_pay(tenant)
    stripe_store.clock = lambda: first.created_at.timestamp() + 3 * 3600
    assert "Ce paiement n’a pas été fait" in back(tenant, first)
    stripe_store.clock = lambda: first.created_at.timestamp()
    assert leave_to_pay(tenant).pk != first.pk


def test_someone_else_on_the_lease_pays_in_their_own_name(
    export: ExportFolder, tenant: Tenant, stripe_store: Store
) -> None:
    export.titulaire(REFERENCE, "900000001", role="cotitulaire")
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    other = tenant_of(REFERENCE, UserFactory.create(), "900000001")
    first = leave_to_pay(tenant)
    second = leave_to_pay(other)
    assert (first.person, second.person) == (tenant.user, other.user)
    assert stripe_store.session(first.session_id or "")["status"] == "expired"


def test_the_balance_that_drops_in_between_leaves_a_credit(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    moved(tenant.dossier, -40_000)
    stripe_store.pay(paiement.session_id or "")
    back(tenant, paiement)
    assert solde_of(tenant.dossier).cents == -40_000


def test_a_provider_that_does_not_answer_keeps_what_was_chosen(tenant: Tenant, settings: Settings) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    answer = choose(tenant, "all", confirmed=42_812)
    assert "Rien n’a été débité" in answer.text
    assert 'name="confirmed" value="42812"' in answer.text
    assert Paiement.objects.get().status == Paiement.Status.CREATED


def test_trying_again_after_a_time_out_asks_the_same_and_opens_one_page(
    tenant: Tenant, stripe_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stripe_provider.StripeProvider.open_checkout

    def lost(self: Any, request: Any, key: str) -> Any:
        asked(self, request, key)
        raise ProviderError("the answer was lost")

    monkeypatch.setattr(stripe_provider.StripeProvider, "open_checkout", lost)
    assert "Rien n’a été débité" in choose(tenant, "all", confirmed=42_812).text
    monkeypatch.setattr(stripe_provider.StripeProvider, "open_checkout", asked)
    leave_to_pay(tenant)
    assert len(stripe_store.sessions) == Paiement.objects.count() == 1


def test_without_a_key_the_page_says_how_else_to_pay(tenant: Tenant, settings: Settings) -> None:
    settings.STRIPE_SECRET_KEY = ""
    page = tenant.client().get(tenant.url("pay")).text
    assert "Le paiement par carte n’est pas ouvert" in page
    assert tenant.url("pay") not in tenant.client().get(tenant.url("accueil")).text


def test_pages_of_a_trial_say_so_and_those_with_real_money_do_not(tenant: Tenant, settings: Settings) -> None:
    assert "DÉMONSTRATION" in tenant.client().get(tenant.url("pay")).text
    settings.STRIPE_SECRET_KEY = "sk_live_something"
    assert "DÉMONSTRATION" not in tenant.client().get(tenant.url("pay")).text


def test_only_paying_pages_let_forms_lead_to_the_provider(tenant: Tenant, settings: Settings) -> None:
    settings.STRIPE_API_BASE = ""
    policies = {
        page: tenant.client().get(tenant.url(page)).headers["Content-Security-Policy"] for page in ("pay", "paiement")
    }
    assert "form-action 'self' https://checkout.stripe.com" in policies["pay"]
    assert "stripe" not in policies["paiement"]


def test_a_receipt_is_made_of_what_was_paid(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    stripe_store.pay(paiement.session_id or "")
    assert "Obtenir le reçu" in back(tenant, paiement)
    tenant.client().post(tenant.url("make_document"), {"sorte": "recu_carte", "paiement": paiement.pk})
    made = MadeDocument.objects.get(kind="recu_carte")
    assert made.dossier == tenant.dossier
    with made.open_checked() as paper:
        assert paper.read().startswith(b"%PDF-")


def test_what_was_not_paid_gets_no_receipt(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    tenant.client().post(tenant.url("make_document"), {"sorte": "recu_carte", "paiement": paiement.pk})
    assert not MadeDocument.objects.exists()


def test_the_payments_made_are_listed_with_their_state(tenant: Tenant, stripe_store: Store) -> None:
    assert "Aucun paiement par carte" in tenant.client().get(tenant.url("card_payments_made")).text
    paiement = leave_to_pay(tenant)
    stripe_store.pay(paiement.session_id or "")
    back(tenant, paiement)
    page = tenant.client().get(tenant.url("card_payments_made")).text
    assert "428,12\u202f€" in page
    assert "Payé" in page


def test_the_client_speaks_the_version_we_pinned() -> None:
    assert stripe.api_version == stripe_provider.API_VERSION


@pytest.mark.parametrize("page", ["pay", "card_payments_made", "payment_return"])
def test_a_page_costs_ten_queries_at_most(
    tenant: Tenant,
    stripe_store: Store,
    settings: Settings,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    paiement = leave_to_pay(tenant)
    stripe_store.pay(paiement.session_id or "")
    back(tenant, paiement)
    url = tenant.url(page, *([paiement.pk] if page == "payment_return" else []))
    client = tenant.client()
    client.get(url)
    with django_assert_max_num_queries(10):
        assert client.get(url).status_code == 200
