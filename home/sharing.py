"""What a page says of itself to those that do not read it: search engines, and sites where it is shared."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from home.models import Bailleur
from home.sharing_image import SharingImage
from home.translations import versions_of

HOME_DEPTH = 2
# What social networks call our languages.
TERRITORIES = {"fr": "fr_FR", "en": "en_GB", "ar": "ar_AR"}
# Inside a script element, these could end it or begin a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Version(NamedTuple):
    """A page in one language: its code (`fr`), what social networks call it (`fr_FR`), and its whole address."""

    language: str
    territory: str
    url: str


class Sharing(NamedTuple):
    """What the head of a page says to machines. Addresses are whole ones."""

    url: str
    kind: str
    title: str
    description: str
    site_name: str
    image: str
    image_text: str
    territory: str
    versions: list[Version]
    default: str
    structured_data: SafeString


def ancestors_of(page: Page) -> list[Page]:
    """Return the pages above this one that are online, the home page first; asked once for a page."""
    found: list[Page] | None = page.__dict__.get("_ancestors")
    if found is None:
        found = page.__dict__["_ancestors"] = _passed_on_the_way(page)
    return found


def _passed_on_the_way(page: Page) -> list[Page]:
    """Return the pages above: those routing went through to reach this one, else asked of the database."""
    above: list[Page] = []
    while page.depth > HOME_DEPTH:
        parent = getattr(page, "_cached_parent_obj", None)
        if parent is None:
            above = [*page.get_ancestors().live().filter(depth__gte=HOME_DEPTH), *above]
            break
        above.insert(0, parent)
        page = parent
    return [one for one in above if one.live]


def sharing_of(page: Any, request: HttpRequest) -> Sharing:
    """Return what the head of a page of the tree says of it. The page must have an address."""
    bailleur = Bailleur.for_request(request)
    versions = _all_versions(page, request)
    image = image_of(page, bailleur)
    return Sharing(
        url=canonical_url(page, request),
        kind="website" if page.depth == HOME_DEPTH else "article",
        title=page.browser_title,
        description=page.description,
        site_name=bailleur.name,
        image=root_url(page, request) + image_address(page, image),
        image_text=" — ".join(part for part in (image.title, image.bailleur) if part),
        territory=_territory(page.locale.language_code),
        versions=versions,
        default=next((one.url for one in versions if one.language == settings.LANGUAGE_CODE), ""),
        structured_data=as_json({"@context": "https://schema.org", "@graph": things(page, request, bailleur)}),
    )


def root_url(page: Page, request: HttpRequest) -> str:
    """Return the beginning of every address of the site that holds this page."""
    parts = page.get_url_parts(request)
    root: str = parts[1] if parts else settings.SITE_URL
    return root


def canonical_url(page: Page, request: HttpRequest) -> str:
    """Return the one address to know of what is shown: the page, the part of it, the page of the list; no filter."""
    parts = page.get_url_parts(request)
    root, home = (parts[1], parts[2]) if parts else (settings.SITE_URL, "/")
    path = request.path if request.path.startswith(home) else home
    number = request.GET.get("page", "")
    return f"{root}{path}" + (f"?page={number}" if number.isascii() and number.isdigit() and number != "1" else "")


def image_of(page: Any, bailleur: Bailleur) -> SharingImage:
    """Return the picture that stands for a page where it is shared."""
    if page.depth == HOME_DEPTH:
        return SharingImage(getattr(page, "headline", page.title), "", bailleur.name, bailleur.brand_colour)
    with translation.override(page.locale.language_code):
        return SharingImage(page.title, str(page.kind), bailleur.name, bailleur.brand_colour)


def image_address(page: Page, image: SharingImage) -> str:
    """Return where the picture of a page is: the address changes with what the picture says."""
    return reverse("sharing_image", args=[page.pk, image.fingerprint])


def things(page: Any, request: HttpRequest, bailleur: Bailleur) -> list[dict[str, Any]]:
    """Return what a page is about, as schema.org things."""
    root = root_url(page, request)
    if page.depth == HOME_DEPTH:
        found = [organization(bailleur, root), website(page, bailleur, request)]
    else:
        found = [breadcrumb(page, request)]
    return [*found, *page.structured_data(request)]


def organization(bailleur: Bailleur, root: str) -> dict[str, Any]:
    """Return the landlord as a schema.org thing."""
    thing: dict[str, Any] = {
        "@type": "GovernmentOrganization",
        "@id": f"{root}/#organisation",
        "name": bailleur.name,
        "url": f"{root}/",
        "telephone": bailleur.phone,
        "email": bailleur.email,
        "address": " ".join(bailleur.address.split()),
        "sameAs": [block.value["address"] for block in bailleur.social_links if block.value.get("address")],
    }
    return {name: value for name, value in thing.items() if value}


def website(page: Page, bailleur: Bailleur, request: HttpRequest) -> dict[str, Any]:
    """Return the site and its search as a schema.org thing."""
    root = root_url(page, request)
    return {
        "@type": "WebSite",
        "name": bailleur.name,
        "url": page.get_full_url(request),
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": f"{root}/#organisation"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{root}{reverse('search')}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumb(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return where a page stands as a schema.org thing."""
    line = [*ancestors_of(page), page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": one.title, "item": one.get_full_url(request)}
            for place, one in enumerate(line, start=1)
        ],
    }


def as_json(data: dict[str, Any]) -> SafeString:
    """Return data as JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, default=_plain)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308


def _plain(value: Any) -> str:
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no text for machines")


def _all_versions(page: Page, request: HttpRequest) -> list[Version]:
    """Return every language the page may be read in, its own among them; none when there is only one."""
    pages = {page.locale.language_code: page} | {one.locale.language_code: one for one in versions_of(page)}
    if len(pages) == 1:
        return []
    found = [(code, pages[code].get_full_url(request)) for code, _name in settings.LANGUAGES if code in pages]
    return [Version(code, _territory(code), url) for code, url in found if url]


def _territory(code: str) -> str:
    return TERRITORIES.get(code, code)
