"""All the news on one page, and the feeds that tell of them."""

from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from home.models import BasePage
from home.page_cache import keep_until
from residence_news.feeds import FEEDS
from residence_news.models.news import Category
from residence_news.models.outages import Outage
from residence_news.models.registry import Residence
from residence_news.models.routed import RoutedPage
from residence_news.news_desk import Brought, NewsDesk, NewsFilter, month_name
from residence_news.outage_list import rows_of, told_until
from residence_news.ties import Place

PER_PAGE = 13
COMING = 3


class Choice(NamedTuple):
    """One choice of a filter: what it says, the address or value it stands for, whether it is the present one."""

    label: str
    value: str
    current: bool


class Feed(NamedTuple):
    """A feed of the page: its kind (`rss`, `atom`), title, media type and address."""

    kind: str
    title: str
    media_type: str
    url: str


class NewsIndexPage(RoutedPage, BasePage):
    """The news and events, the newest first, by category, residence and month."""

    kind = gettext_lazy("Rubrique")
    template = "residence_news/news_index_page.html"
    query_parameters = frozenset({"categorie", "mois", "page", "residence"})

    parent_page_types = ["home.HomePage"]
    subpage_types = ["residence_news.NewsPage", "residence_news.EventPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = gettext_lazy("page des actualités")
        verbose_name_plural = gettext_lazy("pages des actualités")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one index per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        """Show the news asked for."""
        desk = NewsDesk.open(self.locale.language_code)
        wanted = NewsFilter.read(request.GET, desk.residences)
        paginator = Paginator(desk.asked_for(wanted), PER_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        brought = desk.bring(list(page.object_list), desk.coming(COMING))
        outages = rows_of(Outage.objects.under_way().wide(), desk.ties)
        self._keep(request, brought, outages)
        # One large card begins the whole list; never a list somebody narrowed.
        first = brought.items[0] if brought.items and wanted.is_empty and page.number == 1 else None
        return self.render(
            request,
            context_overrides={
                "wanted": wanted,
                "items": brought.items[1:] if first else brought.items,
                "first": first,
                "items_page": page,
                "count": paginator.count,
                "events": brought.events,
                "outages": outages,
                "outages_page": brought.outages_page,
                "categories": self._categories(wanted),
                "residences": self._residences(wanted, desk.residences),
                "months": self._months(wanted, desk.months),
                "feeds": self.feeds(request, wanted),
            },
        )

    def _keep(self, request: HttpRequest, brought: Brought, outages: list[Outage]) -> None:
        for outage in outages:
            outage.url = brought.outages_page.address_of(outage) if brought.outages_page else ""
        told_until(request, outages)
        for event in brought.events:
            keep_until(request, event.starts_at)
            keep_until(request, event.ends_at)

    def _categories(self, wanted: NewsFilter) -> list[Choice]:
        return [Choice(_("Tous les thèmes"), f"{self.url}{wanted.query(categorie='')}", not wanted.category)] + [
            Choice(str(label), f"{self.url}{wanted.query(categorie=value)}", value == wanted.category)
            for value, label in Category.choices
        ]

    def _residences(self, wanted: NewsFilter, places: list[Place]) -> list[Choice]:
        asked = [wanted.residence] if wanted.residence and wanted.residence not in places else []
        return [Choice(place.nom, place.code, place == wanted.residence) for place in [*places, *asked]]

    def _months(self, wanted: NewsFilter, months: list[Any]) -> list[Choice]:
        if wanted.month and wanted.month_start not in months:
            months = sorted([*months, wanted.month_start], reverse=True)
        return [
            Choice(month_name(month).capitalize(), f"{month:%Y-%m}", f"{month:%Y-%m}" == wanted.month)
            for month in months
        ]

    def feeds(self, request: HttpRequest, wanted: NewsFilter) -> list[Feed]:
        """Return the feeds of what is asked for: of the residence, else of the category, else of everything."""
        found = []
        for kind, feed in FEEDS.items():
            name, args, title = "feed", [kind], self.title
            if wanted.residence:
                name, args, title = "feed_of_residence", [kind, str(wanted.residence.pk)], wanted.residence.nom
            elif wanted.category:
                name, args = "feed_of_category", [kind, wanted.category]
                title = str(Category(wanted.category).label)
            url = f"{self.get_url(request)}{self.reverse_subpage(name, args)}"
            found.append(Feed(kind, title, feed.media_type, url))
        return found

    @path("flux/<slug:kind>/", name="feed")
    def feed(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Answer with the feed of all news; `kind` is rss or atom."""
        return self._feed(request, kind)

    @path("flux/<slug:kind>/theme/<slug:category>/", name="feed_of_category")
    def feed_of_category(self, request: HttpRequest, kind: str, category: str) -> HttpResponseBase:
        """Answer with the feed of one category."""
        if category not in Category.values:
            raise Http404
        return self._feed(request, kind, category=category)

    @path("flux/<slug:kind>/residence/<int:number>/", name="feed_of_residence")
    def feed_of_residence(self, request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
        """Answer with the feed of what the people of one residence must know: its news, and everyone's."""
        return self._feed(request, kind, residence=get_object_or_404(Residence, pk=number, closed_on=None))

    def _feed(self, request: HttpRequest, kind: str, **wanted: Any) -> HttpResponseBase:
        if kind not in FEEDS:
            raise Http404
        return FEEDS[kind](self, **wanted)(request)
