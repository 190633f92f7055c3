"""A new address: confirmed there, told to the old one, undone from the old one for a week, and nothing given away."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import EmailChange, User
from home.retention import retention_named
from tests.compte.browsing import browser, is_in, link_in, log_in, mails_to, person_at
from tests.compte.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "ancienne@demo.example", "nouvelle@demo.example"
CHOSEN = "Une-autre-phrase-7"


@pytest.fixture
def person() -> User:
    return UserFactory.create(email=OLD)


def ask(client: Client, email: str = NEW) -> str:
    return client.post(reverse("email_change"), {"email": email}).text


def change(client: Client, email: str = NEW) -> str:
    """Change the address to the end, and return the link that undoes it."""
    ask(client, email)
    client.post(link_in(mails_to(email)[-1]))
    return link_in(next(message for message in reversed(mail.outbox) if "/adresse/annuler/" in str(message.body)))


def address_of(person: User) -> str:
    person.refresh_from_db()
    return person.email


def test_the_password_is_asked_for_first(person: User) -> None:
    client = log_in(browser(), person)
    response = client.get(reverse("email_change"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_new_address_confirms_and_the_old_one_is_told(person: User) -> None:
    client = person_at(person)
    assert "Nous venons d’écrire à nouvelle@demo.example" in ask(client, f" {NEW.upper()} ")
    assert address_of(person) == OLD
    link = link_in(mails_to(NEW)[0])
    # Mail scanners follow links: opening one changes nothing.
    assert "Oui, c’est ma nouvelle adresse" in client.get(link).text
    assert address_of(person) == OLD
    assert "Votre nouvelle adresse est enregistrée." in client.post(link, follow=True).text
    assert address_of(person) == NEW
    assert [message.subject for message in mails_to(OLD)] == ["Votre adresse e-mail a été changée"]
    assert NEW in str(mails_to(OLD)[0].body)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    assert is_in(log_in(browser(), person))
    assert EmailChange.objects.values_list("old", "new").get() == (OLD, NEW)


def test_the_link_serves_once(person: User) -> None:
    client = person_at(person)
    ask(client)
    link = link_in(mails_to(NEW)[0])
    client.post(link)
    assert "Ce lien ne marche plus" in client.get(link).text
    assert "Ce lien ne marche plus" in client.post(link).text
    assert EmailChange.objects.count() == 1


def test_the_link_is_for_the_person_who_asked(person: User) -> None:
    ask(person_at(person))
    link = link_in(mails_to(NEW)[0])
    # A stranger whose address was typed by mistake must not get the account.
    assert browser().post(link).headers["Location"].startswith(reverse("account_login"))
    stranger = person_at(UserFactory.create())
    assert "Ce lien ne marche plus" in stranger.post(link).text
    assert address_of(person) == OLD


@pytest.mark.parametrize("token", ["faux", "a:b:c"])
def test_a_made_up_link_is_dead(person: User, token: str) -> None:
    client = person_at(person)
    for name in ("email_change_confirm", "email_change_undo"):
        assert "Ce lien ne marche plus" in client.get(reverse(name, args=[token])).text
        assert "Ce lien ne marche plus" in client.post(reverse(name, args=[token])).text


def test_ones_own_address_is_refused_next_to_the_field(person: User) -> None:
    page = ask(person_at(person), OLD.upper())
    assert "C’est déjà votre adresse." in page
    assert 'class="field-error"' in page
    assert mail.outbox == []


def test_an_address_that_has_an_account_is_told_and_nobody_else(person: User) -> None:
    owner = UserFactory.create(email=NEW)
    client = person_at(person)

    def seen(email: str) -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            page = ask(client, email)
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "…"), len(queries)

    seen("premiere@demo.example")
    assert seen(NEW) == seen("libre@demo.example")
    (message,) = mails_to(owner.email)
    assert message.subject == "Votre adresse e-mail a déjà un compte"
    assert OLD not in str(message.body)
    assert "/compte/adresse/" not in str(message.body)


def test_an_address_taken_in_the_meantime_is_not_given_twice(person: User) -> None:
    client = person_at(person)
    ask(client)
    UserFactory.create(email=NEW)
    assert "Ce lien ne marche plus" in client.post(link_in(mails_to(NEW)[0])).text
    assert address_of(person) == OLD


def test_nothing_changes_when_the_old_address_cannot_be_told(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = person_at(person)
    ask(client)
    link = link_in(mails_to(NEW)[0])

    def fail(*args: object, **kwargs: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    with pytest.raises(ConnectionRefusedError):
        client.post(link)
    assert address_of(person) == OLD
    assert not EmailChange.objects.exists()


def test_the_old_address_undoes_it(person: User) -> None:
    thief = person_at(person)
    link = change(thief)
    victim = browser()
    page = victim.get(link).text
    assert "Oui, annuler ce changement" in page
    assert address_of(person) == NEW
    asked = victim.post(link, follow=True)
    assert "Nouveau mot de passe" in asked.text
    assert address_of(person) == OLD
    assert not is_in(thief)
    assert not is_in(log_in(browser(), person))
    victim.post(asked.request["PATH_INFO"], {"password1": CHOSEN, "password2": CHOSEN})
    assert is_in(log_in(browser(), User.objects.get(pk=person.pk), CHOSEN))
    assert EmailChange.objects.get().undone_at is not None
    assert mails_to(NEW)[-1].subject == "Le changement d’adresse a été annulé"


def test_undoing_serves_once(person: User) -> None:
    link = change(person_at(person))
    browser().post(link)
    assert "Ce lien ne marche plus" in browser().get(link).text
    assert "Ce lien ne marche plus" in browser().post(link).text


def test_a_week_later_it_is_too_late(person: User) -> None:
    link = change(person_at(person))
    EmailChange.objects.update(at=timezone.now() - timedelta(days=7, minutes=1))
    assert "Ce lien ne marche plus" in browser().get(link).text
    browser().post(link)
    assert address_of(person) == NEW


def test_undoing_the_first_of_two_changes_undoes_both(person: User) -> None:
    thief = person_at(person)
    first = change(thief)
    second = change(thief, "encore@demo.example")
    browser().post(first)
    assert address_of(person) == OLD
    assert "Ce lien ne marche plus" in browser().post(second).text
    assert address_of(person) == OLD


def test_keys_left_by_whoever_took_the_account_go_with_it(person: User) -> None:
    before = Authenticator.objects.create(user=person, type="webauthn", data={"name": "à moi"})
    Authenticator.objects.filter(pk=before.pk).update(created_at=timezone.now() - timedelta(days=30))
    client = browser()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 9e9, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "au voleur"})
    browser().post(change(client))
    assert [key.data["name"] for key in Authenticator.objects.filter(user=person)] == ["à moi"]


def test_an_address_just_left_is_kept_for_a_week(person: User) -> None:
    link = change(person_at(person))
    other = UserFactory.create()
    client = person_at(other)
    ask(client, OLD)
    assert mails_to(OLD)[-1].subject == "Votre adresse e-mail a déjà un compte"
    browser().post(link)
    assert address_of(person) == OLD


def test_the_messages_are_in_the_persons_language(person: User) -> None:
    person.language = "en"
    person.save()
    change(person_at(person))
    assert mails_to(NEW)[0].subject == "Confirm your new email address"
    assert mails_to(OLD)[0].subject == "Your email address was changed"


def test_the_page_is_not_asked_for_without_end(person: User) -> None:
    client = person_at(person)
    for number in range(5):
        ask(client, f"a{number}@demo.example")
    assert client.post(reverse("email_change"), {"email": NEW}).status_code == 429
    assert mails_to(NEW) == []


def test_changes_are_forgotten_after_a_year(person: User) -> None:
    for age in (timedelta(1), timedelta(300), timedelta(366)):
        EmailChange.objects.create(person=person, old=OLD, new=NEW, at=timezone.now() - age)
    assert retention_named("email-changes").forget(timezone.now()) == 1
    assert retention_named("email-changes").forget(timezone.now()) == 0


@pytest.mark.parametrize(
    "fields", [{"new": OLD}, {"undone_at": timezone.now() - timedelta(days=400)}], ids=["same", "undone before"]
)
def test_the_database_refuses_what_cannot_be(person: User, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EmailChange.objects.create(**{"person": person, "old": OLD, "new": NEW, **fields})


def test_a_reset_link_asked_for_before_dies_with_the_change(person: User) -> None:
    browser().post(reverse("account_reset_password"), {"email": OLD})
    link = link_in(mails_to(OLD)[0])
    change(person_at(person))
    assert "Ce lien ne marche plus" in browser().get(link, follow=True).text
    assert person.check_password(PASSWORD)
