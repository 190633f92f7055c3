"""The counter: find a lease, see everything about it on one screen, see the area as its tenant does."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from espace_locataire.dossier.consulting import record_look
from espace_locataire.dossier.counter import blocks_of
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.seeing_as import SEE_AS, begin, end, holders_to_see
from espace_locataire.guichet.finding import MOST_SHOWN, Found, find
from home.public_forms import too_often

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

USE = "guichet.use_guichet"
OPENED = "dossier_opened"
# What was typed last: a name in an address would stay in histories and in logs.
ASKED = "guichet_asked"
LONGEST_ASKED = 150
SEARCHES_AN_HOUR, HOUR = 600, 3600


class CounterMenuItem(MenuItem):
    """The place of the counter in the menu, for those who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may use the counter."""
        return request.user.has_perm(USE)


def menu_item() -> CounterMenuItem:
    """Return the place of the counter, before the other affairs of tenants."""
    return CounterMenuItem(gettext_lazy("Guichet"), reverse("guichet"), name="guichet", icon_name="search", order=100)


@method_decorator([require_admin_access, never_cache], name="dispatch")
class CounterScreen(WagtailAdminTemplateMixin, View):
    """A screen of the counter: open to those who may use it."""

    page_title = gettext_lazy("Guichet")
    header_icon = "search"
    needed = USE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may."""
        if not request.user.has_perm(self.needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def staff(self) -> "User":
        """Return who looks."""
        return self.request.user  # type: ignore[return-value]


class SearchView(CounterScreen):
    """One box: what is typed is kept in the session, so that the answer has an address that says nothing."""

    template_name = "guichet/search.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was typed and lead to the answer."""
        if too_often("guichet", str(self.staff.pk), SEARCHES_AN_HOUR, HOUR):
            messages.error(request, _("Trop de recherches en peu de temps. Réessayez dans une heure."))
        else:
            request.session[ASKED] = request.POST.get("q", "").replace("\x00", "").strip()[:LONGEST_ASKED]
        return redirect("guichet")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the box, and what the last search finds."""
        typed = request.session.get(ASKED, "")
        found = find(typed) if typed else Found()
        return self.render_to_response(self.get_context_data(typed=typed, found=found, most=MOST_SHOWN))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Say where this is."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class LeaseScreen(CounterScreen):
    """A screen about one lease."""

    dossier: Dossier

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the lease once the person is let in."""
        leases = Dossier.objects.select_related("logement__residence")
        if request.user.has_perm(self.needed):
            self.dossier = get_object_or_404(leases, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class LeaseView(LeaseScreen):
    """Everything about one lease, as far as this person may see it."""

    template_name = "guichet/lease.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, and keep that it was seen."""
        record_look(self.dossier, self.staff, OPENED)
        may_see_as = self.staff.has_perm(SEE_AS)
        return self.render_to_response(
            self.get_context_data(
                dossier=self.dossier,
                to_see=holders_to_see(self.dossier) if may_see_as else [],
                blocks=blocks_of(self.dossier, self.staff),
            )
        )

    def get_page_title(self) -> str:
        """Return the reference."""
        return _("Dossier %(reference)s") % {"reference": self.dossier.reference}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the search."""
        counter = {"url": reverse("guichet"), "label": _("Guichet")}
        return [*self.breadcrumbs_items, counter, {"url": "", "label": self.dossier.reference}]


class SeeAsView(LeaseScreen):
    """Begins to see the area of a lease as one of its holders does."""

    needed = SEE_AS

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin, and lead there."""
        wanted = request.POST.get("locataire", "")
        begin(request, self.dossier, int(wanted) if wanted.isascii() and wanted.isdecimal() else 0)
        return redirect("accueil", cle=self.dossier.cle)


@method_decorator([require_admin_access, never_cache], name="dispatch")
class LeaveView(View):
    """Stops seeing an area as its tenant does."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stop, and lead back to the lease."""
        seen = end(request.session)
        if seen is None:
            return redirect("guichet")
        return redirect("guichet_lease", pk=seen)


def urls() -> list[URLPattern]:
    """Return the addresses of the counter, below the administration's."""
    return [
        path("guichet/", SearchView.as_view(), name="guichet"),
        path("guichet/quitter/", LeaveView.as_view(), name="guichet_leave"),
        path("guichet/<int:pk>/", LeaseView.as_view(), name="guichet_lease"),
        path("guichet/<int:pk>/voir/", SeeAsView.as_view(), name="guichet_see_as"),
    ]
