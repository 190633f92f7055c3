"""What the pages of residences show besides what editors write."""

from collections.abc import Iterable

from django import template
from django.utils.http import urlencode
from wagtail.models import Locale

from residence_news.equipment_states import EquipementState, states_of
from residence_news.models import Outage, Residence, ResidenceIndexPage

register = template.Library()

MAP_ZOOM = 17


@register.simple_tag
def equipment_of(residence: Residence, outages: Iterable[Outage]) -> list[EquipementState]:
    """Return the equipment of a residence with its state; `outages` come from `outages_of`."""
    return states_of(residence, outages)


@register.simple_tag
def works_among(outages: Iterable[Outage], works: bool) -> list[Outage]:
    """Return the works among these outages, or the others."""
    return [outage for outage in outages if (outage.kind == Outage.Kind.TRAVAUX) == works]


@register.simple_tag
def residence_index() -> ResidenceIndexPage | None:
    """Return the page of all residences in the reader's language; None when there is none."""
    return ResidenceIndexPage.objects.published().filter(locale=Locale.get_active()).first()


@register.filter
def outside_map(residence: Residence) -> str:
    """Return the address of a map elsewhere that shows the residence; empty when it has no coordinates."""
    if residence.latitude is None or residence.longitude is None:
        return ""
    query = urlencode({"mlat": f"{residence.latitude:.5f}", "mlon": f"{residence.longitude:.5f}"})
    where = f"#map={MAP_ZOOM}/{residence.latitude:.5f}/{residence.longitude:.5f}"
    return f"https://www.openstreetmap.org/?{query}{where}"
