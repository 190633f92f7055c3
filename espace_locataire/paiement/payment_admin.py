"""Where the accountants see payments by card, and settle what does not agree."""

from typing import Any

import django_filters
from django import forms
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
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.dossier.consulting import record_look
from espace_locataire.dossier.queues import Queue
from espace_locataire.paiement.anomalies import resolve
from espace_locataire.paiement.models import Anomalie, Paiement
from espace_locataire.solde.templatetags.money import euros
from home.policies import ReadOnlyPolicy

SEE, SEE_ANOMALIES, RESOLVE = (
    "paiement.view_paiement",
    "paiement.view_anomalie",
    "paiement.resolve_anomalie",
)

register_permission_policy(Paiement, ReadOnlyPolicy(Paiement))
register_permission_policy(Anomalie, ReadOnlyPolicy(Anomalie))


def payment_url(paiement: Paiement) -> str:
    """Return where this payment is seen."""
    return reverse("card_payment", args=[paiement.pk])


def anomaly_url(anomaly: Anomalie) -> str:
    """Return where this anomaly is settled."""
    return reverse("payment_anomaly", args=[anomaly.pk])


class PaymentFilterSet(WagtailFilterSet):
    """Narrows the payments to a state."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=Paiement.Status.choices, empty_label=gettext_lazy("Tous")
    )

    class Meta:
        model = Paiement
        fields = ["status"]


class PaymentIndexView(IndexView):
    """The payments, with their lease and who paid."""

    def get_base_queryset(self) -> Any:
        """Return the payments, in the same number of queries whatever their number."""
        return Paiement.objects.select_related("dossier", "person").order_by("-created_at", "pk")


class PaymentViewSet(ModelViewSet):
    """The payments by card, and their export."""

    model = Paiement
    icon = "tablet-alt"
    menu_label = gettext_lazy("Paiements par carte")
    menu_order = 240
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["status"]
    index_view_class = PaymentIndexView
    filterset_class = PaymentFilterSet
    search_fields = ["dossier__reference", "session_id", "intent_id"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn("reference", label=gettext_lazy("Référence"), get_url=payment_url),
        Column("dossier.reference", label=gettext_lazy("Dossier")),
        Column(lambda row: euros(row.amount_cents), label=gettext_lazy("Montant")),
        StatusTagColumn(
            "get_status_display", label=gettext_lazy("État"), primary=lambda row: row.is_paid, width="16%"
        ),
        DateColumn("created_at", label=gettext_lazy("Demandé"), width="16%"),
    ]
    list_export = ["reference", "dossier.reference", "amount_cents", "status", "created_at", "paid_at", "intent_id"]
    export_headings = {"dossier.reference": gettext_lazy("Dossier"), "reference": gettext_lazy("Référence")}
    export_filename = "paiements"


class AnomalyFilterSet(WagtailFilterSet):
    """Narrows the anomalies to those that wait."""

    waiting = django_filters.BooleanFilter(
        label=gettext_lazy("À régler"), field_name="resolved_at", lookup_expr="isnull"
    )

    class Meta:
        model = Anomalie
        fields = ["kind"]


class AnomalyIndexView(IndexView):
    """The anomalies, with the payment of each."""

    def get_base_queryset(self) -> Any:
        """Return the anomalies, in the same number of queries whatever their number."""
        return Anomalie.objects.select_related("paiement__dossier", "resolved_by").order_by("-created_at", "-pk")


class AnomalyViewSet(ModelViewSet):
    """What does not agree between the provider and us."""

    model = Anomalie
    icon = "warning"
    menu_label = gettext_lazy("Anomalies de paiement")
    menu_order = 245
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["kind"]
    index_view_class = AnomalyIndexView
    filterset_class = AnomalyFilterSet
    list_per_page = 50
    list_display = [
        TitleColumn("get_kind_display", label=gettext_lazy("Sorte"), get_url=anomaly_url),
        Column("paiement.reference", label=gettext_lazy("Paiement")),
        Column("detail", label=gettext_lazy("Ce qui diffère")),
        DateColumn("created_at", label=gettext_lazy("Vue"), width="14%"),
        DateColumn("resolved_at", label=gettext_lazy("Réglée"), width="14%"),
    ]


class ResolutionForm(forms.Form):
    """What was done about an anomaly."""

    resolution = forms.CharField(
        label=gettext_lazy("Ce que vous avez fait"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Écrivez ce que vous avez fait.")},
    )


@method_decorator([require_admin_access, never_cache], name="dispatch")
class PaymentView(WagtailAdminTemplateMixin, View):
    """A payment: what was given back of it, who disputes it, what does not agree."""

    template_name = "paiement/admin/payment.html"
    page_title = gettext_lazy("Paiement par carte")
    header_icon = "tablet-alt"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to those who may, and keep that they looked."""
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        payments = Paiement.objects.with_refunds().select_related("dossier", "person")
        paiement = get_object_or_404(payments, pk=kwargs["pk"])
        record_look(paiement.dossier, request.user, "card_payment_seen", paiement)  # type: ignore[arg-type]
        return self.render_to_response(self.get_context_data(paiement=paiement))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the payments."""
        payments = {"url": reverse("card_payments:index"), "label": _("Paiements par carte")}
        return [*self.breadcrumbs_items, payments, {"url": "", "label": self.page_title}]


@method_decorator([require_admin_access, never_cache], name="dispatch")
class AnomalyView(WagtailAdminTemplateMixin, View):
    """An anomaly, and what was done about it."""

    template_name = "paiement/admin/anomaly.html"
    page_title = gettext_lazy("Anomalie de paiement")
    header_icon = "warning"
    anomaly: Anomalie

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may see; only who may settle goes further than that."""
        if not request.user.has_perm(SEE_ANOMALIES if request.method in ("GET", "HEAD") else RESOLVE):
            raise PermissionDenied
        anomalies = Anomalie.objects.select_related("paiement__dossier", "resolved_by")
        self.anomaly = get_object_or_404(anomalies, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.get_context_data(form=ResolutionForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write down what was done, unless someone settled it a moment ago."""
        form = ResolutionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if resolve(self.anomaly, request.user, form.cleaned_data["resolution"]):  # type: ignore[arg-type]
            messages.success(request, _("C’est noté : cette anomalie est réglée."))
        else:
            messages.warning(request, _("Quelqu’un vient de régler cette anomalie. Rien n’a été enregistré."))
        return redirect("payment_anomalies:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the anomalies."""
        anomalies = {"url": reverse("payment_anomalies:index"), "label": _("Anomalies de paiement")}
        return [*self.breadcrumbs_items, anomalies, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the anomaly, and whether this person may settle it."""
        may_resolve = self.anomaly.resolved_at is None and self.request.user.has_perm(RESOLVE)
        return super().get_context_data(anomaly=self.anomaly, may_resolve=may_resolve, **kwargs)


def waiting_anomalies(request: HttpRequest) -> list[Queue]:
    """Offer the anomalies to those who may settle them."""
    if not request.user.has_perm(RESOLVE):
        return []
    waiting = Anomalie.objects.filter(resolved_at=None).order_by("created_at").values_list("created_at", flat=True)
    address = f"{reverse('payment_anomalies:index')}?waiting=true"
    return [Queue(_("Anomalies de paiement"), len(waiting), waiting[0] if waiting else None, address, "warning")]


def urls() -> list[URLPattern]:
    """Return the addresses of payments and anomalies, below the administration's."""
    return [
        path("paiements-par-carte/<uuid:pk>/", PaymentView.as_view(), name="card_payment"),
        path("anomalies-de-paiement/<int:pk>/regler/", AnomalyView.as_view(), name="payment_anomaly"),
    ]
