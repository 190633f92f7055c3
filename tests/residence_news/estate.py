"""Where tests keep residences: their page of all, a page for each."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from home.page_cache import forget
from residence_news.models import Equipement, Residence, ResidenceIndexPage, ResidencePage
from tests.residence_news.newsroom import NUMBERS, Newsroom, image, residence


@dataclass(frozen=True)
class Estate:
    """A French site with its page of residences."""

    newsroom: Newsroom
    index: ResidenceIndexPage

    @classmethod
    def open(cls, newsroom: Newsroom) -> "Estate":
        """Add the page of residences under the home page."""
        index = ResidenceIndexPage(title="Nos résidences", slug="residences", locale=newsroom.home.locale)
        newsroom.home.add_child(instance=index)
        return cls(newsroom, index)

    def page(self, place: Residence | None = None, **values: Any) -> ResidencePage:
        """Publish the page of a residence."""
        place = place or residence()
        page = ResidencePage(
            title=place.nom, slug=f"page-{next(NUMBERS)}", residence=place, locale=self.index.locale, **values
        )
        self.index.add_child(instance=page)
        page.save_revision().publish()
        return ResidencePage.objects.get(pk=page.pk)

    def pages(self, count: int, **values: Any) -> list[ResidencePage]:
        """Publish the pages of that many residences, each with a picture, some equipment and its place on the map."""
        made = []
        for number in range(count):
            place = residence(
                f"Résidence {number:03}", latitude=48.40 + number / 500, longitude=1.45 + (number % 7) / 90
            )
            Equipement.objects.create(residence=place, kind=Equipement.Kind.ASCENSEUR, name="Ascenseur A")
            made.append(self.page(place, pictures=pictures(1), **values))
        return made


def pictures(count: int, alt: str = "Une façade claire") -> list[tuple[str, Any]]:
    """Return that many pictures, as the page's field takes them."""
    return [
        ("picture", {"image": image(), "alt_text": f"{alt} {number}", "decorative": False}) for number in range(count)
    ]


def read(path: str, **query: Any) -> Any:
    """Ask for a page as a stranger does, with nothing kept from before."""
    cache.clear()
    return Client().get(path, query)


def queries_of(path: str) -> int:
    """Return how many queries a page costs once its pictures exist in every width."""
    read(path)
    with TestCase.captureOnCommitCallbacks(execute=True):
        forget()
    with CaptureQueriesContext(connection) as context:
        Client().get(path)
    return len(context)


def english() -> Locale:
    """Return the English locale."""
    return Locale.objects.get_or_create(language_code="en")[0]
