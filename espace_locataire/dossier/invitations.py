"""The message that invites someone to help, its link, and the answer: accepted or refused, once."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from espace_locataire.dossier.consulting import ACCEPTED, record
from espace_locataire.dossier.models import Aidant, Consultation, Dossier
from espace_locataire.dossier.signals import aidant_answered
from home.models import Bailleur
from home.retrying import pause_after

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

SALT = "espace_locataire.dossier.invitations"
AT_A_TIME = 200


class DeadLinkError(Exception):
    """The link was cut, has served, is too old, or its tenant took the invitation back or left the lease."""


class OtherAccountError(Exception):
    """The person is logged in with another address than the one that was invited."""


class HoldsTheLeaseError(Exception):
    """The person holds the lease themselves: they need no invitation."""


def key_of(aidant: Aidant) -> str:
    """Return what the link of this invitation ends with: signed, so that nobody can make one up."""
    return signing.dumps(aidant.pk, salt=SALT)


def invitation_of(key: str) -> Aidant:
    """Return the invitation a link is about, as long as it can be answered. Raises `DeadLinkError` otherwise."""
    try:
        pk = signing.loads(key, salt=SALT, max_age=timedelta(days=settings.AIDANT_INVITATION_LASTS_DAYS))
    except signing.BadSignature as error:
        raise DeadLinkError from error
    waiting = Aidant.objects.open().from_holders(timezone.localdate()).filter(pk=pk, accepted_at=None)
    found = waiting.select_related("dossier__logement", "invited_by__locataire").first()
    if found is None or found.dossier.is_over():
        raise DeadLinkError
    return found


def accept(key: str, person: "User") -> Aidant:
    """Let the person who was invited help from now on. Of two clicks at once, the second finds the link dead.

    Raises `DeadLinkError`, `OtherAccountError`, `HoldsTheLeaseError`.
    """
    with transaction.atomic():
        aidant = invitation_of(key)
        if person.email != aidant.email:
            raise OtherAccountError
        if Dossier.objects.held_by(person).filter(pk=aidant.dossier_id).exists():
            raise HoldsTheLeaseError
        _answer(aidant, accepted_at=timezone.now(), person=person)
        record(aidant.dossier, person, ACCEPTED, capacity=Consultation.Capacity.AIDANT)
        aidant_answered.send(Aidant, aidant=aidant)
    return aidant


def refuse(key: str) -> Aidant:
    """Take note that the person who was invited does not want to help. Raises `DeadLinkError`."""
    with transaction.atomic():
        aidant = invitation_of(key)
        _answer(aidant, refused_at=timezone.now())
        aidant_answered.send(Aidant, aidant=aidant)
    return aidant


def _answer(aidant: Aidant, **answer: object) -> None:
    waiting = Aidant.objects.filter(pk=aidant.pk, accepted_at=None, refused_at=None, revoked_at=None)
    if not waiting.update(next_at=None, **answer):
        raise DeadLinkError
    aidant.refresh_from_db(fields=["next_at", *answer])


def send_soon(aidant_id: int) -> None:
    """Have an invitation sent in the background; the sweep sends what could not be queued."""
    try:
        send_in_background.enqueue(aidant_id)
    except Exception as error:
        # Named only: what an error says may quote the message.
        logger.error("Invitation %s not queued (%s); to be tried again.", aidant_id, type(error).__name__)


@task
def send_in_background(aidant_id: int) -> None:
    """Send one invitation, if it still waits."""
    send_invitation(aidant_id)


def send_invitation(aidant_id: int, at: datetime | None = None) -> bool:
    """Send an invitation whose time has come; return whether it left just now. One of several tries does."""
    moment = at or timezone.now()
    aidant = Aidant.objects.select_related("invited_by__locataire").filter(pk=aidant_id, next_at__lte=moment).first()
    if aidant is None:
        return False
    attempts = aidant.attempts
    claimed = Aidant.objects.filter(pk=aidant.pk, next_at=aidant.next_at, attempts=attempts).update(
        attempts=F("attempts") + 1, next_at=moment + pause_after(attempts + 1)
    )
    if not claimed:
        return False
    try:
        message_to(aidant).send()
    except Exception as error:
        # Mail servers fail in many ways, and none may stop the others. Named only: words may quote the message.
        logger.error("Invitation %s failed (%s); to be tried again.", aidant.pk, type(error).__name__)
        return False
    Aidant.objects.filter(pk=aidant.pk).update(next_at=None)
    return True


def send_due() -> int:
    """Send the invitations whose time has come; return how many left. Those nobody can accept any more stay."""
    now = timezone.now()
    Aidant.objects.exclude(pk__in=Aidant.objects.open(now).values("pk")).filter(next_at__lte=now).update(next_at=None)
    waiting = Aidant.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    return sum(send_invitation(pk, now) for pk in list(waiting[:AT_A_TIME]))


def message_to(aidant: Aidant) -> EmailMessage:
    """Return the message that invites someone, in the language of the tenant.

    It quotes nothing that the tenant typed: it must not carry anyone's words to a stranger.
    """
    with translation.override(aidant.invited_by.language):
        context = {
            "aidant": aidant,
            "tenant": aidant.invited_by.locataire,
            "bailleur": Bailleur.objects.first(),
            "days": settings.AIDANT_INVITATION_LASTS_DAYS,
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("aidant_invitation", args=[key_of(aidant)]),
        }
        text = render_to_string("emails/aidant_invitation.txt", context)
    subject, _separator, body = text.strip().partition("\n\n")
    return EmailMessage(
        subject=" ".join(subject.split()), body=body, to=[aidant.email], headers={"Auto-Submitted": "auto-generated"}
    )
