"""Someone who asks for their account to be erased may change their mind for a week; then it is, and they are told."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent, Locataire, User
from espace_locataire.dossier.models import Attestation
from espace_locataire.solde.models import Ecriture
from espace_locataire.vie_privee.erasing import ask, erase_due, take_back, tell_due
from espace_locataire.vie_privee.models import Effacement
from tests.compte.browsing import person_at
from tests.compte.factories import PASSWORD, StaffFactory, UserFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
HERE = "effacement"


def page_of(client: Client) -> str:
    """Return what the page says."""
    return client.get(reverse(HERE)).content.decode()


def later(days: int) -> object:
    return timezone.now() + timedelta(days=days)


def test_the_page_says_what_goes_what_stays_and_why(neighbours: tuple[Tenant, Tenant]) -> None:
    page = page_of(person_at(neighbours[0].user))
    assert "Votre compte</li>" in page
    assert "Nos messages</li>" in page
    assert "Vos comptes</dt>" in page
    assert "code de commerce, art. L123-22" in page
    assert "avant 7 jours" in page


def test_it_is_asked_for_with_a_tick_and_the_person_is_told(
    neighbours: tuple[Tenant, Tenant], django_capture_on_commit_callbacks: object
) -> None:
    mine, _other = neighbours
    client = person_at(mine.user)
    forgotten = client.post(reverse(HERE))
    assert "Cochez cette case" in forgotten.content.decode()
    assert not Effacement.objects.exists()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(reverse(HERE), {"sure": "on"})
    erasure = Effacement.objects.get()
    assert erasure.due_at - erasure.asked_at > timedelta(days=6, hours=23)
    [message] = mail.outbox
    assert message.to == [mine.user.email]
    assert message.subject == "Votre compte va être effacé"
    assert "Garder mon compte" in page_of(client)
    assert "Garder mon compte" in client.get(reverse("mes_donnees")).content.decode()


def test_nothing_is_erased_before_the_day(neighbours: tuple[Tenant, Tenant]) -> None:
    ask(neighbours[0].user)
    assert erase_due(later(6)) == 0  # type: ignore[arg-type]
    assert User.objects.filter(pk=neighbours[0].user.pk).exists()


def test_the_person_changes_their_mind(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    client = person_at(mine.user)
    client.post(reverse(HERE), {"sure": "on"})
    client.post(reverse(HERE), {"action": "keep"})
    assert erase_due(later(30)) == 0  # type: ignore[arg-type]
    assert User.objects.filter(pk=mine.user.pk).exists()
    assert take_back(mine.user) is False
    client.post(reverse(HERE), {"sure": "on"})
    assert Effacement.objects.waiting().count() == 1


def test_on_the_day_the_account_goes_and_the_lease_stays(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    email, locataire = mine.user.email, mine.user.locataire
    consents.give(mine.user, Consent.Subject.NEWSLETTER, "Je reçois la lettre d’information.")
    client = person_at(mine.user)
    ask(mine.user)
    mail.outbox.clear()
    assert erase_due(later(8)) == 1  # type: ignore[arg-type]
    assert not User.objects.filter(email=email).exists()
    assert not Consent.objects.exists()
    assert Locataire.objects.get(pk=locataire.pk).user is None
    assert Attestation.objects.get(dossier=mine.dossier).sent_by is None
    assert Ecriture.objects.filter(dossier=mine.dossier).count() == 2
    assert client.get(mine.url("accueil")).status_code == 302
    assert User.objects.filter(pk=other.user.pk).exists()
    erasure = Effacement.objects.get()
    assert erasure.person is None
    assert erasure.erased["compte"] >= 1
    [message] = mail.outbox
    assert message.to == [email]
    assert message.subject == "Votre compte est effacé"
    assert "code de commerce, art. L123-22" in str(message.body)
    # The address served, and is not kept.
    assert erasure.address == ""
    assert erase_due(later(8)) == 0  # type: ignore[arg-type]
    assert len(mail.outbox) == 1


def test_the_sessions_end_with_the_account(neighbours: tuple[Tenant, Tenant]) -> None:
    person_at(neighbours[0].user)
    ask(neighbours[0].user)
    assert Session.objects.exists()
    erase_due(later(8))  # type: ignore[arg-type]
    assert not Session.objects.exists()


def test_a_mail_server_that_fails_is_tried_again_and_given_up_in_the_end(
    neighbours: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    email = neighbours[0].user.email

    def fail(*args: object, **kwargs: object) -> int:
        raise SMTPServerDisconnected(email)

    ask(neighbours[0].user)
    mail.outbox.clear()
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        assert erase_due(later(8)) == 1  # type: ignore[arg-type]
    erasure = Effacement.objects.get()
    assert (erasure.address, erasure.attempts) == (email, 1)
    assert email not in caplog.text
    assert tell_due(later(9)) == 1  # type: ignore[arg-type]
    assert [message.to for message in mail.outbox] == [[email]]
    Effacement.objects.update(address=email, attempts=7, next_at=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", fail)
        assert tell_due(later(9)) == 0  # type: ignore[arg-type]
    erasure.refresh_from_db()
    assert (erasure.address, erasure.next_at) == ("", None)


def test_a_member_of_staff_is_sent_to_the_administration(settings: Settings) -> None:
    agent = StaffFactory.create()
    response = person_at(agent).post(reverse(HERE), {"sure": "on"}, follow=True)
    assert "auprès de l’administration" in response.content.decode()
    assert not Effacement.objects.exists()


def test_asking_twice_is_asking_once() -> None:
    person = UserFactory.create()
    assert ask(person).pk == ask(person).pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Effacement.objects.create(person=person)


def test_it_asks_for_the_password_again_first() -> None:
    client = Client()
    client.force_login(UserFactory.create())
    response = client.post(reverse(HERE), {"sure": "on"})
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(response.headers["Location"], {"password": PASSWORD})
    assert client.get(reverse(HERE)).status_code == 200
