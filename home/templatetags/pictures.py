"""Images and documents on a page."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from home.pictures import picture_of

register = template.Library()


@register.inclusion_tag("components/picture.html")
def responsive_image(
    image: AbstractImage | None,
    sizes: str = "100vw",
    alt: str | None = None,
    lazy: bool = True,
    ratio: str = "",
    widest: int = 1200,
) -> dict[str, Any]:
    """Write an image in AVIF and WebP with a fallback, in several widths, its place kept while it loads.

    `sizes`: how wide it is shown, as HTML writes it. `alt`: what is read instead, by default what the editor wrote
    with the image (nothing when it is decorative). `lazy`: false for the first image of a page, which is then asked
    for at once. `ratio` (`16x9`): crop around the focal point. `widest`: the largest width needed, in pixels.
    """
    if image is None:
        return {"picture": None}
    if alt is None:
        alt = "" if image.decorative else image.contextual_alt_text or image.description
    return {"picture": picture_of(image, ratio, widest), "alt": alt, "sizes": sizes, "lazy": lazy}


@register.filter
def file_details(document: AbstractDocument) -> str:
    """Return the type of a document and its size in words: « PDF, 84 ko »."""
    kind = document.file_extension.upper() or _("Fichier")
    try:
        size = document.get_file_size()
    except OSError:
        size = None
    return f"{kind}, {_size_in_words(size)}" if size else kind


def _size_in_words(size: int) -> str:
    """Return a size in bytes as people read it: « 84 ko », « 1,2 Mo »."""
    if size < 1_000_000:
        return _("%(number)s ko") % {"number": number_format(max(1, round(size / 1000)))}
    return _("%(number)s Mo") % {"number": number_format(round(size / 1_000_000, 1))}
