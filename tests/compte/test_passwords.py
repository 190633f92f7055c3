"""Strong passwords, said in one sentence before one types, and refused with the reason."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from espace_locataire.compte.models import Locataire, User
from tests.compte.browsing import browser, is_in, log_in, mails_to, person_at
from tests.compte.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
NEW = "Une-autre-phrase-7"


def why_not(password: str, **person: str) -> str:
    """Return why a password is refused; nothing when it is taken."""
    try:
        validate_password(password, User(**person))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        # The CNIL's own examples: 12 characters of four kinds, 14 of three, a sentence.
        "kR7!mq2Zv#xT",
        "kR7mq2ZvxT4pQd",
        "le chat dort sur la machine",
        "grenouillebleuevelo",
        "Été-à-Chartres-9",
    ],
)
def test_a_strong_password_is_taken(password: str) -> None:
    assert why_not(password) == ""


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("kR7!mq2Zv#x", "Il faut au moins 12 caractères"),
        ("kR7mq2ZvxT4p", "se devine trop vite"),
        ("qmwnebrvtcyx", "se devine trop vite"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "répète trop"),
        ("817263549017263548192736450918", "répète trop"),
        ("Bonjour-123456!", "trop connu"),
        ("Azertyuiop-2026!", "trop connu"),
        ("Motdepasse-2026!", "trop connu"),
        ("Password-123456!", "trop connu"),
    ],
)
def test_a_weak_one_is_refused_with_the_reason(password: str, reason: str) -> None:
    assert reason in why_not(password)


def test_nobody_takes_their_own_name_or_address() -> None:
    assert "votre nom" in why_not("Dupontel-123456!", email="camille.dupontel@demo.example")
    assert "votre nom" in why_not("Dupontel-123456!", last_name="Dupontel")


def test_the_name_on_the_lease_counts_too() -> None:
    user = UserFactory.create()
    Locataire.objects.create(user=user, reference_client="123456789", nom="DUPONTEL", prenom="Camille")
    with pytest.raises(ValidationError, match="votre nom"):
        validate_password("Dupontel-123456!", user)


def test_the_rule_is_said_before_one_types() -> None:
    client = person_at(UserFactory.create())
    page = client.get(reverse("account_change_password")).text
    assert "Au moins 12 caractères, avec des majuscules" in page
    assert page.count("Au moins 12 caractères") == 1


def change(client: Client, old: str, new: str) -> str:
    fields = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), fields, follow=True).text


def test_a_changed_password_ends_the_other_sessions_and_is_told() -> None:
    user = UserFactory.create()
    here, elsewhere = person_at(user), log_in(browser(), user)
    mail.outbox.clear()
    assert "Votre mot de passe est enregistré." in change(here, PASSWORD, NEW)
    assert is_in(here)
    assert not is_in(elsewhere)
    assert [message.subject for message in mails_to(user.email)] == ["Votre mot de passe a été changé"]
    assert "1 appareil" in here.get(reverse("compte")).text


def test_the_old_password_is_asked_for() -> None:
    user = UserFactory.create()
    page = change(person_at(user), "Pas-le-bon-du-tout-1", NEW)
    assert "Ce n’est pas votre mot de passe actuel." in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_account_without_a_password_chooses_one() -> None:
    user = UserFactory.create()
    user.set_unusable_password()
    user.save()
    client = browser()
    client.force_login(user)
    asked = client.get(reverse("account_change_password"), follow=True)
    assert asked.request["PATH_INFO"] == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert is_in(client)
