"""What machines read: where robots may go, every page there is, whom to tell of a flaw, the pictures of pages."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.models import Bailleur, BasePage, PublicPageQuerySet
from home.page_cache import keep_until, public_page
from home.sharing import HOME_DEPTH, image_address, image_of

PLAIN = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
YEAR = 31_536_000
# A file of a site map holds 50,000 addresses at most (https://www.sitemaps.org/protocol.html); each of ours names its
# translations too.
PAGES_IN_A_FILE = 10_000
# How long what the file about security says is to be believed (RFC 9116 advises less than a year).
SECURITY_DAYS = 180


@login_not_required
@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Say where robots have nothing to read. A demonstration is to be found by nobody."""
    root = _root(request)
    if settings.DEMONSTRATION:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        closed = [f"Disallow: {path}" for path in _closed()]
        lines = ["User-agent: *", *closed, "", f"Sitemap: {root}{reverse('sitemap')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


def _closed() -> Iterable[str]:
    yield reverse("wagtailadmin_home")
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            home = reverse("wagtail_serve", args=[""])
            yield f"{home}compte/"
            yield reverse("espace_locataire")
            yield reverse("search")


@login_not_required
@require_safe
@public_page
def sitemap(request: HttpRequest, number: int = 0) -> HttpResponse:
    """List every page anyone may read, each with its translations; a large site in files, listed in the first.

    Two queries, however many pages there are. Raises `Http404` beyond the last file.
    """
    pages = _pages()
    count = pages.count()
    files = ceil(count / PAGES_IN_A_FILE)
    if number > files or (number and files == 1):
        raise Http404
    if files > 1 and not number:
        root = _root(request)
        addresses = [root + reverse("sitemap_file", args=[one]) for one in range(1, files + 1)]
        return render(request, "home/sitemap_index.xml", {"addresses": addresses}, content_type=XML)
    first = max(0, number - 1) * PAGES_IN_A_FILE
    shown = list(pages[first : first + PAGES_IN_A_FILE])
    return render(request, "home/sitemap.xml", {"entries": _entries(shown, request)}, content_type=XML)


def _pages() -> PublicPageQuerySet:
    """Return the published pages, the translations of one next to each other."""
    pages = PublicPageQuerySet(Page).published().filter(depth__gte=HOME_DEPTH)
    return pages.select_related("locale").order_by("translation_key", "path")


def _entries(pages: list[Page], request: HttpRequest) -> list[dict[str, Any]]:
    versions: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    addresses = [(page, page.get_full_url(request)) for page in pages]
    for page, url in addresses:
        if url:
            versions[page.translation_key].append((page.locale.language_code, url))
    return [
        {
            "url": url,
            "changed_at": page.last_published_at,
            "versions": versions[page.translation_key] if len(versions[page.translation_key]) > 1 else [],
            "default": dict(versions[page.translation_key]).get(settings.LANGUAGE_CODE),
        }
        for page, url in addresses
        if url
    ]


@login_not_required
@require_safe
@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a flaw of the site (RFC 9116). Raises `Http404` when nobody can be told."""
    contact = settings.SECURITY_CONTACT or Bailleur.for_request(request).email
    if not contact:
        raise Http404
    root = _root(request)
    # The same all day, so that what is kept and what is made agree.
    today = datetime.combine(timezone.now().astimezone(UTC).date(), time(), UTC)
    keep_until(request, today + timedelta(days=1))
    languages = ", ".join(code for code, _name in settings.LANGUAGES if code in {"fr", "en"})
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {today + timedelta(days=SECURITY_DAYS):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {root}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


@login_not_required
@require_safe
@public_page
def sharing_image(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """Answer with the picture of a page, to be kept for ever: its address changes with what it says.

    A post shared long ago may ask for one that is out of date: it is led to the present one. Raises `Http404` when
    the page may not be read by anyone.
    """
    page = PublicPageQuerySet(Page).published().filter(pk=page_id).select_related("locale").specific().first()
    if not isinstance(page, BasePage):
        raise Http404
    image = image_of(page, Bailleur.for_request(request))
    if name != image.fingerprint:
        return redirect(image_address(page, image))
    for_ever = f"public, max-age={YEAR}, immutable"
    return HttpResponse(image.png(), content_type="image/png", headers={"Cache-Control": for_ever})


def _root(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.root_url if site else settings.SITE_URL
