"""Where staff answers the insurance certificates: the queue, one certificate beside its papers, accept or refuse."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.dossier.attestations import AlreadyDecidedError, accept, refuse
from espace_locataire.dossier.insurance_views import piece_response
from espace_locataire.dossier.models import Attestation
from espace_locataire.dossier.queues import Queue
from home.feedback_admin import harmless
from home.policies import ReadOnlyPolicy

SEE, DECIDE = "dossier.view_attestation", "dossier.decide_attestation"
OTHER = "autre"

register_permission_policy(Attestation, ReadOnlyPolicy(Attestation))


class RefusalForm(forms.Form):
    """Why a certificate is refused: a reason at hand, or the person's own words. The tenant reads them."""

    REASONS = [
        ("illisible", gettext_lazy("Le document est illisible. Reprenez la photo, à plat et en pleine lumière.")),
        ("autre-document", gettext_lazy("Ce document n’est pas une attestation d’assurance habitation.")),
        ("dates", gettext_lazy("Les dates écrites ne sont pas celles du document.")),
        ("adresse", gettext_lazy("L’adresse assurée n’est pas celle de votre logement.")),
        ("nom", gettext_lazy("Le nom de l’assuré n’est pas celui d’un titulaire du bail.")),
        ("incomplete", gettext_lazy("Il manque une page.")),
        (OTHER, gettext_lazy("Une autre raison")),
    ]
    why = forms.ChoiceField(
        label=gettext_lazy("Pourquoi ?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une raison : le locataire la lira.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Précision pour le locataire"),
        required=False,
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words when no reason at hand fits."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("why") == OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Écrivez la raison : le locataire la lira."))
        return cleaned

    @property
    def reason(self) -> str:
        """Return what the tenant will read."""
        chosen = "" if self.cleaned_data["why"] == OTHER else str(dict(self.REASONS)[self.cleaned_data["why"]])
        return " ".join(part for part in (chosen, self.cleaned_data["words"].strip()) if part)


class AttestationFilterSet(WagtailFilterSet):
    """Narrows the list to a state; what waits is shown first."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=Attestation.Status.choices, empty_label=gettext_lazy("Tous")
    )

    class Meta:
        model = Attestation
        fields = ["status"]


class AttestationIndexView(IndexView):
    """Every certificate; without a filter, those that wait, the oldest first."""

    def get_base_queryset(self) -> Any:
        """Return the certificates with their leases."""
        rows = Attestation.objects.select_related("dossier__logement").order_by("sent_at", "pk")
        return rows if "status" in self.request.GET else rows.waiting()

    def to_row_dict(self, item: Attestation) -> dict[str, Any]:
        """Write a row in which nothing a tenant typed can act as a formula."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {field: harmless(value) if isinstance(value, str) else value for field, value in row.items()}


def _address(attestation: Attestation) -> str:
    return attestation.dossier.logement.short_address


def decide_url(attestation: Attestation) -> str:
    """Return where this certificate is answered."""
    return reverse("attestation_decide", args=[attestation.pk])


class AttestationViewSet(ModelViewSet):
    """The queue of the certificates, and its export."""

    model = Attestation
    icon = "clipboard-list"
    menu_label = gettext_lazy("Attestations d’assurance")
    menu_hook = "register_gestion_locative_item"
    menu_order = 200
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["assureur"]
    index_view_class = AttestationIndexView
    filterset_class = AttestationFilterSet
    search_fields = ["dossier__reference", "assureur", "police"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn("dossier", label=gettext_lazy("Dossier"), get_url=decide_url, accessor="dossier.reference"),
        Column(_address, label=gettext_lazy("Adresse")),
        Column("assureur", label=gettext_lazy("Assureur")),
        DateColumn("sent_at", label=gettext_lazy("Envoyée"), width="14%"),
        StatusTagColumn("state", label=gettext_lazy("État"), primary=lambda row: row.is_waiting, width="12%"),
    ]
    list_export = ["dossier.reference", "assureur", "police", "du", "au", "state", "sent_at", "decided_at", "reason"]
    export_headings = {"dossier.reference": gettext_lazy("Dossier"), "state": gettext_lazy("État")}
    export_filename = "attestations"


@method_decorator([require_admin_access, never_cache], name="dispatch")
class DecideView(WagtailAdminTemplateMixin, View):
    """One certificate: what the tenant wrote beside what they sent; accept or refuse, then the next one."""

    template_name = "dossier/admin/decide.html"
    page_title = gettext_lazy("Attestation d’assurance")
    header_icon = "clipboard-list"
    attestation: Attestation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may see; only who may decide goes further than that."""
        if not request.user.has_perm(SEE if request.method in ("GET", "HEAD") else DECIDE):
            raise PermissionDenied
        self.attestation = get_object_or_404(
            Attestation.objects.select_related("dossier__logement__residence", "sent_by", "decided_by"),
            pk=kwargs["pk"],
        )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, unless someone did a moment ago, and lead to the next."""
        form = RefusalForm(request.POST)
        refusing = request.POST.get("decision") != "accept"
        if refusing and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if refusing:
                refuse(self.attestation, request.user, form.reason)  # type: ignore[arg-type]
                messages.success(request, _("Refusée. Le locataire voit pourquoi."))
            else:
                accept(self.attestation, request.user)  # type: ignore[arg-type]
                messages.success(request, _("Acceptée."))
        except AlreadyDecidedError:
            self.attestation.refresh_from_db()
            messages.warning(request, self._who_was_first())
        return self._on_to_the_next()

    def _who_was_first(self) -> str:
        if self.attestation.status == Attestation.Status.RETIREE:
            return _("Le locataire vient de retirer cette attestation. Rien n’a été enregistré.")
        return _("%(person)s a déjà répondu : « %(state)s ». Votre réponse n’a pas été enregistrée.") % {
            "person": self.attestation.decided_by or _("Quelqu’un"),
            "state": self.attestation.get_status_display(),
        }

    def _next(self) -> Attestation | None:
        others = Attestation.objects.waiting().exclude(pk=self.attestation.pk)
        return others.filter(sent_at__gte=self.attestation.sent_at).first() or others.first()

    def _on_to_the_next(self) -> HttpResponse:
        following = self._next()
        if following is None:
            messages.success(self.request, _("Il n’y a plus d’attestation à vérifier."))
            return redirect("attestations:index")
        return redirect("attestation_decide", pk=following.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the queue."""
        queue = {"url": reverse("attestations:index"), "label": _("Attestations d’assurance")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.attestation.dossier.reference}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the certificate, its papers, who holds the lease, the other certificates, the form."""
        dossier = self.attestation.dossier
        kwargs.setdefault("form", RefusalForm())
        return super().get_context_data(
            attestation=self.attestation,
            pieces=self.attestation.pieces.all(),
            titulaires=dossier.titulaires.filter(closed_on=None).select_related("locataire"),
            others=dossier.attestations.exclude(pk=self.attestation.pk),
            following=self._next(),
            left=Attestation.objects.waiting().count(),
            may_decide=self.request.user.has_perm(DECIDE),
            **kwargs,
        )


@require_admin_access
@never_cache
@xframe_options_sameorigin
def attestation_piece(request: HttpRequest, pk: int, piece: int) -> HttpResponseBase:
    """Give staff a paper of a certificate, to show beside the form."""
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    attestation = get_object_or_404(Attestation, pk=pk)
    return piece_response(get_object_or_404(attestation.pieces, pk=piece))


def waiting_attestations(request: HttpRequest) -> list[Queue]:
    """Offer the queue to those who may answer it."""
    if not request.user.has_perm(DECIDE):
        return []
    figures = Attestation.objects.waiting().order_by().aggregate(count=Count("pk"), oldest=Min("sent_at"))
    label = _("Attestations d’assurance")
    return [Queue(label, figures["count"], figures["oldest"], reverse("attestations:index"), "clipboard-list")]


def urls() -> list[URLPattern]:
    """Return the addresses of the answers, below the administration's."""
    return [
        path("attestations/<int:pk>/repondre/", DecideView.as_view(), name="attestation_decide"),
        path("attestations/<int:pk>/pieces/<int:piece>/", attestation_piece, name="attestation_piece"),
    ]
