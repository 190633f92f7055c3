"""Logged-in browsers: where a person's account is open, how it is shut, and when they are forgotten."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from espace_locataire.compte.devices import device_named

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# How long a visit counts as the same one, in seconds: the database is told no more often.
VISIT = 600


class OpenSession:
    """A browser where the account is open: `pk`, `device` in plain words, `last_seen_at`, whether it is `this_one`."""

    def __init__(self, row: UserSession, current_key: str | None) -> None:
        self.pk: int = row.pk
        self.device = device_named(row.user_agent)
        self.last_seen_at: datetime = row.last_seen_at
        self.this_one = row.session_key == current_key


class LastSeenMiddleware:
    """Remembers when each logged-in browser was last seen, on pages that ask for a login: the others know nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Write the moment down, once per visit."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return
        key = request.session.session_key or ""
        if cache.add(f"seen:{salted_hmac('compte.seen', key).hexdigest()}", True, VISIT):
            UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())


def rows_of(user: "User") -> QuerySet[UserSession]:
    """Return the rows of the sessions a person has open."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    return UserSession.objects.filter(Exists(alive), user=user)


def open_sessions(user: "User", current_key: str | None = None) -> list[OpenSession]:
    """Return where a person's account is open: this browser first, then the last one seen."""
    rows = rows_of(user).order_by("-last_seen_at", "-pk")
    return sorted((OpenSession(row, current_key) for row in rows), key=lambda session: not session.this_one)


def end_sessions(user: "User", only: int | None = None, besides: str | None = None) -> int:
    """End a person's sessions, or the one of this number, but never the one of the key `besides`; return how many."""
    rows = UserSession.objects.filter(user=user)
    if only is not None:
        rows = rows.filter(pk=only)
    if besides is not None:
        rows = rows.exclude(session_key=besides)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others_after_new_password(request: HttpRequest, user: "User", **kwargs: Any) -> None:
    """End what was open with the old password, but for the browser in which the new one was chosen."""
    end_sessions(user, besides=request.session.session_key)


def forget_browsers() -> None:
    """Forget the browsers whose session is gone."""
    UserSession.objects.exclude(Exists(Session.objects.filter(session_key=OuterRef("session_key")))).delete()
