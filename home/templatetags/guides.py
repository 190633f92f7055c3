"""What pages and guides show beyond their own fields."""

import segno
from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString, mark_safe
from wagtail.documents.models import AbstractDocument

register = template.Library()


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """Return the QR code of an address as inline SVG, unseen by screen readers: the address stands beside it."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2)
    # Made of numbers alone: the address itself is not in the drawing.
    return mark_safe(drawing.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308


@register.filter
def type_and_size(document: AbstractDocument) -> str:
    """Return the type and the size of a document in words: « PDF, 84,0 Kio »."""
    size = document.get_file_size()
    kind = document.file_extension.upper()
    return f"{kind}, {filesizeformat(size)}" if size else kind
