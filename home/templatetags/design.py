"""What the components need beyond if and for: icons, phone links, languages, pages of a list."""

import re
from datetime import date
from typing import Any, NamedTuple

import lucide
from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from home import dates
from home.sharing import ancestors_of
from home.translations import versions_of

register = template.Library()

# Icons that point where reading goes: they are turned round in a language written from right to left.
POINTING = {
    "arrow-left",
    "arrow-right",
    "arrow-up-right",
    "chevron-left",
    "chevron-right",
    "external-link",
    "log-in",
    "log-out",
    "send",
}


class LanguageLink(NamedTuple):
    """A page in another language: `name` is what that language calls itself."""

    code: str
    name: str
    url: str


@register.simple_tag
def icon(name: str, size: int = 22) -> SafeString:
    """Return the lucide icon of this name, inline, `size` CSS pixels wide, unseen by screen readers.

    Raises `lucide.IconDoesNotExist` for an unknown name.
    """
    # The name comes from a template or from a list of choices; lucide escapes attributes itself.
    css_class = "icon pointing" if name in POINTING else "icon"
    drawing = lucide._render_icon(name, size, **{"class": css_class, "aria-hidden": "true", "focusable": "false"})
    return mark_safe(drawing)  # noqa: S308


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "", icon: str = "") -> str:
    """Wrap HTML in the alert component; `kind` is info, success, warning or error."""
    return render_to_string("components/alert.html", {"content": content, "kind": kind, "title": title, "icon": icon})


@register.filter(expects_localtime=True)
def in_full(day: date) -> str:
    """Return a day in full in the reader's language: « 1er décembre 2026 »."""
    return dates.in_full(day)


@register.filter
def tel(number: str) -> str:
    """Return the `tel:` address of a French number as people write it: `02 61 91 10 10` or `+33 2 61…`."""
    digits = re.sub(r"[^0-9+]", "", number)
    return f"tel:+33{digits[1:]}" if re.fullmatch(r"0[1-9][0-9]{8}", digits) else f"tel:{digits}"


@register.simple_tag
def breadcrumb_of(page: Page) -> list[Page]:
    """Return the pages above this one, the home page first."""
    return ancestors_of(page)


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[LanguageLink]:
    """Return this page in the site's other languages.

    A page of the tree is offered in the languages anyone may read it in; any other address in all of
    them. The list is empty when there is no request to tell the address.
    """
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    if isinstance(page, Page):
        addresses = {version.locale.language_code: version.get_url(request) for version in versions_of(page)}
    else:
        path = request.get_full_path()
        place = request.resolver_match.route.removeprefix(f"{get_language()}/") if request.resolver_match else ""
        partly = not place.startswith(settings.WHOLE_OR_NOT_AT_ALL)
        codes = [code for code, _ in settings.LANGUAGES if partly or code in settings.WHOLE_LANGUAGES]
        addresses = {code: translate_url(path, code) for code in codes}
    return [
        LanguageLink(code, get_language_info(code)["name_local"].capitalize(), addresses[code])
        for code, _ in settings.LANGUAGES
        if code != get_language() and addresses.get(code)
    ]


@register.simple_tag(takes_context=True)
def page_address(context: template.RequestContext, number: int, parameter: str = "") -> str:
    """Return this address with another page number, the rest of its query kept."""
    query = context.request.GET.copy()
    query[parameter or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: "ListPage[Any]") -> list[int | None]:
    """Return the numbers to show around this page; None stands for those left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]
