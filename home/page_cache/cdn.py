"""What is in front of the site: a content delivery network or a proxy that keeps pages too, told when they change."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from wagtail.models import Page

# Public addresses that are not pages of the tree: once, or once per language.
MACHINES = ("robots", "sitemap", "security_txt")
IN_EACH_LANGUAGE = ("site_map", "search")


def purge_everything() -> None:
    """Tell what stands in front, if anything does, that every page may have changed: any page shows others."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    from wagtail.contrib.frontend_cache.utils import PurgeBatch
    from wagtail.models import Page

    batch = PurgeBatch(_other_addresses())
    # A page just kept for some is live too, and must leave at once.
    batch.add_pages(Page.objects.live().filter(depth__gt=1).iterator())
    batch.purge()


def purge_page(page: "Page") -> None:
    """Tell what stands in front that this page leaves, as soon as the present transaction is kept."""
    if settings.WAGTAILFRONTENDCACHE:
        from wagtail.contrib.frontend_cache.utils import PurgeBatch

        batch = PurgeBatch()
        # Its address is read now: it may not exist any more by then.
        batch.add_page(page)
        transaction.on_commit(batch.purge, robust=True)


def _other_addresses() -> Iterator[str]:
    for name in MACHINES:
        yield settings.SITE_URL + reverse(name)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for name in IN_EACH_LANGUAGE:
                yield settings.SITE_URL + reverse(name)
