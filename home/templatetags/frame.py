"""What the frame of the pages asks for: menus, texts, alerts, colours, the age of a translation."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from home import frame as frames
from home.models import Bailleur, Menu, SiteTexts
from home.translations import is_behind, source_of

register = template.Library()

NETWORK_NAMES = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "x": "X",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
}


def _request(context: template.Context) -> HttpRequest | None:
    # A component included with `only` keeps the request of its context, not its variable.
    request: HttpRequest | None = context.get("request") or getattr(context, "request", None)
    return request


def _frame(context: template.Context) -> frames.Frame | None:
    """Return the frame given to the template, else that of the request; None where there is neither."""
    given: frames.Frame | None = context.get("frame")
    request = _request(context)
    return given or (frames.frame_of(request) if request is not None else None)


def _page(context: template.Context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[frames.Entry]:
    """Return the lines of the header's menu."""
    frame = _frame(context)
    return frame.menu(Menu.Kind.MAIN, _page(context)) if frame else []


@register.simple_tag(takes_context=True)
def footer_menu(context: template.Context) -> list[frames.Entry]:
    """Return the lines of the footer's menu: groups, which are its columns, and links."""
    frame = _frame(context)
    return frame.menu(Menu.Kind.FOOTER, _page(context)) if frame else []


@register.simple_tag(takes_context=True)
def legal_menu(context: template.Context) -> list[frames.Entry]:
    """Return the links of the last line, those of groups too."""
    frame = _frame(context)
    entries = frame.menu(Menu.Kind.LEGAL, _page(context)) if frame else []
    return [link for entry in entries for link in (entry.children or [entry])]


@register.simple_tag(takes_context=True)
def site_texts(context: template.Context) -> SiteTexts | None:
    """Return the texts of the site in the reader's language; None when none are written or readable."""
    frame = _frame(context)
    return frame.texts if frame else None


@register.simple_tag(takes_context=True)
def accessibility_statement(context: template.Context) -> frames.Statement | None:
    """Return the state the accessibility declaration gives, and its address; None when there is none."""
    frame = _frame(context)
    return frame.accessibility if frame else None


@register.simple_tag(takes_context=True)
def alert_banners(context: template.Context) -> list[frames.Banner]:
    """Return the alerts to show now on this page."""
    request = _request(context)
    return frames.banners_of(request, _page(context)) if request is not None else []


@register.simple_tag
def brand_style_sheet(bailleur: Bailleur | None) -> str:
    """Return the address of the style sheet of the landlord's colours; empty when they are the site's own."""
    name = bailleur.style_sheet_name if isinstance(bailleur, Bailleur) else ""
    return reverse("brand_style_sheet", args=[name]) if name else ""


@register.filter
def own_language(texts: SiteTexts) -> SafeString:
    """Return the attributes of texts that are not in the language of the page, for want of a translation."""
    code = texts.locale.language_code if texts.locale_id else ""
    if not code or code == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="auto"', code)


@register.filter
def network_name(link: Any) -> str:
    """Return what the network of a link calls itself, or the host of its address for one we do not know."""
    return NETWORK_NAMES.get(link["network"]) or urlsplit(link["address"]).hostname or ""


@register.simple_tag
def newer_source(page: Any) -> Page | None:
    """Return the page this one was translated from when it has changed since, else None.

    Costs nothing where the page's other languages are known already.
    """
    return source_of(page) if isinstance(page, Page) and is_behind(page) else None
