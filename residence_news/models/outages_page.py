"""The page of works and outages: what does not work now, where, and what was mended."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from home.models import BasePage
from residence_news.models.outages import Outage
from residence_news.models.registry import Residence
from residence_news.models.routed import RoutedPage
from residence_news.outage_list import OutageFilter, by_phase, choices_of, ready, rows_of, told_until
from residence_news.ties import Place, addresses_of

PER_PAGE = 20


class OutagesPage(RoutedPage, BasePage):
    """Works and outages of every residence; one row can be linked to, and those mended go to an archive."""

    kind = gettext_lazy("Rubrique")
    template = "residence_news/outages_page.html"
    query_parameters = frozenset({"nature", "page", "residence"})

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = gettext_lazy("page des travaux et pannes")
        verbose_name_plural = gettext_lazy("pages des travaux et pannes")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        """Show what is under way, planned, and mended less than seven days ago."""
        everything = self._ready(Outage.objects.shown())
        places = {place for outage in everything for place in outage.where}
        wanted = OutageFilter.read(request.GET, places)
        outages = [outage for outage in everything if wanted.keeps(outage)]
        told_until(request, everything)
        return self.render(
            request,
            context_overrides={
                "wanted": wanted,
                "sections": by_phase(outages),
                "is_quiet": not outages,
                **choices_of(wanted, places, {outage.kind for outage in everything}),
            },
        )

    @path("archives/", name="archive")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """Show what was mended more than seven days ago, the latest first."""
        archived = Outage.objects.archived().order_by("-ended_at", "-pk")
        ties = Outage.residences.through.objects.filter(outage__in=archived.order_by().values("pk"))
        residences = Residence.objects.filter(pk__in=ties.values("residence")).order_by("nom")
        places = [Place.of(residence) for residence in residences]
        wanted = OutageFilter.read(request.GET, places)
        if wanted.residence:
            archived = archived.of(wanted.residence.pk)
        if wanted.kind:
            archived = archived.filter(kind=wanted.kind)
        page = Paginator(archived, PER_PAGE).get_page(request.GET.get("page"))
        return self.render(
            request,
            template="residence_news/outages_archive.html",
            context_overrides={
                "wanted": wanted,
                "outages": self._with_addresses(rows_of(list(page.object_list))),
                "items_page": page,
                **choices_of(wanted, places, Outage.Kind.values),
            },
        )

    @path("<int:number>/", name="outage")
    def outage(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show one outage with all that was said of it, even once it is in the archive."""
        outages = self._ready(Outage.objects.filter(pk=number))
        if not outages:
            raise Http404
        told_until(request, outages)
        (outage,) = outages
        return self.render(
            request,
            template="residence_news/outage.html",
            context_overrides={"outage": outage, "places": self._addresses(outage)},
        )

    def _addresses(self, outage: Outage) -> list[tuple[Place, str]]:
        residences = Residence.objects.filter(pk__in=[place.pk for place in outage.where])
        return addresses_of(residences, self.locale.language_code)

    def _ready(self, outages: Any) -> list[Outage]:
        return self._with_addresses(ready(outages))

    def _with_addresses(self, outages: list[Outage]) -> list[Outage]:
        for outage in outages:
            outage.url = self.address_of(outage)
        return outages

    def address_of(self, outage: Outage) -> str:
        """Return the address of one outage."""
        return f"{self.url}{self.reverse_subpage('outage', [outage.pk])}"
