"""Having someone help with a lease: inviting them, changing what they see, ending it."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.helping_telling import forget_notice
from espace_locataire.dossier.invitations import send_soon
from espace_locataire.dossier.models import Aidant, Consultation, Dossier, Scope
from espace_locataire.dossier.signals import aidant_ended

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from espace_locataire.compte.models import User


class CannotInviteError(Exception):
    """This person cannot be invited; the message says why to the tenant."""


def last_day_possible(today: date | None = None) -> date:
    """Return the last day a help that begins on that day (today by default) may last to."""
    return (today or timezone.localdate()) + timedelta(days=settings.AIDANT_LASTS_DAYS_AT_MOST)


def invite(dossier: Dossier, by: "User", email: str, name: str, scopes: Collection[str], until: date) -> Aidant:
    """Invite someone to help with a lease: the message leaves at once. Raises `CannotInviteError`.

    Nothing here asks whether anyone has an account at this address.
    """
    email = email.strip().lower()
    now = timezone.now()
    with transaction.atomic():
        # Two clicks at once: the second waits here, then meets the first.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        if email in _addresses_of_holders(dossier):
            raise CannotInviteError(
                _("C’est l’adresse d’un titulaire du bail. Cette personne voit déjà tout le dossier avec son compte.")
            )
        open_ones = [aidant for aidant in aidants_of(dossier) if aidant.is_open]
        if any(aidant.email == email for aidant in open_ones):
            raise CannotInviteError(
                _("Vous avez déjà invité cette adresse. Pour tout recommencer, mettez d’abord fin à cette aide.")
            )
        if len(open_ones) >= settings.AIDANTS_PER_LEASE:
            raise CannotInviteError(
                _("%(count)d personnes au plus peuvent vous aider en même temps. Mettez fin à l’une de ces aides.")
                % {"count": settings.AIDANTS_PER_LEASE}
            )
        # Invitations nobody answered, and help that is over, make room for this one.
        Aidant.objects.filter(dossier=dossier, email=email, revoked_at=None, refused_at=None).update(
            revoked_at=now, next_at=None
        )
        aidant = Aidant.objects.create(
            dossier=dossier,
            invited_by=by,
            email=email,
            name=name,
            until=until,
            invited_at=now,
            next_at=now,
            **_fields(scopes),
        )
        transaction.on_commit(partial(send_soon, aidant.pk))
    return aidant


def _addresses_of_holders(dossier: Dossier) -> set[str]:
    people = Locataire.objects.filter(
        pk__in=dossier.titulaires.current(timezone.localdate()).values("locataire")
    ).values_list("email", "user__email")
    return {address.lower() for pair in people for address in pair if address}


def _fields(scopes: Collection[str]) -> dict[str, bool]:
    return {f"sees_{scope}": scope in scopes for scope in Scope}


def change(aidant: Aidant, scopes: Collection[str], until: date) -> None:
    """Change what someone sees, and to which day."""
    if until != aidant.until:
        forget_notice(aidant)
    Aidant.objects.filter(pk=aidant.pk).update(until=until, **_fields(scopes))
    aidant.refresh_from_db()


def revoke(aidant: Aidant, by: "User") -> bool:
    """End someone's help, or their invitation, at once; return whether there was anything to end."""
    with transaction.atomic():
        now = timezone.now()
        ended = Aidant.objects.filter(pk=aidant.pk, revoked_at=None, refused_at=None).update(
            revoked_at=now, revoked_by=by, next_at=None
        )
        if not ended:
            return False
        aidant.refresh_from_db()
        aidant_ended.send(Aidant, aidant=aidant, by=by)
    return True


def aidants_of(dossier: Dossier) -> list[Aidant]:
    """Return everyone invited to help with a lease, the latest first. One query."""
    rows = Aidant.objects.filter(dossier=dossier).with_inviter(timezone.localdate())
    return list(rows.select_related("person", "invited_by__locataire"))


def deeds_of_aidants(dossier: Dossier) -> "QuerySet[Consultation]":
    """Return what helpers did with a lease, the latest first."""
    return Consultation.objects.filter(dossier=dossier, capacity=Consultation.Capacity.AIDANT)
