"""The audit: every look at a tenant's data and every act on it by staff, read and never changed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.compte.models import User
from espace_locataire.dossier.acts import declared_acts
from espace_locataire.dossier.models import Consultation
from home.feedback_admin import harmless
from home.policies import ReadOnlyPolicy

register_permission_policy(Consultation, ReadOnlyPolicy(Consultation))


class ConsultationFilterSet(WagtailFilterSet):
    """Narrows the list to somebody, an act, some days, a lease."""

    by = django_filters.ModelChoiceFilter(
        label=_("Personne"), queryset=User.objects.filter(is_staff=True).order_by("last_name", "first_name", "email")
    )
    act = django_filters.ChoiceFilter(label=_("Acte"), choices=lambda: sorted(declared_acts().items(), key=str))
    capacity = django_filters.ChoiceFilter(label=_("Qualité"), choices=Consultation.Capacity.choices)
    at = django_filters.DateFromToRangeFilter(label=_("Dates"), widget=DateRangePickerWidget)
    dossier = django_filters.CharFilter(label=_("Référence du dossier"), method="of_reference")

    class Meta:
        model = Consultation
        fields = ["by", "act", "capacity", "at", "dossier"]

    def of_reference(self, rows: QuerySet[Consultation], name: str, value: str) -> QuerySet[Consultation]:
        """Keep what is about the lease of this reference, however it is typed."""
        return rows.filter(dossier__reference="".join(value.replace("\x00", "").split()).upper())


class ConsultationIndexView(IndexView):
    """The audit, the newest first."""

    page_title = _("Audit")

    def get_base_queryset(self) -> QuerySet[Consultation]:
        """Return the rows with their leases."""
        return Consultation.objects.select_related("dossier").order_by("-at", "-pk")

    def to_row_dict(self, item: Consultation) -> dict[str, Any]:
        """Write a row in which nothing anybody typed can act as a formula."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {field: harmless(value) if isinstance(value, str) else value for field, value in row.items()}


def lease_url(consultation: Consultation) -> str:
    """Return the screen of the lease."""
    return reverse("guichet_lease", args=[consultation.dossier_id])


def moment_of(consultation: Consultation) -> str:
    """Return when it was, to the minute: an audit says the day."""
    return f"{timezone.localtime(consultation.at):%d/%m/%Y %H:%M}"


class ConsultationViewSet(ModelViewSet):
    """The audit and its export."""

    model = Consultation
    icon = "history"
    menu_label = _("Audit")
    menu_hook = "register_reports_menu_item"
    menu_order = 900
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["detail"]
    index_view_class = ConsultationIndexView
    filterset_class = ConsultationFilterSet
    search_fields = ["dossier__reference", "by_name"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        Column(moment_of, label=_("Date"), width="16%"),
        Column("by_name", label=_("Personne"), width="16%"),
        Column("act_label", label=_("Acte")),
        Column("detail", label=_("Précision")),
        TitleColumn("dossier", label=_("Dossier"), get_url=lease_url, accessor="dossier.reference", width="14%"),
    ]
    list_export = ["at", "by_name", "get_capacity_display", "act_label", "detail", "dossier.reference"]
    export_headings = {
        "get_capacity_display": _("Qualité"),
        "act_label": _("Acte"),
        "dossier.reference": _("Dossier"),
    }
    export_filename = "audit"
