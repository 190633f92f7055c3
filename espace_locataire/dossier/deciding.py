"""The screen where staff answers what tenants propose: what they wrote beside their papers, then the next one."""

from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView

from espace_locataire.dossier.consulting import record_export, record_look
from espace_locataire.dossier.insurance_views import piece_response
from espace_locataire.dossier.models import Proposal
from espace_locataire.dossier.proposals import AlreadyDecidedError, accept, refuse
from espace_locataire.dossier.queues import Queue
from home.feedback_admin import harmless

OTHER = "autre"
P = TypeVar("P", bound=Proposal)


class RefusalForm(forms.Form):
    """Why it is refused: a reason at hand, or the person's own words. The tenant reads them."""

    reasons: ClassVar[list[tuple[str, Any]]] = []
    why = forms.ChoiceField(
        label=gettext_lazy("Pourquoi ?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une raison : le locataire la lira.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Précision pour le locataire"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["why"]
        field.choices = [*self.reasons, (OTHER, _("Une autre raison"))]

    def clean(self) -> dict[str, Any]:
        """Ask for words when no reason at hand fits."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("why") == OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Écrivez la raison : le locataire la lira."))
        return cleaned

    @property
    def reason(self) -> str:
        """Return what the tenant will read."""
        why = self.cleaned_data["why"]
        chosen = "" if why == OTHER else str(dict(self.reasons)[why])
        return " ".join(part for part in (chosen, self.cleaned_data["words"].strip()) if part)


@method_decorator([require_admin_access, never_cache], name="dispatch")
class DecideView(WagtailAdminTemplateMixin, View, Generic[P]):
    """One proposal: what the tenant wrote beside what they sent; accept or refuse, then the next one.

    `see` and `decide` are the permissions; `queue` and `here` the names of the addresses of the list and of this
    screen.
    """

    model: ClassVar[type[Proposal]]
    form_class: ClassVar[type[RefusalForm]] = RefusalForm
    see: ClassVar[str]
    decide: ClassVar[str]
    queue: ClassVar[str]
    here: ClassVar[str]
    queue_label: ClassVar[Promise]
    withdrawn: ClassVar[Promise]
    none_left: ClassVar[Promise]
    header_icon = "clipboard-list"
    proposal: P

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may see; only who may decide goes further than that."""
        if not request.user.has_perm(self.see if request.method in ("GET", "HEAD") else self.decide):
            raise PermissionDenied
        rows: Any = self.model._default_manager
        related = rows.select_related("dossier__logement__residence", "sent_by", "decided_by")
        self.proposal = get_object_or_404(related, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        act = f"{self.model._meta.model_name}_opened"
        record_look(self.proposal.dossier, request.user, act, self.proposal)  # type: ignore[arg-type]
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, unless someone did a moment ago, and lead to the next."""
        form = self.form_class(request.POST)
        refusing = request.POST.get("decision") != "accept"
        if refusing and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if refusing:
                refuse(self.proposal, request.user, form.reason)  # type: ignore[arg-type]
                messages.success(request, _("Refusée. Le locataire voit pourquoi."))
            else:
                accept(self.proposal, request.user)  # type: ignore[arg-type]
                messages.success(request, _("Acceptée."))
        except AlreadyDecidedError:
            self.proposal.refresh_from_db()
            messages.warning(request, self._who_was_first())
        return self._on_to_the_next()

    def _who_was_first(self) -> str:
        if self.proposal.status == Proposal.Status.RETIREE:
            return str(self.withdrawn)
        return _("%(person)s a déjà répondu : « %(state)s ». Votre réponse n’a pas été enregistrée.") % {
            "person": self.proposal.decided_by or _("Quelqu’un"),
            "state": self.proposal.get_status_display(),
        }

    def waiting(self) -> Any:
        """Return those that wait, the oldest first."""
        return self.model._default_manager.filter(status=Proposal.Status.RECUE).order_by("sent_at", "pk")

    def _next(self) -> Any:
        others = self.waiting().exclude(pk=self.proposal.pk)
        return others.filter(sent_at__gte=self.proposal.sent_at).first() or others.first()

    def _on_to_the_next(self) -> HttpResponse:
        following = self._next()
        if following is None:
            messages.success(self.request, str(self.none_left))
            return redirect(self.queue)
        return redirect(self.here, pk=following.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the queue."""
        queue = {"url": reverse(self.queue), "label": self.queue_label}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.proposal.dossier.reference}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the proposal, its papers, who holds the lease, the form, how many wait."""
        dossier = self.proposal.dossier
        kwargs.setdefault("form", self.form_class())
        return super().get_context_data(
            proposal=self.proposal,
            pieces=self.proposal.pieces.all(),  # type: ignore[attr-defined]
            titulaires=dossier.titulaires.filter(closed_on=None).select_related("locataire"),
            following=self._next(),
            here=self.here,
            piece_address=self.here.replace("_decide", "_piece"),
            left=self.waiting().count(),
            may_decide=self.request.user.has_perm(self.decide),
            **kwargs,
        )


@method_decorator([require_admin_access, never_cache, xframe_options_sameorigin], name="dispatch")
class PieceOfProposalView(View):
    """A paper of a proposal, given to staff to show beside the form."""

    model: Any = None
    see = ""

    def get(self, request: HttpRequest, pk: int, piece: int) -> HttpResponseBase:
        """Answer the file."""
        if not request.user.has_perm(self.see):
            raise PermissionDenied
        proposal: Any = get_object_or_404(self.model, pk=pk)
        paper = get_object_or_404(proposal.pieces, pk=piece)
        record_look(paper.dossier, request.user, "piece_opened", paper)  # type: ignore[arg-type]
        return piece_response(paper)


class ProposalIndexView(IndexView):
    """Every proposal of a kind; without a filter, those that wait, the oldest first."""

    def get_base_queryset(self) -> Any:
        """Return the proposals with their leases."""
        rows = self.model._default_manager.select_related("dossier__logement").order_by("sent_at", "pk")
        return rows if "status" in self.request.GET else rows.waiting()

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        """Give the file, and keep that each of its leases was looked at."""
        act = f"{self.model._meta.model_name}_exported"
        record_export(queryset.values_list("dossier", flat=True), self.request.user, act)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Write a row in which nothing a tenant typed can act as a formula."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {field: harmless(value) if isinstance(value, str) else value for field, value in row.items()}


def address_of(proposal: Any) -> str:
    """Return the address of the dwelling a proposal is about."""
    address: str = proposal.dossier.logement.short_address
    return address


def queue_of(request: HttpRequest, view: type[DecideView[Any]]) -> list[Queue]:
    """Return the queue a screen answers, for those who may answer it."""
    if not request.user.has_perm(view.decide):
        return []
    waiting = view.model._default_manager.filter(status=Proposal.Status.RECUE)
    figures = waiting.aggregate(count=Count("pk"), oldest=Min("sent_at"))
    label = str(view.queue_label)
    return [Queue(label, figures["count"], figures["oldest"], reverse(view.queue), view.header_icon)]
