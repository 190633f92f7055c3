"""The register of residences, read and chosen but never changed here, and their equipment."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as chooser_views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from home.policies import ReadOnlyPolicy
from residence_news.models import Equipement, Residence
from residence_news.models.registry import ResidenceQuerySet

register_permission_policy(Residence, ReadOnlyPolicy(Residence))


class ResidenceFilterForm(SearchFilterMixin, BaseFilterForm):
    """Finds residences by words of their name or address."""

    def filter(self, objects: Any) -> Any:
        """Keep the residences that hold every word."""
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        self.is_searching = True
        self.search_query = words
        return objects.matching(words)


class ChoosingMixin:
    """Lists the residences the landlord has, each with its street and town."""

    filter_form_class = ResidenceFilterForm

    def get_object_list(self) -> ResidenceQuerySet:
        """Leave out the residences that are closed."""
        return Residence.objects.present()

    @property
    def columns(self) -> list[Column]:
        """Add what tells two residences of the same name apart."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("adresse", label=_("Adresse")),
            Column("commune", label=_("Commune")),
        ]


class ChooseResidenceView(ChoosingMixin, chooser_views.ChooseView):
    """The window to choose a residence in."""


class ChooseResidenceResultsView(ChoosingMixin, chooser_views.ChooseResultsView):
    """The list in that window."""


class ResidenceChooserViewSet(ChooserViewSet):
    """Chooses one residence among hundreds."""

    model = Residence
    icon = "home"
    choose_one_text = _("Choisir une résidence")
    choose_another_text = _("Choisir une autre résidence")
    choose_view_class = ChooseResidenceView
    choose_results_view_class = ChooseResidenceResultsView
    per_page = 15


class ResidenceViewSet(ModelViewSet):
    """The register as the landlord's software gives it."""

    model = Residence
    icon = "home"
    menu_label = _("Registre des résidences")
    add_to_reference_index = False
    inspect_view_enabled = True
    copy_view_enabled = False
    search_fields = ["nom", "adresse", "code_postal", "commune", "code"]
    search_backend_name = None
    list_filter = ["commune"]
    list_display = [
        "nom",
        Column("adresse", label=_("Adresse")),
        Column("commune", label=_("Commune")),
        Column("code", label=_("Code"), width="12%"),
    ]
    list_per_page = 30
    # Nobody writes here: the register comes from the landlord's software.
    form_fields = ["nom"]


class EquipementViewSet(ModelViewSet):
    """Lifts, heating, doors: what outages and requests refer to."""

    model = Equipement
    icon = "cog"
    menu_label = _("Équipements")
    copy_view_enabled = False
    search_fields = ["name", "note", "reference_interne", "residence__nom", "residence__commune"]
    search_backend_name = None
    list_filter = ["kind"]
    list_display = [
        "name",
        Column("get_kind_display", label=_("Nature"), width="20%"),
        Column("residence", label=_("Résidence")),
        Column("reference_interne", label=_("Référence interne"), width="20%"),
    ]
    list_per_page = 30
    ordering = ["residence__nom", "residence", "name"]
    panels = [
        FieldPanel("residence"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
        FieldPanel("note"),
        FieldPanel("in_service_since"),
        MultiFieldPanel(
            [FieldPanel("reference_interne"), FieldPanel("note_interne")],
            heading=_("Pour le service, jamais montré au public"),
        ),
    ]


class RegistryViewSetGroup(ModelViewSetGroup):
    """The place of both in the menu."""

    menu_label = _("Résidences")
    menu_icon = "home"
    menu_order = 240
    items = (ResidenceViewSet("registre", url_prefix="residences/registre"),
             EquipementViewSet("equipements", url_prefix="residences/equipements"))  # fmt: skip


residence_chooser = ResidenceChooserViewSet("residence_chooser", url_prefix="residences/choisir")
