"""What a page says of itself in its head."""

from typing import Any

from django import template
from wagtail.models import Page

from home.models import BasePage
from home.sharing import Sharing, sharing_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_sharing(context: template.Context) -> Sharing | None:
    """Return what machines are told of this page; None for an address that is no page, and a page not saved yet."""
    request, page = context.get("request"), context.get("page")
    if request is None or not _is_shared(page):
        return None
    return sharing_of(page, request)


def _is_shared(page: Any) -> bool:
    return isinstance(page, Page) and isinstance(page, BasePage) and page.pk is not None and bool(page.url_path)
