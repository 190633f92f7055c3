"""Choosing among hundreds of residences, or their equipment, in the administration."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from residence_news.models.registry import Equipement, Residence


class FilteredCheckboxes(forms.CheckboxSelectMultiple):
    """Boxes to tick in a frame that scrolls; a script adds a field that narrows them, without it all are there."""

    filter_label: Any = _("Chercher")

    class Media:
        js = ["js/filtered_checkboxes.js"]
        css = {"all": ["css/filtered_checkboxes.css"]}

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        """Take what a list of boxes takes."""
        super().__init__(
            {"class": "filtered-checkboxes", "data-filter-label": self.filter_label, **(attrs or {})}, choices
        )


class ResidenceCheckboxes(FilteredCheckboxes):
    """Residences to tick, by town."""

    filter_label = _("Chercher une résidence, une rue, une ville")


class EquipementCheckboxes(FilteredCheckboxes):
    """Pieces of equipment to tick, by residence."""

    filter_label = _("Chercher un équipement ou une résidence")


class ResidencesByTown(ModelChoiceIterator):  # type: ignore[type-arg]
    """Residences under the name of their town, each with its street."""

    def __iter__(self) -> Iterator[Any]:
        """Yield (town, [(value, label)])."""
        towns: dict[str, list[tuple[Any, str]]] = {}
        for residence in self.queryset.order_by("commune", "nom", "code"):
            value = self.choice(residence)[0]
            towns.setdefault(residence.commune, []).append((value, f"{residence.nom} — {residence.adresse}"))
        yield from towns.items()


class EquipementByResidence(ModelChoiceIterator):  # type: ignore[type-arg]
    """Equipment under the name of its residence."""

    def __iter__(self) -> Iterator[Any]:
        """Yield (residence, [(value, label)])."""
        places: dict[str, list[tuple[Any, str]]] = {}
        for equipement in self.queryset.select_related("residence").order_by("residence__nom", "residence", "name"):
            residence = equipement.residence
            place = f"{residence.nom} — {residence.adresse}"
            places.setdefault(place, []).append((self.choice(equipement)[0], equipement.name))
        yield from places.items()


def offer_residences(form: forms.BaseForm) -> None:
    """Let the form's `residences` be ticked by town, but for those that left the landlord's hands."""
    _offer(form, "residences", Residence.objects.filter(closed_on=None), ResidencesByTown)


def offer_equipements(form: forms.BaseForm) -> None:
    """Let the form's `equipements` be ticked by residence."""
    _offer(form, "equipements", Equipement.objects.filter(residence__closed_on=None), EquipementByResidence)


def _offer(form: forms.BaseForm, name: str, queryset: Any, iterator: type[Any]) -> None:
    field = form.fields.get(name)
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.iterator = iterator
        field.queryset = queryset


class NewsItemForm(WagtailAdminPageForm):
    """The form of news and events."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the residences by town."""
        super().__init__(*args, **kwargs)
        offer_residences(self)
