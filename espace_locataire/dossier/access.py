"""The one door to a tenant's data."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.dossier.tabs import tabs_of
from espace_locataire.notifications.models import Notification

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def held_dossiers(user: "User") -> list[Dossier]:
    """Return the dossiers a person holds, the last one they opened first, then homes, then the newest.

    Each says how many messages the person has not read (`unread`): every page shows it, and it costs no query more.
    """
    unread = Notification.objects.unread(user).order_by().values("person").annotate(count=Count("pk")).values("count")
    held = Dossier.objects.held_by(user).last_opened_first(user).select_related("logement__residence")
    return list(held.annotate(unread=Coalesce(Subquery(unread), 0)))


@method_decorator(never_cache, name="dispatch")
class DossierView(TemplateResponseMixin, ContextMixin, View):
    """A page about one dossier: every view of the tenant area inherits it.

    The dossier comes from the key in the address, among those the person holds: anyone else gets a
    404. Rows below the dossier are reached from `self.dossier` only. Answers are never stored by
    caches.
    """

    tab: ClassVar[str] = ""
    dossier: Dossier
    dossiers: list[Dossier]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier or answer 404, remember it as the last one opened, then go on."""
        user: User = request.user  # type: ignore[assignment]
        self.dossiers = held_dossiers(user)
        self.dossier = self._dossier_of_key(kwargs["cle"])
        if len(self.dossiers) > 1 and self.dossiers[0] != self.dossier:
            Titulaire.objects.filter(dossier=self.dossier, locataire__user=user).update(last_opened_at=timezone.now())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return self.render_to_response(self.get_context_data(**kwargs))

    def _dossier_of_key(self, cle: str) -> Dossier:
        for dossier in self.dossiers:
            if dossier.cle == cle:
                return dossier
        raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the dossier, the others the person may switch to, the bar of tabs, how many messages are new."""
        return super().get_context_data(
            **{
                "dossier": self.dossier,
                "unread": self.dossier.unread,  # type: ignore[attr-defined]
                "dossiers": sorted(self.dossiers, key=lambda dossier: dossier.reference),
                "tabs": tabs_of(self.dossier.cle, self.tab),
            }
            | kwargs
        )
