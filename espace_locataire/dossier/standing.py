"""What a person is to a lease: its holder, someone who held it to its end, someone who helps a holder."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.db.models import Count, Exists, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from espace_locataire.dossier.models import NEVER, Aidant, Dossier, Scope, Titulaire
from espace_locataire.notifications.models import Notification

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class Page(Protocol):
    """What a page says of itself: the scope a helper needs (empty: any), or that it is for holders only."""

    scope: str | None
    holders_only: bool


@dataclass(frozen=True)
class Standing:
    """What a person is to a lease: a holder, unless they help (`aidant`). `has_left`: the lease is over."""

    aidant: Aidant | None = None
    has_left: bool = False

    @property
    def is_helper(self) -> bool:
        """Say whether they help, and do not hold the lease."""
        return self.aidant is not None

    @property
    def may_send(self) -> bool:
        """Say whether anything may still be sent to the file."""
        return not self.has_left

    @property
    def helped(self) -> str:
        """Return the name of the tenant they help; empty for a holder."""
        return str(self.aidant.invited_by.locataire) if self.aidant else ""

    def sees(self, scope: str) -> bool:
        """Say whether this part of the lease (a `Scope`) is theirs to see."""
        return self.aidant is None or scope in self.aidant.scopes

    def opens(self, page: "Page | type[Page]") -> bool:
        """Say whether a page is theirs to open. One that says nothing of helpers is for holders only."""
        if self.aidant is None:
            return True
        if page.holders_only or page.scope is None:
            return False
        return page.scope == "" or self.sees(page.scope)

    @property
    def sees_dossier(self) -> bool:
        """Say whether the file and the insurance are theirs to see."""
        return self.sees(Scope.DOSSIER)

    @property
    def sees_documents(self) -> bool:
        """Say whether the papers are theirs to see."""
        return self.sees(Scope.DOCUMENTS)

    @property
    def sees_paiement(self) -> bool:
        """Say whether the account is theirs to see."""
        return self.sees(Scope.PAIEMENT)

    @property
    def sees_demandes(self) -> bool:
        """Say whether the requests are theirs to see."""
        return self.sees(Scope.DEMANDES)


def dossiers_of(user: "User", on: date | None = None) -> list[Dossier]:
    """Return the dossiers a person holds or helps with on a day, the last one they opened first, then those they hold.

    Each says what the person is to it (`standing`), and how many messages they have not read (`unread`): every page
    shows it, and it costs no query more. One query for someone who helps nobody.
    """
    day = on or timezone.localdate()
    held = list(
        Dossier.objects.held_by(user, day)
        .last_opened_first(user)
        .select_related("logement__residence")
        .annotate(unread=_unread(user), helps=Exists(Aidant.objects.filter(person=user)))
    )
    for dossier in held:
        dossier.standing = Standing(has_left=dossier.is_over(day))
    if held and not held[0].helps:  # type: ignore[attr-defined]
        return held
    mine = {dossier.pk for dossier in held}
    found = [*held, *(dossier for dossier in _helped(user, day) if dossier.pk not in mine)]
    return sorted(found, key=lambda dossier: dossier.last_opened, reverse=True)  # type: ignore[attr-defined]


def dossier_as_seen(dossier: Dossier, person: "User") -> Dossier:
    """Return a lease as one of its holders finds it, for staff who sees their area."""
    rows = Dossier.objects.filter(pk=dossier.pk).select_related("logement__residence")
    seen = rows.annotate(unread=_unread(person)).get()
    seen.standing = Standing(has_left=seen.is_over(timezone.localdate()))
    return seen


def _helped(user: "User", day: date) -> list[Dossier]:
    rows = (
        Aidant.objects.live(day)
        .filter(person=user)
        .select_related("dossier__logement__residence", "invited_by__locataire")
        .annotate(unread=_unread(user))
        .order_by("pk")
    )
    dossiers = []
    for aidant in rows:
        dossier = aidant.dossier
        dossier.standing = Standing(aidant, dossier.is_over(day))
        dossier.unread = aidant.unread  # type: ignore[attr-defined]
        dossier.last_opened = aidant.last_opened_at or NEVER  # type: ignore[attr-defined]
        dossiers.append(dossier)
    return dossiers


def _unread(user: "User") -> Coalesce:
    unread: QuerySet[Notification] = Notification.objects.unread(user).order_by()
    return Coalesce(Subquery(unread.values("person").annotate(count=Count("pk")).values("count")), 0)


def remember_opened(dossier: Dossier, user: "User") -> None:
    """Keep that a person opened this dossier just now: the next way in leads there."""
    if dossier.standing.aidant:
        dossier.standing.aidant.opened_by(user)
    else:
        Titulaire.objects.filter(dossier=dossier, locataire__user=user).update(last_opened_at=timezone.now())
