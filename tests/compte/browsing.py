"""People at their browsers, for the tests of accounts: who logs in, who proves it again, what mails say."""

import re

from django.core import mail
from django.test import Client
from django.urls import reverse

from espace_locataire.compte.models import User
from tests.compte.factories import PASSWORD

CHROME_ON_ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/129.0.0.0 Mobile Safari/537.36"
SAFARI_ON_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"


def browser(user_agent: str = CHROME_ON_ANDROID) -> Client:
    """Return a browser nobody has logged in from."""
    return Client(headers={"user-agent": user_agent})


def log_in(client: Client, user: User, password: str = PASSWORD) -> Client:
    """Log a person in by the form, and return their browser."""
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return client


def is_in(client: Client) -> bool:
    """Say whether somebody is logged in, as a page of the account answers."""
    return client.get(reverse("compte")).status_code == 200


def prove_again(client: Client, password: str = PASSWORD) -> None:
    """Type the password again, as pages that matter ask."""
    response = client.post(reverse("account_reauthenticate"), {"password": password, "next": reverse("compte")})
    assert response.status_code == 302


def person_at(user: User) -> Client:
    """Return the browser of a person who has just logged in and proved it again."""
    client = log_in(browser(), user)
    prove_again(client)
    mail.outbox.clear()
    return client


def link_in(message: mail.EmailMessage) -> str:
    """Return the path of the one link in a message."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(message.body))
    assert found is not None, message.body
    return found.group(1)


def mails_to(email: str) -> list[mail.EmailMessage]:
    """Return what an address received."""
    return [message for message in mail.outbox if message.to == [email]]
