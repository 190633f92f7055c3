"""The link of an invitation: what it offers, to whom, and how it is answered once."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import Consent, EmailChange, User
from espace_locataire.dossier import helping
from espace_locataire.dossier.invitations import DeadLinkError, accept, key_of, send_due
from espace_locataire.dossier.models import Aidant, Consultation, Scope, Titulaire
from espace_locataire.notifications.models import Notification
from tests.compte.factories import PASSWORD, UserFactory
from tests.dossier.aidants import invitation_to
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
ADDRESS = "sarah@demo.example"
NEW = {"first_name": "Sarah", "last_name": "Petit", "password": "canard-velo-soupe-9", "conditions": "on"}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    export.dossier("1000000010A", "100000001")
    export.row("locataires.csv", "100000001").update(prenom="Camille", nom="Martin")
    export.bring_in()
    return tenant_of("1000000010A", UserFactory.create())


def invited(tenant: Tenant, email: str = ADDRESS, **fields: Any) -> Aidant:
    """Return an invitation whose message left."""
    until = timezone.localdate() + timedelta(days=30)
    return helping.invite(tenant.dossier, tenant.user, email, "Sarah", [Scope.DOCUMENTS], until)


def test_opening_the_link_shows_what_is_offered_and_changes_nothing(tenant: Tenant, client: Client) -> None:
    invited(tenant)
    page = client.get(invitation_to(ADDRESS)).text
    for text in ("Camille Martin", "Les documents", "Créer mon compte et accepter", ADDRESS):
        assert text in page
    assert "1000000010A" not in page
    assert Aidant.objects.get().accepted_at is None


def test_someone_without_an_account_makes_one_and_sees_what_they_were_given(tenant: Tenant, client: Client) -> None:
    invited(tenant)
    link = invitation_to(ADDRESS)
    page = client.post(link, NEW, follow=True)
    assert page.request["PATH_INFO"] == tenant.url("accueil")
    assert "Vous pouvez maintenant aider Camille Martin." in page.text
    person = User.objects.get(email=ADDRESS)
    assert person.get_full_name() == "Sarah Petit"
    assert person.check_password(NEW["password"])
    assert not hasattr(person, "locataire")
    assert not person.is_staff
    assert EmailAddress.objects.get(user=person).verified
    assert Consent.objects.filter(person=person, subject="conditions").exists()
    assert client.get(tenant.url("documents")).status_code == 200
    assert client.get(tenant.url("paiement")).status_code == 404
    assert Notification.objects.get(person=tenant.user).kind == "aidant_accepted"
    assert Consultation.objects.earliest("pk").act == "helper_accepted"
    # Served once.
    assert Client().get(link).status_code == 404
    assert Client().post(link, NEW).status_code == 409


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"first_name": ""}, "Écrivez votre prénom."),
        ({"last_name": ""}, "Écrivez votre nom."),
        ({"password": "court"}, "Il faut au moins 12 caractères"),
        ({"password": "sarah@demo.example"}, "ressemble trop"),
        ({"conditions": ""}, "Cochez cette case"),
    ],
)
def test_a_new_account_follows_the_rules_of_every_account(
    tenant: Tenant, client: Client, fields: dict[str, str], said: str
) -> None:
    invited(tenant)
    assert said in client.post(invitation_to(ADDRESS), NEW | fields).text
    assert not User.objects.filter(email=ADDRESS).exists()


def test_someone_with_an_account_logs_in_first_then_accepts(tenant: Tenant, client: Client) -> None:
    person = UserFactory.create(email=ADDRESS)
    invited(tenant)
    link = invitation_to(ADDRESS)
    page = client.get(link).text
    assert "Connectez-vous d’abord" in page
    assert 'name="password"' not in page
    # What the form of a new account would send changes nothing of theirs.
    client.post(link, NEW)
    assert Aidant.objects.get().accepted_at is None
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    back = client.post(f"{reverse('account_login')}?next={link}", {"login": ADDRESS, "password": PASSWORD})
    assert back.headers["Location"] == link
    assert "Accepter d’aider" in client.get(link).text
    assert client.post(link).headers["Location"] == tenant.url("accueil")
    assert client.get(tenant.url("documents")).status_code == 200


def test_the_link_is_for_the_address_it_was_sent_to(tenant: Tenant) -> None:
    invited(tenant)
    other = Client()
    other.force_login(UserFactory.create())
    link = invitation_to(ADDRESS)
    assert "Vous êtes connecté avec une autre adresse." in other.get(link).text
    other.post(link)
    assert Aidant.objects.get().accepted_at is None
    assert other.get(tenant.url("accueil")).status_code == 404


def test_a_holder_of_the_lease_needs_no_invitation(tenant: Tenant, export: ExportFolder) -> None:
    aidant = invited(tenant)
    User.objects.filter(pk=tenant.user.pk).update(email=ADDRESS)
    page = tenant.client().post(invitation_to(ADDRESS), follow=True)
    assert "Vous êtes titulaire de ce bail" in page.text
    aidant.refresh_from_db()
    assert aidant.accepted_at is None


def test_an_address_left_a_moment_ago_gets_no_account(tenant: Tenant, client: Client) -> None:
    EmailChange.objects.create(person=UserFactory.create(), old=ADDRESS, new="autre@demo.example")
    invited(tenant)
    assert "Appelez-nous." in client.post(invitation_to(ADDRESS), NEW).text
    assert not User.objects.filter(email=ADDRESS).exists()


def test_refusing_takes_a_button_and_tells_the_tenant(tenant: Tenant, client: Client) -> None:
    invited(tenant)
    link = invitation_to(ADDRESS)
    assert client.get(f"{link}refuser/").status_code == 200
    assert Aidant.objects.get().refused_at is None
    assert "C’est refusé" in client.post(f"{link}refuser/").text
    assert Aidant.objects.get().state == Aidant.State.REFUSED
    assert Notification.objects.get(person=tenant.user).kind == "aidant_refused"
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 409
    assert client.post(f"{link}refuser/").status_code == 409


def test_a_link_that_no_longer_serves_says_what_to_do(tenant: Tenant, client: Client) -> None:
    aidant = invited(tenant)
    link = invitation_to(ADDRESS)
    dead: list[dict[str, Any]] = [
        {"revoked_at": timezone.now()},
        {"until": timezone.localdate() - timedelta(days=1)},
        {"invited_at": timezone.now() - timedelta(days=7)},
    ]
    for fields in dead:
        before = {name: getattr(aidant, name) for name in fields}
        Aidant.objects.filter(pk=aidant.pk).update(**fields)
        page = client.get(link)
        assert page.status_code == 404
        assert "demandez une nouvelle invitation" in page.text
        Aidant.objects.filter(pk=aidant.pk).update(**before)
    assert client.get(link).status_code == 200
    assert client.get(link[:-3] + "xx/").status_code == 404


def test_a_link_dies_with_the_lease_and_when_the_tenant_leaves_it(tenant: Tenant, client: Client) -> None:
    invited(tenant)
    yesterday = timezone.localdate() - timedelta(days=1)
    Titulaire.objects.update(au=yesterday)
    assert client.get(invitation_to(ADDRESS)).status_code == 404
    Titulaire.objects.update(au=None)
    tenant.dossier.date_sortie = yesterday
    tenant.dossier.save()
    assert client.get(invitation_to(ADDRESS)).status_code == 404


def test_of_two_answers_at_once_one_counts(tenant: Tenant) -> None:
    aidant = invited(tenant)
    person = UserFactory.create(email=ADDRESS)
    stale = Aidant.objects.select_related("dossier__logement", "invited_by__locataire").get()
    accept(key_of(aidant), person)
    with (
        patch("espace_locataire.dossier.invitations.invitation_of", return_value=stale),
        pytest.raises(DeadLinkError),
    ):
        accept(key_of(aidant), person)
    assert Consultation.objects.count() == 1


def test_a_message_that_could_not_leave_is_tried_again(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: EmailBackend, messages: object) -> int:
        raise OSError("no route to the mail server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fails)
        aidant = invited(tenant)
    assert mail.outbox == []
    assert send_due() == 0
    Aidant.objects.filter(pk=aidant.pk).update(next_at=timezone.now())
    assert send_due() == 1
    assert send_due() == 0
    assert len(mail.outbox) == 1


def test_an_invitation_taken_back_no_longer_leaves(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_locataire.dossier.helping.send_soon", lambda pk: None)
    helping.revoke(invited(tenant), tenant.user)
    assert send_due() == 0
    assert mail.outbox == []


def test_no_page_of_an_invitation_is_kept_by_a_cache(tenant: Tenant, client: Client) -> None:
    invited(tenant)
    link = invitation_to(ADDRESS)
    for url in (link, f"{link}refuser/"):
        assert "no-store" in client.get(url).headers["Cache-Control"]
