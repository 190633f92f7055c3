"""An account for someone who was invited by e-mail: they are on no lease, and the link proved their address."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from espace_locataire.compte import consents
from espace_locataire.compte.email_changes import left_lately
from espace_locataire.compte.models import Consent, User
from espace_locataire.compte.signals import account_made


class AddressTakenError(Exception):
    """Someone has an account at this address, or left it so lately that they may take it back."""


def make_account(
    email: str, first_name: str, last_name: str, password: str, *, language: str, conditions: str
) -> User:
    """Make the account of someone whose address a link proved. `conditions` is what they read before agreeing.

    Raises `AddressTakenError`.
    """
    if left_lately(email).exists():
        raise AddressTakenError
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                email, password, first_name=first_name, last_name=last_name, language=language
            )
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
            consents.give(person, Consent.Subject.CONDITIONS, conditions)
            account_made.send(User, person=person, wants_messages=True)
    except IntegrityError as error:
        raise AddressTakenError from error
    return person
