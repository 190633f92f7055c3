"""Putting the demonstration's news under the home page, in French then in English."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.rich_text import RichText

from home.contents import translate
from home.models import BasePage, HomePage
from residence_news.illustrations import scene
from residence_news.models import Category, EventPage, NewsIndexPage, NewsPage, OutagesPage, Residence
from residence_news.models.news import NewsItem
from residence_news.news_contents.articles import ARTICLES, Article, Words
from residence_news.news_contents.events import EVENTS, DemoEvent
from residence_news.news_contents.outages import create_outages

P = TypeVar("P", bound=BasePage)

INDEX = {
    "Actualités": "News",
    "actualites": "news",
    "Travaux, événements, démarches : ce qui change dans votre résidence et chez votre bailleur.": (
        "Works, events, how-tos: what is changing in your residence and with your landlord."
    ),
}
OUTAGES = {
    "Travaux et pannes": "Works and outages",
    "travaux-et-pannes": "works-and-outages",
    "Ce qui ne marche pas en ce moment, ce que nous faisons, et quand ce sera réparé.": (
        "What is not working now, what we are doing about it, and when it will be mended."
    ),
}
WHAT_NOW: Words = ("Ce qu’il faut savoir", "What to know")


def create_news(home_page: HomePage) -> NewsIndexPage:
    """Give the site its news, three events, the page of outages and three outages; return the page of news.

    What is there already is left as it is. `home_page` is the French one, and its English version exists.
    Residences come from the register: without any, what concerns one of them is left out.
    Raises `LookupError` when a text has no English.
    """
    english = Locale.objects.get(language_code="en")
    with transaction.atomic():
        index = _create_page(NewsIndexPage, home_page, INDEX, english)
        _create_page(OutagesPage, home_page, OUTAGES, english)
        if not index.get_children().exists():
            residences = list(Residence.objects.filter(closed_on=None).order_by("code"))
            for item, texts in _items(residences):
                index.add_child(instance=item)
                item.save_revision().publish()
                translate(item, english, texts)
        create_outages()
    return index


def _create_page(kind: type[P], home_page: HomePage, texts: dict[str, str], english: Locale) -> P:
    title, slug, lead = texts
    page = kind.objects.filter(locale=home_page.locale).first()
    if page is None:
        page = kind(title=title, slug=slug, lead=lead, locale=home_page.locale, show_in_menus=True)
        home_page.add_child(instance=page)
        page.save_revision().publish()
        translate(page, english, texts)
    return page


def _items(residences: list[Residence]) -> Iterator[tuple[NewsItem, dict[str, str]]]:
    """Yield each page, the oldest first, with its texts in English by their French."""
    for article in sorted(ARTICLES, key=lambda article: -article.days_ago):
        if residences or not article.residences:
            yield _article(article, residences)
    for event in EVENTS:
        if residences or not event.residences:
            yield _event(event, residences)


def _article(article: Article, residences: list[Residence]) -> tuple[NewsItem, dict[str, str]]:
    places = _places(article.residences, residences)
    words = _Words(places)
    body = "".join(f"<p>{words(paragraph)}</p>" for paragraph in article.paragraphs)
    page = NewsPage(
        date=timezone.localdate() - timedelta(days=article.days_ago),
        category=article.category,
        body=[("section", {"heading": words(WHAT_NOW), "text": RichText(body)})],
        **_common(article, words),
    )
    page.residences.set(places)
    return page, words.english


def _event(event: DemoEvent, residences: list[Residence]) -> tuple[NewsItem, dict[str, str]]:
    places = _places(event.residences, residences)
    words = _Words(places)
    day = timezone.localdate() + timedelta(days=event.in_days)
    start = timezone.make_aware(datetime.combine(day, time(event.hour)))
    page = EventPage(
        date=timezone.localdate() - timedelta(days=event.days_ago),
        category=Category.VIE_DES_RESIDENCES,
        starts_at=start,
        ends_at=start + timedelta(hours=event.hours),
        place=words(event.place),
        address=words(event.address),
        registration=words(event.registration),
        body=[("section", {"heading": words(WHAT_NOW), "text": RichText(f"<p>{words(event.text)}</p>")})],
        **_common(event, words),
    )
    page.residences.set(places)
    return page, words.english


class _Words:
    """Takes the French of each text and remembers its English, the name of the first residence put in both."""

    def __init__(self, places: list[Residence]) -> None:
        self.name = places[0].nom if places else ""
        self.english: dict[str, str] = {}

    def __call__(self, words: Words) -> str:
        french, english = (text.replace("{r}", self.name) for text in words)
        self.english[french] = english
        return french

    def slug(self, title: Words) -> str:
        french, english = (slugify(text.replace("{r}", self.name)) for text in title)
        self.english[french] = english
        return french


def _places(positions: tuple[int, ...], residences: list[Residence]) -> list[Residence]:
    return list(dict.fromkeys(residences[position % len(residences)] for position in positions))


def _common(item: Article | DemoEvent, words: _Words) -> dict[str, Any]:
    return {
        "title": words(item.title),
        "slug": words.slug(item.title),
        "lead": words(item.lead),
        "image": _picture(words(item.title), item.scene),
        "image_alt": words(item.alt),
    }


def _picture(title: str, kind: str) -> Any:
    if not kind:
        return None
    name = slugify(title)[:60]
    image = get_image_model()(title=title)
    image.file = ImageFile(BytesIO(scene(name, kind)), name=f"{name}.jpg")
    image.save()
    return image
