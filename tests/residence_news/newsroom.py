"""Where tests write news, hold events and announce outages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from residence_news.models import EventPage, NewsIndexPage, NewsPage, Outage, OutagesPage, Residence

NUMBERS = count(1)


def residence(nom: str = "Les Tilleuls", **values: Any) -> Residence:
    """Return a residence of the register, with a code of its own."""
    row = {"adresse": "1 rue des Lices", "code_postal": "28000", "commune": "Chartres"} | values
    return Residence.objects.create(code=f"R{next(NUMBERS):05}", nom=nom, **row)


def image(title: str = "Une cour") -> Any:
    """Return a small image of the library."""
    drawing = BytesIO()
    Drawing.new("RGB", (64, 36), "navy").save(drawing, "PNG")
    return get_image_model().objects.create(title=title, file=ImageFile(BytesIO(drawing.getvalue()), name="cour.png"))


def in_days(days: float) -> datetime:
    """Return a moment this many days from now."""
    return timezone.now() + timedelta(days=days)


def outage(*residences: Residence, announced: bool = True, **values: Any) -> Outage:
    """Return an outage of these residences, announced."""
    row = {"kind": Outage.Kind.ASCENSEUR, "starts_at": in_days(-1), "message": "Une pièce est cassée."} | values
    if row.get("state") == Outage.State.RETABLI:
        row.setdefault("ended_at", row["starts_at"])
    made = Outage.objects.create(**row)
    made.residences.set(residences)
    if announced and made.is_open:
        made.announce(text="Nous sommes sur place.")
    return made


@dataclass
class Newsroom:
    """The pages of news and outages of one language."""

    home: HomePage
    index: NewsIndexPage
    outages: OutagesPage

    @classmethod
    def open(cls, language: str = "fr") -> "Newsroom":
        """Make a site in French, or its pages in another language."""
        locale = Locale.objects.get_or_create(language_code=language)[0]
        french = HomePage.objects.filter(locale__language_code="fr").first()
        home = HomePage(title="Accueil", slug=f"accueil-{language}", headline="Bonjour", lead="Ici.", locale=locale)
        if french is not None:
            home.translation_key = french.translation_key
        Page.get_first_root_node().add_child(instance=home)
        if french is None:
            Site.objects.update(root_page=home, hostname="testserver", port=80)
        index = NewsIndexPage(title="Actualités", slug="actualites", lead="Quoi de neuf.", locale=locale)
        home.add_child(instance=index)
        outages = OutagesPage(title="Travaux et pannes", slug="travaux-et-pannes", locale=locale)
        home.add_child(instance=outages)
        return cls(home, index, outages)

    def write(self, title: str = "Les façades", *residences: Residence, **values: Any) -> NewsPage:
        """Publish a piece of news about these residences."""
        return self._publish(NewsPage, title, residences, values)

    def hold(self, title: str = "Fête des voisins", *residences: Residence, **values: Any) -> EventPage:
        """Publish an event, next week unless told otherwise."""
        row = {"starts_at": in_days(7), "ends_at": in_days(7.1), "place": "Salle commune"} | values
        return self._publish(EventPage, title, residences, row)

    def _publish(self, kind: Any, title: str, residences: Any, values: dict[str, Any]) -> Any:
        live = values.pop("live", True)
        row = {"slug": f"page-{next(NUMBERS)}", "lead": f"Au sujet de {title}."} | values
        page = kind(title=title, locale=self.index.locale, **row)
        page.residences.set(residences)
        page.live = live
        self.index.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return kind.objects.get(pk=page.pk)


def today(minus: int = 0) -> date:
    """Return the day it was that many days ago."""
    return timezone.localdate() - timedelta(days=minus)


def kept_until(client: Client, address: str) -> datetime | None:
    """Return until when the page at this address may be kept at most; None when nothing of it changes by itself."""
    moment: datetime | None = getattr(client.get(address).wsgi_request, "page_kept_until", None)
    return moment
