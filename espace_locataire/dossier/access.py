"""The one door to a tenant's data."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from espace_locataire.compte.models import Locataire
from espace_locataire.compte.shown_person import person_shown
from espace_locataire.dossier.models import Dossier, Titulaire
from espace_locataire.dossier.seeing_as import seeing_of
from espace_locataire.dossier.tabs import tabs_of
from espace_locataire.notifications.models import Notification

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def held_dossiers(user: "User") -> list[Dossier]:
    """Return the dossiers a person holds, the last one they opened first, then homes, then the newest.

    Each says how many messages the person has not read (`unread`): every page shows it, and it costs no query more.
    """
    return _as_shown(Dossier.objects.held_by(user).last_opened_first(user), user)


def shown_dossiers(request: HttpRequest) -> list[Dossier]:
    """Return the dossiers a request may be about: those the person holds, or the one staff sees as its tenant."""
    seeing = seeing_of(request)
    if seeing is None:
        return held_dossiers(request.user)  # type: ignore[arg-type]
    return _as_shown(Dossier.objects.filter(pk=seeing.dossier.pk), seeing.person)


def _as_shown(dossiers: QuerySet[Dossier], user: "User") -> list[Dossier]:
    unread = Notification.objects.unread(user).order_by().values("person").annotate(count=Count("pk")).values("count")
    return list(dossiers.select_related("logement__residence").annotate(unread=Coalesce(Subquery(unread), 0)))


@method_decorator(never_cache, name="dispatch")
class DossierView(TemplateResponseMixin, ContextMixin, View):
    """A page about one dossier: every view of the tenant area inherits it.

    The dossier comes from the key in the address, among those the person holds: anyone else gets a
    404. Rows below the dossier are reached from `self.dossier` only. Answers are never stored by
    caches. `self.person` is whose area it is: the person logged in, or the tenant staff sees it as (`seeing_as`).
    """

    tab: ClassVar[str] = ""
    dossier: Dossier
    dossiers: list[Dossier]
    person: "User"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier or answer 404, remember it as the last one opened, then go on."""
        self.person = person_shown(request)
        self.dossiers = shown_dossiers(request)
        self.dossier = self._dossier_of_key(kwargs["cle"])
        # Never while staff looks: one dossier is shown then.
        if len(self.dossiers) > 1 and self.dossiers[0] != self.dossier:
            links = Titulaire.objects.filter(dossier=self.dossier, locataire__user=self.person)
            links.update(last_opened_at=timezone.now())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def holder(self) -> Locataire | None:
        """Return whose area it is, as the landlord knows them."""
        seeing = seeing_of(self.request)
        return seeing.holder if seeing else Locataire.objects.filter(user=self.person).first()

    def is_theirs(self, locataire: Locataire) -> bool:
        """Say whether somebody on the lease is the person whose area it is. No query."""
        seeing = seeing_of(self.request)
        return locataire == seeing.holder if seeing else locataire.user_id == self.person.pk

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
                "person": self.person,
                "unread": self.dossier.unread,  # type: ignore[attr-defined]
                "dossiers": sorted(self.dossiers, key=lambda dossier: dossier.reference),
                "tabs": tabs_of(self.dossier.cle, self.tab),
            }
            | kwargs
        )
