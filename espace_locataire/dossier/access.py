"""The one door to a tenant's data."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, resolve
from django.utils.decorators import method_decorator
from django.utils.functional import Promise, cached_property
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from espace_locataire.compte.models import Locataire
from espace_locataire.compte.shown_person import person_shown
from espace_locataire.dossier.consulting import record_helper
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.seeing_as import seeing_of
from espace_locataire.dossier.standing import Standing, dossier_as_seen, dossiers_of, remember_opened
from espace_locataire.dossier.tabs import ShownTab, label_of_tab, tabs_of

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def shown_dossiers(request: HttpRequest) -> list[Dossier]:
    """Return the dossiers a request may be about: those of the person, or the one staff sees as its tenant."""
    seeing = seeing_of(request)
    if seeing is None:
        return dossiers_of(request.user)  # type: ignore[arg-type]
    return [dossier_as_seen(seeing.dossier, seeing.person)]


@method_decorator(never_cache, name="dispatch")
class DossierView(TemplateResponseMixin, ContextMixin, View):
    """A page about one dossier: every view of the tenant area inherits it.

    The dossier comes from the key in the address, among those the person holds or helps with: anyone else gets a 404,
    and so does a helper who was not given the page's `scope`. Rows below the dossier are reached from `self.dossier`
    only. What a helper opens and sends is kept. Once the lease is over, nothing is sent. Answers are never stored by
    caches. `self.person` is whose area it is: the person logged in, or the tenant staff sees it as (`seeing_as`).

    A page says `scope` (the `Scope` a helper needs, or "" for any helper) or `holders_only`; `acts_after_departure`,
    when those who left may use it as before; `what` it is about, in the words of the log that the tenant reads (else,
    those of its tab).
    """

    tab: ClassVar[str] = ""
    scope: ClassVar[str | None] = None
    holders_only: ClassVar[bool] = False
    acts_after_departure: ClassVar[bool] = False
    what: ClassVar[Promise | str] = ""
    dossier: Dossier
    dossiers: list[Dossier]
    standing: Standing
    person: "User"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier or answer 404, remember it as the last one opened, then go on."""
        self.person = person_shown(request)
        self.dossiers = shown_dossiers(request)
        self.dossier = self._dossier_of_key(kwargs["cle"])
        self.standing = self.dossier.standing
        if not self.standing.opens(type(self)):
            raise Http404
        # Never while staff looks: one dossier is shown then.
        if len(self.dossiers) > 1 and self.dossiers[0] != self.dossier:
            remember_opened(self.dossier, self.person)
        if request.method not in SAFE_METHODS and not (self.standing.may_send or self.acts_after_departure):
            return self._lease_is_over(request)
        response = super().dispatch(request, *args, **kwargs)
        if self.standing.is_helper:
            record_helper(self.dossier, self.person, request, response, self.subject)
        return response

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

    def subject(self) -> Promise | str:
        """Return what the page is about, for the log of what helpers do; called once it was shown."""
        return self.what or label_of_tab(self.tab)

    def _dossier_of_key(self, cle: str) -> Dossier:
        for dossier in self.dossiers:
            if dossier.cle == cle:
                return dossier
        raise Http404

    def _lease_is_over(self, request: HttpRequest) -> HttpResponse:
        return render(request, "dossier/lease_over.html", DossierView.get_context_data(self), status=403)

    def _tabs(self) -> list[ShownTab]:
        return [tab for tab in tabs_of(self.dossier.cle, self.tab) if self._leads_somewhere(tab)]

    def _leads_somewhere(self, tab: ShownTab) -> bool:
        if not self.standing.is_helper:
            return True
        view = resolve("/" + tab.url.removeprefix(get_script_prefix())).func
        return self.standing.opens(view.view_class)  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the dossier, what the person is to it, the others, the bar of tabs, how many messages are new."""
        return super().get_context_data(
            **{
                "dossier": self.dossier,
                "standing": self.standing,
                "person": self.person,
                "unread": self.dossier.unread,  # type: ignore[attr-defined]
                "dossiers": sorted(self.dossiers, key=lambda dossier: dossier.reference),
                "tabs": self._tabs(),
            }
            | kwargs
        )
