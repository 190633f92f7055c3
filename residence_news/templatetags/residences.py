"""What the pages of residences show besides what editors write."""

from django import template
from django.utils.http import urlencode

from residence_news.models import Residence

register = template.Library()

MAP_ZOOM = 17


@register.filter
def outside_map(residence: Residence) -> str:
    """Return the address of a map elsewhere that shows the residence; empty when it has no coordinates."""
    if residence.latitude is None or residence.longitude is None:
        return ""
    query = urlencode({"mlat": f"{residence.latitude:.5f}", "mlon": f"{residence.longitude:.5f}"})
    where = f"#map={MAP_ZOOM}/{residence.latitude:.5f}/{residence.longitude:.5f}"
    return f"https://www.openstreetmap.org/?{query}{where}"
