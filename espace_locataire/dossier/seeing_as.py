"""A member of staff sees the area of a tenant as the tenant does: one lease, read-only, for a quarter of an hour.

What is granted stands in the session of whoever asked for it, and ends with it. It is looked at again on every page:
the permission, the lease, the time. `SeeingMiddleware` puts it on the request, refuses everything that is not a look
and keeps each page; `access.shown_dossiers` gives the door the one lease it opens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import Locataire, User
from espace_locataire.compte.staff_door import works_here
from espace_locataire.dossier.consulting import record
from espace_locataire.dossier.models import Dossier, Titulaire

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SEE_AS = "guichet.see_as_tenant"
LASTS = timedelta(minutes=15)
SESSION_KEY = "seen_as"
BEGUN, PAGE = "seen_as_begun", "seen_as_page"
# No account has this number: nothing is anybody's who never signed up.
NOBODY = 0


@dataclass(frozen=True)
class Seeing:
    """A lease seen as one of its holders sees it, until a moment."""

    dossier: Dossier
    holder: Locataire
    until: datetime

    @property
    def person(self) -> User:
        """Return the holder's account, or one that does not exist for who never signed up."""
        if self.holder.user is None:
            # Tied both ways, and never saved.
            self.holder.user = User(
                pk=NOBODY, first_name=self.holder.prenom, last_name=self.holder.nom, email=self.holder.email
            )
        return self.holder.user

    @property
    def only_below(self) -> str:
        """Return the part that every address of this lease has."""
        return f"/{self.dossier.cle}/"


def holders_to_see(dossier: Dossier) -> list[Locataire]:
    """Return the holders of today whose view staff may take: those who do not work here themselves."""
    links = Titulaire.objects.current(timezone.localdate()).filter(dossier=dossier).select_related("locataire__user")
    people = {link.locataire_id: link.locataire for link in links.order_by("-role", "pk")}
    return [person for person in people.values() if person.user is None or not works_here(person.user)]


def begin(request: HttpRequest, dossier: Dossier, locataire_id: int) -> None:
    """Let a member of staff see a lease as one of its holders, and keep that they did.

    Raises `PermissionDenied` when they may not, or when this holder's view may not be taken.
    """
    user: User = request.user  # type: ignore[assignment]
    holder = next((person for person in holders_to_see(dossier) if person.pk == locataire_id), None)
    if holder is None or not user.has_perm(SEE_AS):
        raise PermissionDenied
    record(dossier, user, BEGUN, holder)
    request.session[SESSION_KEY] = {
        "by": user.pk,
        "dossier": dossier.pk,
        "holder": holder.pk,
        "until": (timezone.now() + LASTS).isoformat(),
    }


def end(session: "SessionBase") -> int | None:
    """Stop seeing as a tenant; return the primary key of the lease that was seen, if one was."""
    granted = session.pop(SESSION_KEY, None)
    return granted["dossier"] if granted else None


def seeing_of(request: HttpRequest) -> Seeing | None:
    """Return what this request may see as a tenant, as the middleware found it."""
    return getattr(request, "seeing", None)


def _granted(request: HttpRequest) -> Seeing | None:
    """Return what the session grants, if all of it still holds."""
    granted, user = request.session[SESSION_KEY], request.user
    until = datetime.fromisoformat(granted["until"])
    if granted["by"] != user.pk or until <= timezone.now() or not user.has_perm(SEE_AS):
        return None
    dossier = Dossier.objects.filter(pk=granted["dossier"]).first()
    if dossier is None:
        return None
    holder = next((person for person in holders_to_see(dossier) if person.pk == granted["holder"]), None)
    return Seeing(dossier, holder, until) if holder else None


class SeeingMiddleware:
    """Holds the whole tenant area to what is granted, while something is: looks only, each page kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Put what is granted on the request; say so when it is over, or when something would change."""
        area = reverse("espace_locataire")
        if not request.path_info.startswith(area) or SESSION_KEY not in request.session:
            return None
        seeing = _granted(request)
        if seeing is None:
            end(request.session)
            return render(request, "dossier/seeing_over.html", status=403)
        request.seeing = seeing  # type: ignore[attr-defined]
        if request.method not in ("GET", "HEAD"):
            return render(request, "dossier/seeing_refused.html", status=403)
        if kwargs.get("cle", seeing.dossier.cle) == seeing.dossier.cle:
            # The key says nothing to whoever reads the log.
            page = request.path_info.removeprefix(area).removeprefix(f"{seeing.dossier.cle}/")
            record(seeing.dossier, request.user, PAGE, page or "/")  # type: ignore[arg-type]
        return None
