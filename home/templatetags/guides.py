"""What pages and guides show beyond their own fields."""

from typing import NamedTuple

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale

from home.models import GuideIndexPage
from home.models.guides import Situation

register = template.Library()

SITUATION_ICONS = {
    Situation.ARRIVE: "key-round",
    Situation.LIVE: "house",
    Situation.ARREARS: "hand-coins",
    Situation.LEAVE: "truck",
}


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """Return the QR code of an address as inline SVG, unseen by screen readers: the address stands beside it."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2)
    # Made of numbers alone: the address itself is not in the drawing.
    return mark_safe(drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308


class Door(NamedTuple):
    """A way into the guides: what one is living through."""

    label: str
    url: str
    icon: str


@register.simple_tag
def situations() -> list[Door]:
    """Return the ways into the guides of the reader's language; none when it has no list of guides."""
    index = GuideIndexPage.objects.published().filter(locale=Locale.get_active()).first()
    if index is None:
        return []
    return [
        Door(str(situation.label), f"{index.url}?situation={situation.value}", SITUATION_ICONS[situation])
        for situation in Situation
    ]
