"""Changing the address one logs in with: confirmed at the new one, told to the old one, undone from there for a week.

Nothing here says whether an address already has an account: the person who reads that address is told, nobody else.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from espace_locataire.compte.models import EmailChange, User
from espace_locataire.compte.second_factor import forget_factors_since
from espace_locataire.compte.sessions import end_sessions
from espace_locataire.compte.signals import address_changed

CONFIRM_SALT = "compte.email-confirm"
UNDO_SALT = "compte.email-undo"
CONFIRM_WITHIN = timedelta(days=1)
UNDO_WITHIN = timedelta(days=7)


class DeadLinkError(Exception):
    """The link has served, is too old, is not this person's, or leads to an address that is taken."""


def is_in_use(email: str, besides: User) -> bool:
    """Say whether another account has this address, or left it so lately that it may come back to it."""
    others = User.objects.exclude(pk=besides.pk).filter(email__iexact=email)
    checked = EmailAddress.objects.exclude(user=besides).filter(email__iexact=email, verified=True)
    left = left_lately(email).exclude(person=besides)
    # One after the other, whatever the first says: an address in use costs no less than a free one.
    return any([others.exists(), checked.exists(), left.exists()])


def left_lately(email: str) -> QuerySet[EmailChange]:
    """Return the changes that left this address so lately that they may be undone."""
    return EmailChange.objects.filter(old=email, undone_at=None, at__gt=timezone.now() - UNDO_WITHIN)


def ask(user: User, new: str) -> None:
    """Write to the new address: a link to confirm it, or, to someone who has an account there, that this was tried."""
    with translation.override(user.language):
        token = signing.dumps({"person": user.pk, "old": user.email, "new": new}, salt=CONFIRM_SALT)
        template = "email_change_taken" if is_in_use(new, user) else "email_change_confirm"
        link = settings.WAGTAILADMIN_BASE_URL + reverse("email_change_confirm", args=[token])
        get_adapter().send_mail(f"account/email/{template}", new, {"link": link})


def asked_for(user: User, token: str) -> str:
    """Return the new address a person's link confirms. Raises `DeadLinkError`."""
    try:
        asked = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature as error:
        raise DeadLinkError from error
    if asked["person"] != user.pk or asked["old"] != user.email:
        raise DeadLinkError
    return str(asked["new"])


def confirm(user: User, token: str) -> EmailChange:
    """Give a person the address their link confirms, and tell the old one. Raises `DeadLinkError`.

    The old address is told before the change is kept: if the message cannot leave, nothing changes.
    """
    try:
        with transaction.atomic():
            locked = User.objects.select_for_update().get(pk=user.pk)
            new = asked_for(locked, token)
            if is_in_use(new, locked):
                raise DeadLinkError
            change = EmailChange.objects.create(person=locked, old=locked.email, new=new)
            move_to(locked, new)
            announce(change)
    except IntegrityError as error:
        # Someone took the address in the same instant.
        raise DeadLinkError from error
    return change


def announce(change: EmailChange) -> None:
    """Tell the old address of the change, with the link that undoes it."""
    with translation.override(change.person.language):
        token = signing.dumps(change.pk, salt=UNDO_SALT)
        link = settings.WAGTAILADMIN_BASE_URL + reverse("email_change_undo", args=[token])
        context = {"link": link, "change": change, "until": change.at + UNDO_WITHIN}
        get_adapter().send_mail("account/email/email_changed", change.old, context)


def undoable(token: str) -> EmailChange:
    """Return the change a link undoes. Raises `DeadLinkError`."""
    try:
        change = EmailChange.objects.select_related("person").get(pk=signing.loads(token, salt=UNDO_SALT))
    except (signing.BadSignature, EmailChange.DoesNotExist) as error:
        raise DeadLinkError from error
    if change.undone_at or timezone.now() > change.at + UNDO_WITHIN:
        raise DeadLinkError
    return change


def undo(token: str) -> User:
    """Give the old address back, shut the account everywhere, and return the person, who needs a new password.

    Later changes of the same account go with it, and so do the passkeys and applications added since the week before:
    whoever took the account over may have left themselves a way in. Raises `DeadLinkError`.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=undoable(token).person_id)
        change = undoable(token)
        if is_in_use(change.old, person):
            raise DeadLinkError
        later = EmailChange.objects.filter(person=person, at__gte=change.at, undone_at=None)
        later.update(undone_at=timezone.now())
        lost = person.email
        person.set_unusable_password()
        person.save(update_fields=["password"])
        move_to(person, change.old)
        forget_factors_since(person, change.at - UNDO_WITHIN)
        end_sessions(person)
        with translation.override(person.language):
            get_adapter().send_mail("account/email/email_change_undone", lost, {})
    return person


def move_to(user: User, email: str) -> None:
    """Make an address, checked, the one and only of an account."""
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    address_changed.send(User, person=user)
