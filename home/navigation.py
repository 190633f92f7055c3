"""What stands around a page in the tree: its children, the other pages of its section."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from home.models.base import PublicPageQuerySet
from home.page_cache import keep_until


class Section(NamedTuple):
    """A section: its own page, and the pages that stand in it."""

    page: Page
    pages: Sequence[Page]


def keep_until_one_expires(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Tell the cache that this list changes when the first of its pages leaves the site."""
    moments = [page.expire_at for page in pages if page.expire_at and page.expire_at > timezone.now()]
    if moments:
        keep_until(request, min(moments))


def children_of(page: Page, request: HttpRequest, leave_out: type[Page] | None = None) -> list[Any]:
    """Return the published children of a page, each as its own type but without its body, in the editors' order.

    Pages of the type `leave_out` are left out. Costs a query, and one more per type of page among the children,
    whatever their number.
    """
    published = PublicPageQuerySet(Page).published().child_of(page).order_by("path")
    if leave_out is not None:
        published = published.not_exact_type(leave_out)
    children = list(published.defer_streamfields().specific())
    keep_until_one_expires(request, children)
    return children


def section_of(page: Page, request: HttpRequest) -> Section | None:
    """Return the section a page stands in, with the page itself among its pages; None outside of any section."""
    from home.models.content import SectionPage

    parent = page.get_parent()
    if parent is None or not parent.live or parent.specific_class is not SectionPage:
        return None
    pages = list(PublicPageQuerySet(Page).published().child_of(parent).order_by("path").defer_streamfields())
    keep_until_one_expires(request, pages)
    return Section(parent, pages)
