"""Erasing an account when its person asks: after some days in which they may change their mind.

What the law has us keep stays with the lease, as the landlord's ERP knows it; the person is told which and why.
"""

import logging
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from espace_locataire.compte.models import User
from espace_locataire.notifications.sending import send
from espace_locataire.vie_privee.models import Effacement
from espace_locataire.vie_privee.telling import ASKED, TAKEN_BACK
from home.models import Bailleur
from home.personal_data import declared_holdings
from home.retrying import pause_after

logger = logging.getLogger(__name__)

AT_A_TIME = 100
MOST_ATTEMPTS = 8


class StaffAccountError(Exception):
    """A member of staff's account is not erased from here: the administration closes it."""


def ask(person: User) -> Effacement:
    """Have an account erased in some days, and tell its person; asked already, return what waits.

    Raises `StaffAccountError` for a member of staff.
    """
    if person.is_staff or person.is_superuser:
        raise StaffAccountError
    try:
        with transaction.atomic():
            erasure = Effacement.objects.create(person=person, language=person.language)
            send(ASKED, person, erasure)
    except IntegrityError:
        # Two clicks at once: the other one asked.
        return Effacement.objects.waiting().get(person=person)
    return erasure


def take_back(person: User) -> bool:
    """Keep the account after all; return whether there was anything to take back."""
    with transaction.atomic():
        erasure = Effacement.objects.waiting().select_for_update().filter(person=person).first()
        if erasure is None:
            return False
        erasure.cancelled_at = timezone.now()
        erasure.save(update_fields=["cancelled_at"])
        send(TAKEN_BACK, person, erasure)
    return True


def erase_due(now: datetime | None = None) -> int:
    """Erase the accounts whose day has come, then tell their people; return how many were erased."""
    moment = now or timezone.now()
    due = Effacement.objects.waiting().filter(due_at__lte=moment).order_by("due_at")
    erased = sum(_erase(pk) for pk in due.values_list("pk", flat=True)[:AT_A_TIME])
    tell_due(moment)
    return erased


def _erase(erasure_pk: int) -> bool:
    with transaction.atomic():
        erasure = Effacement.objects.waiting().select_for_update().filter(pk=erasure_pk).first()
        if erasure is None:
            # Another run was first.
            return False
        person = erasure.person
        if person is not None:
            erasure.address, erasure.language = person.email, person.language
            erasure.next_at = timezone.now()
            erasure.erased = erase_now(person)
        erasure.person = None
        erasure.done_at = timezone.now()
        erasure.save()
    return True


def erase_now(person: User) -> dict[str, int]:
    """Erase what goes with an account, the account last; return how many rows, by kind of data."""
    # The account stands first on the list and all the rest hangs on it.
    with transaction.atomic():
        return {held.name: held.erase(person) for held in reversed(declared_holdings()) if held.erase is not None}


def tell_due(now: datetime | None = None) -> int:
    """Tell those whose account is gone; return how many were told. A mail server that fails is tried again."""
    waiting = Effacement.objects.filter(next_at__lte=now or timezone.now()).order_by("next_at")
    return sum(_tell(pk) for pk in waiting.values_list("pk", flat=True)[:AT_A_TIME])


def _tell(erasure_pk: int) -> bool:
    with transaction.atomic():
        erasure = Effacement.objects.select_for_update().filter(pk=erasure_pk, next_at__isnull=False).first()
        if erasure is None:
            return False
        told = _mail(erasure)
        erasure.attempts += 1
        over = told or erasure.attempts >= MOST_ATTEMPTS
        erasure.next_at = None if over else timezone.now() + pause_after(erasure.attempts)
        # An address is not kept for longer than it serves.
        erasure.address = "" if over else erasure.address
        erasure.save(update_fields=["attempts", "next_at", "address"])
    return told


def _mail(erasure: Effacement) -> bool:
    with translation.override(erasure.language):
        context = {
            "bailleur": Bailleur.objects.first() or Bailleur(),
            "kept": [holding for holding in declared_holdings() if holding.erase is None],
        }
        subject, _line, body = render_to_string("emails/account_erased.txt", context).strip().partition("\n")
    try:
        EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[erasure.address]).send()
    except Exception as error:
        # Mail servers fail in ways of their own; named only: words may quote the message.
        logger.error("Erasure %s cannot be told (%s).", erasure.pk, type(error).__name__)
        return False
    return True
