"""Where staff announce works and outages, and see which promises of news are late."""

from typing import Any

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from residence_news.choosing import EquipementCheckboxes, ResidenceCheckboxes
from residence_news.models import Outage, Residence
from residence_news.moments import when
from residence_news.outage_forms import OutageForm

OPEN, OVERDUE, CLOSED = "ouvertes", "en-retard", "fermees"


class OutageFilterSet(WagtailFilterSet):
    """Narrows the list to what is under way, to the promises that are late, to a kind or a residence."""

    situation = django_filters.ChoiceFilter(
        label=gettext_lazy("Situation"),
        method="in_situation",
        empty_label=gettext_lazy("Toutes"),
        choices=[
            (OPEN, gettext_lazy("Prévues ou en cours")),
            (OVERDUE, gettext_lazy("Nouvelles en retard")),
            (CLOSED, gettext_lazy("Rétablies ou annulées")),
        ],
    )
    residences = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Résidence"), queryset=Residence.objects.filter(closed_on=None)
    )

    class Meta:
        model = Outage
        fields = ["situation", "kind", "residences"]

    def in_situation(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the outages in this situation."""
        if value == OVERDUE:
            return queryset.overdue()
        if value == OPEN:
            return queryset.under_way()
        return queryset.exclude(state__in=Outage.OPEN)


def _title(outage: Outage) -> str:
    return outage.shown_title


def _places(outage: Outage) -> str:
    # Those of the list are at hand.
    return ", ".join(residence.nom for residence in outage.residences.all()) or _("Toutes les résidences")


def _next_news(outage: Outage) -> str:
    if not outage.is_open or outage.next_update_due is None:
        return ""
    if outage.update_is_overdue:
        return _("En retard : promises avant %(moment)s") % {"moment": when(outage.next_update_due)}
    return _("avant %(moment)s") % {"moment": when(outage.next_update_due)}


class OutageViewSet(SnippetViewSet):
    """Works and outages: the list, and the form."""

    model = Outage
    icon = "warning"
    menu_label = gettext_lazy("Travaux et pannes")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = OutageFilterSet
    search_fields = ["title", "message", "residences__nom"]
    list_per_page = 30
    list_display = [
        "__str__",
        Column(_places, label=gettext_lazy("Où")),
        StatusTagColumn("get_state_display", label=gettext_lazy("État"), primary=lambda outage: outage.is_open),
        DateColumn("starts_at", label=gettext_lazy("Début"), sort_key="starts_at"),
        StatusTagColumn(
            "next_news",
            label=gettext_lazy("Prochaines nouvelles"),
            accessor=_next_news,
            primary=lambda outage: outage.update_is_overdue,
        ),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]),
                    FieldPanel("message"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("expected_end")]),
                ],
                heading=gettext_lazy("Ce qui se passe"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("wide"),
                    FieldPanel("residences", widget=ResidenceCheckboxes),
                    FieldPanel("equipements", widget=EquipementCheckboxes),
                ],
                heading=gettext_lazy("Où"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("new_state"), FieldPanel("mended_at")]),
                    FieldPanel("news"),
                    FieldPanel("next_update_due"),
                ],
                heading=gettext_lazy("État et nouvelles"),
            ),
            HelpPanel(template="residence_news/admin_timeline.html", heading=gettext_lazy("Ce qui a été publié")),
        ],
        base_form_class=OutageForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Bring along what the list shows; those under way first."""
        return Outage.objects.prefetch_related("residences", "equipements")
