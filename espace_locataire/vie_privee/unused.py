"""Accounts nobody uses: their people are told a month before they are erased."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.compte.personal_data import accounts_without_use
from espace_locataire.dossier.models import Aidant, Titulaire
from espace_locataire.notifications.models import Notification
from espace_locataire.notifications.sending import send_all
from espace_locataire.vie_privee.erasing import erase_now
from espace_locataire.vie_privee.telling import UNUSED

WARNED_DAYS_BEFORE = 30


def _without_lease(accounts: "QuerySet[User]") -> "QuerySet[User]":
    today = timezone.localdate()
    links = Titulaire.objects.current(today).filter(locataire__user=OuterRef("pk"))
    in_force = links.filter(Q(dossier__date_sortie=None) | Q(dossier__date_sortie__gte=today))
    helping = Aidant.objects.live(today).filter(person=OuterRef("pk"))
    return accounts.filter(~Exists(in_force), ~Exists(helping))


def to_warn(now: datetime) -> "QuerySet[User]":
    """Return the people without a lease who will not have used their account for too long in a month."""
    days = settings.ACCOUNTS_WITHOUT_USE_KEPT_DAYS - WARNED_DAYS_BEFORE
    told = Notification.objects.filter(person=OuterRef("pk"), kind=UNUSED)
    return _without_lease(accounts_without_use(now - timedelta(days=days))).filter(~Exists(told))


def warn(now: datetime | None = None) -> int:
    """Tell people that their account will be erased; return how many were told."""
    return send_all(UNUSED, ((person, person) for person in to_warn(now or timezone.now())))


def unused_over(limit: datetime) -> "QuerySet[User]":
    """Return the accounts that go: unused since this moment, without a lease, their people told a month ago."""
    told = Notification.objects.filter(
        person=OuterRef("pk"), kind=UNUSED, created_at__lt=timezone.now() - timedelta(days=WARNED_DAYS_BEFORE)
    )
    return _without_lease(accounts_without_use(limit)).filter(Exists(told))


def erase_accounts(rows: list[Any]) -> None:
    """Erase these people's accounts."""
    for person in rows:
        erase_now(person)
