"""The news as RSS and Atom: whole, of one category, of one residence."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import NAMESPACE_URL, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import feedgenerator, timezone

from residence_news.models.news import Category, NewsItem
from residence_news.models.registry import Residence
from residence_news.selection import concerning, news_items, shown

if TYPE_CHECKING:
    from residence_news.models.news_index import NewsIndexPage

LATEST = 30


class NewsFeed(Feed):  # type: ignore[type-arg]
    """The latest news of an index, as RSS. Addresses are whole; an item keeps its identifier whatever its address."""

    feed_type: type[feedgenerator.SyndicationFeed] = feedgenerator.Rss201rev2Feed
    media_type: ClassVar[str] = "application/rss+xml"
    item_guid_is_permalink = False

    def __init__(self, index: "NewsIndexPage", category: str = "", residence: "Residence | None" = None) -> None:
        """Tell the news of `index`, of one category or one residence."""
        self.index = index
        self.category = category
        self.residence = residence
        self.language = index.locale.language_code

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the feed."""
        self.request = request
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        """Return the title: of the index, then what the feed keeps of it."""
        part = self.residence.nom if self.residence else Category(self.category).label if self.category else ""
        return f"{self.index.title} — {part}" if part else self.index.title

    def link(self) -> str:
        """Return the address of the index."""
        return self.index.get_full_url(self.request)

    def description(self) -> str:
        """Return what the index says of itself."""
        return self.index.description or self.index.title

    subtitle = description

    def feed_url(self) -> str:
        """Return the whole address of the feed."""
        return self.request.build_absolute_uri(self.request.path)

    def items(self) -> "list[NewsItem]":
        """Return the latest items."""
        pages: Any = news_items(self.index.locale.language_code)
        if self.category:
            pages = pages.filter(theme=self.category)
        if self.residence:
            pages = pages.filter(concerning(self.residence))
        return shown(pages[:LATEST], with_images=False)

    def item_title(self, item: "NewsItem") -> str:
        """Return the title of the page, as text."""
        return item.title

    def item_description(self, item: "NewsItem") -> str:
        """Return the sentence that sums the page up."""
        return item.lead

    def item_link(self, item: "NewsItem") -> str:
        """Return the whole address of the page."""
        return item.get_full_url(self.request)

    def item_guid(self, item: "NewsItem") -> str:
        """Return what names the item for good."""
        return uuid5(NAMESPACE_URL, f"{item.translation_key}/{self.language}").urn

    def item_pubdate(self, item: "NewsItem") -> datetime:
        """Return the day of the item, at its first moment."""
        return timezone.make_aware(datetime.combine(item.date, time.min))

    def item_updateddate(self, item: "NewsItem") -> datetime:
        """Return when the page last changed in public."""
        return item.last_published_at or self.item_pubdate(item)

    def item_categories(self, item: "NewsItem") -> list[str]:
        """Return the category and the residences concerned."""
        return [str(item.get_category_display()), *(place.nom for place in item.concerned)]


class AtomNewsFeed(NewsFeed):
    """The same as Atom."""

    feed_type = feedgenerator.Atom1Feed
    media_type = "application/atom+xml"


FEEDS: dict[str, type[NewsFeed]] = {"rss": NewsFeed, "atom": AtomNewsFeed}
