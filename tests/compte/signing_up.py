"""Signing up as a person does it: the two pages, then the message in the mail box."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.compte.factories import PASSWORD

IDENTITY = {
    "nom": "Martin",
    "prenom": "Alex",
    "reference_client": "100 000 001",
    "email": "alex@demo.example",
    "password": PASSWORD,
}
WISHES = {"documents": "on", "messages": "on", "language": "fr", "conditions": "on"}


def ask(client: Client, *, wishes: Any = None, **identity: str) -> Any:
    """Fill in both pages; return the page that follows."""
    first = client.post(reverse("account_signup"), IDENTITY | identity, follow=True)
    if first.request["PATH_INFO"] != reverse("inscription_wishes"):
        return first
    return client.post(reverse("inscription_wishes"), WISHES if wishes is None else wishes, follow=True)


def link_to(address: str) -> str:
    """Return the path of the link in the last message to this address."""
    body = str([message for message in mail.outbox if address in message.to][-1].body)
    found = re.search(r"https?://[^/\s]+(/\S*inscription/confirmer/\S+)", body)
    assert found is not None, body
    return found.group(1)


def press(client: Client, link: str) -> Any:
    """Open the link and press its button; return the page it leads to."""
    assert client.get(link).status_code == 200
    return client.post(link, follow=True)
