"""What lists of news show of each item, fetched for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects

from residence_news.models.registry import Residence

if TYPE_CHECKING:
    from residence_news.models.news import NewsItem


def prepare_cards(items: "Iterable[NewsItem]") -> "list[Any]":
    """Return the items with their residences in `concerned`, their image and its renditions at hand.

    Three queries per kind of page and one for the residences, whatever the number of items. A page that is not
    saved yet (a preview) tells the residences it holds.
    """
    shown = list(items)
    by_model: dict[type, list[Any]] = defaultdict(list)
    for item in shown:
        by_model[type(item)].append(item)
    for model, of_model in by_model.items():
        prefetch_related_objects(of_model, "image__renditions")
        through = model.residences.through  # type: ignore[attr-defined]
        key = f"{model._meta.model_name}_id"  # type: ignore[attr-defined]
        ties: dict[int, list[int]] = defaultdict(list)
        for page, residence in through.objects.filter(**{f"{key}__in": [item.pk for item in of_model]}).values_list(
            key, "residence_id"
        ):
            ties[page].append(residence)
        residences = Residence.objects.in_bulk({pk for pks in ties.values() for pk in pks})
        for item in of_model:
            concerned = [residences[pk] for pk in ties[item.pk]]
            item.concerned = sorted(concerned, key=lambda residence: (residence.nom, residence.code))
    return shown
