"""Answering for an address that has no account: the same words, the same work, the same queries as for one that has.

The person who reads that address is told that it is not known here, so that whoever forgot which one they gave finds
out, and so that a message leaves in both cases: its sending is what takes time.
"""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse

from espace_locataire.compte.models import User

# No account has this number.
NOBODY = 0


def active_user_of(email: str) -> User | None:
    """Return the account of an address, found with as many queries whether there is one or not."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def write_to_unknown(email: str) -> None:
    """Tell an address that no account has it."""
    link = settings.WAGTAILADMIN_BASE_URL + reverse("account_signup")
    get_adapter().send_mail("account/email/unknown_account", email, {"signup_url": link})


def look_like_a_link() -> None:
    """Read as much as making the link to a new password reads."""
    EmailAddress.objects.filter(user_id=NOBODY).exists()
    list(EmailAddress.objects.filter(user_id=NOBODY).values_list("email", flat=True))


def look_like_a_person() -> None:
    """Read as much as finding again the person who waits for a code."""
    User.objects.filter(pk=NOBODY).first()
