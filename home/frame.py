"""What stands around every page in one language: menus, texts, alerts.

It costs four queries at most, however long the menus are: the texts, the menus, the alerts, and the
pages they lead to. What was read is kept until something of the public site changes, like its pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import AccessibilityPage, Alert, HomePage, Menu, PublicPageQuerySet, SiteTexts
from home.models.frame import FramePart
from home.page_cache import keep_until, kept_while_unchanged

TOP_LEVEL = 3


class Entry(NamedTuple):
    """A line of a menu. `current` is "page" on the page itself, "true" below it, else empty; a group has no url."""

    label: str
    url: str = ""
    current: str = ""
    children: tuple["Entry", ...] = ()


class Banner(NamedTuple):
    """An alert as a page shows it. `language` is its own when it is not the page's."""

    alert: Alert
    url: str
    language: str


class Statement(NamedTuple):
    """What every footer says of the site's accessibility, and where the declaration is."""

    state: str
    url: str


class Reading(NamedTuple):
    """What was read: texts by language, the lines of each menu, alerts to come or running, the pages they lead to.

    Menus are as they are stored: reading them as blocks would cost a query for each page.
    """

    texts: dict[str, SiteTexts]
    menus: dict[str, list[Mapping[str, Any]]]
    alerts: list[Alert]
    pages: list[Page]

    def moments(self) -> Iterator[datetime]:
        """Yield when an alert begins or ends, and when a page the menus lead to expires."""
        for alert in self.alerts:
            yield from (moment for moment in (alert.starts_at, alert.ends_at) if moment)
        for page in self.pages:
            if page.expire_at:
                yield page.expire_at


class Frame:
    """The frame of the pages of one language, with drafts in the place of what is published when they are given."""

    def __init__(self, language: str, request: HttpRequest | None = None, drafts: Iterable[FramePart] = ()) -> None:
        """Read nothing yet."""
        self.language = language
        self.request = request
        self.drafts = list(drafts)

    def read(self) -> "Frame":
        """Read everything now; return the frame. Raises whatever the database raises."""
        self._reading  # noqa: B018
        return self

    @cached_property
    def _reading(self) -> Reading:
        if self.drafts:
            return self._read()
        return kept_while_unchanged(f"frame:{self.language}", self._read, Reading.moments)

    def _read(self) -> Reading:
        menus, alerts = self._read_menus(), self._read_alerts()
        return Reading(self._read_texts(), menus, alerts, self._read_pages(menus, alerts))

    # --- Texts -----------------------------------------------------------------

    @property
    def texts(self) -> SiteTexts | None:
        """The texts of this language; else, rather than none, those of the site's first language."""
        found = self._reading.texts
        return found.get(self.language) or found.get(settings.LANGUAGE_CODE)

    def _read_texts(self) -> dict[str, SiteTexts]:
        published = SiteTexts.objects.filter(live=True, locale__language_code__in=self._languages)
        texts = [*published.select_related("locale"), *self._drafted(SiteTexts)]
        return {text.locale.language_code: text for text in texts}

    # --- Menus ------------------------------------------------------------------

    def menu(self, kind: str, page: Page | None = None) -> list[Entry]:
        """Return the lines of a menu as they are on this page: those that lead nowhere any more are left out."""
        menus = self._reading.menus
        if kind == Menu.Kind.MAIN and kind not in menus:
            found = [self._entry_of(target, "", page) for target in self._top_level]
            return [*found, Entry(_("Nous joindre"), "#nous-joindre")]
        entries = (self._entry(line, page) for line in menus.get(kind, []))
        return [entry for entry in entries if entry]

    def _read_menus(self) -> dict[str, list[Mapping[str, Any]]]:
        menus = list(Menu.objects.filter(live=True, locale__language_code=self.language))
        return {menu.kind: menu.items.get_prep_value() for menu in [*menus, *self._drafted(Menu)]}

    def _entry(self, line: Mapping[str, Any], page: Page | None) -> Entry | None:
        value = line["value"]
        if line["type"] == "link":
            return self._link(value, page)
        links = (self._link(_value_of(item), page) for item in value["links"])
        children = tuple(link for link in links if link)
        if not children:
            return None
        current = "true" if any(child.current for child in children) else ""
        return Entry(value["label"], current=current, children=children)

    def _link(self, value: Mapping[str, Any], page: Page | None) -> Entry | None:
        label, link = value.get("label") or "", value["link"]
        if link.get("page"):
            target = self._page(link["page"])
            return self._entry_of(target, label, page) if target else None
        if link.get("service"):
            try:
                address = reverse(link["service"])
            except NoReverseMatch:
                return None
            here = self.request is not None and self.request.path == address
            return Entry(label, address, "page" if here else "")
        return Entry(label, link["address"]) if link.get("address") else None

    def _entry_of(self, target: Page, label: str, page: Page | None) -> Entry:
        current = ""
        if page is not None and page.path.startswith(target.path):
            current = "page" if page.path == target.path else "true"
        # The home page is above every page: it is current only on itself.
        if current == "true" and target.depth < TOP_LEVEL:
            current = ""
        return Entry(label or target.title, target.get_url(self.request), current)

    # --- Alerts -----------------------------------------------------------------

    def banners(self, page: Page | None = None) -> list[Banner]:
        """Return the alerts to show now on this page (None: an address that is no page), the gravest first."""
        now = timezone.now()
        shown = [alert for alert in self._reading.alerts if self._concerns(alert, page, now)]
        rank = list(Alert.Level.values)
        return [self._banner(alert) for alert in sorted(shown, key=lambda alert: -rank.index(alert.level))]

    def moments(self) -> Iterator[datetime]:
        """Yield the moments at which what stands around a page may look different."""
        return self._reading.moments()

    def _read_alerts(self) -> list[Alert]:
        drafted = self._drafted(Alert)
        published = Alert.objects.to_come_or_running().filter(locale__language_code__in=self._languages)
        alerts = [
            alert
            for alert in published.select_related("locale")
            if not any(alert.translation_key == draft.translation_key for draft in drafted)
        ]
        translated = {alert.translation_key for alert in alerts if alert.locale.language_code == self.language}
        # A danger does not wait for its translator.
        return [
            *drafted,
            *(
                alert
                for alert in alerts
                if alert.locale.language_code == self.language
                or (alert.level == Alert.Level.DANGER and alert.translation_key not in translated)
            ),
        ]

    def _concerns(self, alert: Alert, page: Page | None, now: datetime) -> bool:
        if alert in self.drafts:
            return True
        if not alert.runs_at(now):
            return False
        if alert.section_id is None:
            return True
        section = self._page(alert.section_id)
        return section is not None and page is not None and page.path.startswith(section.path)

    def _banner(self, alert: Alert) -> Banner:
        page = self._page(alert.link_page_id) if alert.link_page_id else None
        url = page.get_url(self.request) if page else alert.link_address
        code = alert.locale.language_code
        return Banner(alert, url or "", "" if code == self.language else code)

    # --- Accessibility ------------------------------------------------------------

    @cached_property
    def accessibility(self) -> Statement | None:
        """What the declaration of this language says, once it is published."""
        for page in self._readable.values():
            if page.accessibility_state:
                state = AccessibilityPage.State(page.accessibility_state)
                return Statement(str(state.label), page.get_url(self.request))
        return None

    # --- Pages ---------------------------------------------------------------------

    @property
    def _languages(self) -> set[str]:
        return {self.language, settings.LANGUAGE_CODE}

    def _drafted(self, model: type[Any]) -> list[Any]:
        return [draft for draft in self.drafts if isinstance(draft, model)]

    def _page(self, pk: int) -> Page | None:
        """Return the page chosen, in this language, if anyone may read it."""
        key = next((page.translation_key for page in self._reading.pages if page.pk == pk), None)
        return self._readable.get(key)

    def _read_pages(self, menus: Mapping[str, list[Mapping[str, Any]]], alerts: list[Alert]) -> list[Page]:
        """The published pages chosen, in any language, their versions in this one, and what stands in every frame."""
        chosen = {pk for lines in menus.values() for pk in _chosen(lines)}
        for alert in alerts:
            chosen |= {pk for pk in (alert.section_id, alert.link_page_id) if pk}
        versions = Q(translation_key__in=Page.objects.filter(pk__in=chosen).values("translation_key"))
        here = versions | Q(accessibilitypage__isnull=False)
        if Menu.Kind.MAIN not in menus:
            here |= Q(depth=TOP_LEVEL, show_in_menus=True)
        pages = PublicPageQuerySet(Page).published()
        pages = pages.filter(Q(pk__in=chosen) | (Q(locale__language_code=self.language) & here))
        annotated = pages.annotate(accessibility_state=F("accessibilitypage__state"))
        return list(annotated.select_related("locale").order_by("path"))

    @cached_property
    def _readable(self) -> dict[Any, Page]:
        """Those of this language, by what they share with their translations."""
        return {
            page.translation_key: page for page in self._reading.pages if page.locale.language_code == self.language
        }

    @property
    def _top_level(self) -> list[Page]:
        return [page for page in self._readable.values() if page.depth == TOP_LEVEL and page.show_in_menus]


def _value_of(item: Any) -> Any:
    """Return an item of a stored list, with or without its identity around it."""
    return item["value"] if isinstance(item, dict) and "value" in item else item


def _chosen(lines: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    for line in lines:
        value = line["value"]
        links = [value] if line["type"] == "link" else [_value_of(item) for item in value["links"]]
        yield from (link["link"]["page"] for link in links if link["link"].get("page"))


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of this request in the current language, read once."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    frames: dict[str, Frame] = request.__dict__.setdefault("frames", {})
    if language not in frames:
        frames[language] = Frame(language, request)
    return frames[language]


def banners_of(request: HttpRequest, page: Page | None) -> list[Banner]:
    """Return the alerts of this page; it may be kept until the next one begins or ends, no longer."""
    frame = frame_of(request)
    for moment in frame.moments():
        keep_until(request, moment)
    return frame.banners(page)


def preview(part: FramePart, request: HttpRequest) -> HttpResponse:
    """Return the home page of the language of a menu, of texts or of an alert, with this draft in it."""
    language = part.locale.language_code
    with translation.override(language):
        request.__dict__["frames"] = {language: Frame(language, request, [part])}
        page = HomePage.objects.filter(locale=part.locale).first()
        response = (
            TemplateResponse(request, page.get_template(request), page.get_context(request))
            if page
            else TemplateResponse(request, "base.html", {})
        )
        return response.render()
