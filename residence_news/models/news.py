"""News and events: what is announced, to whom, and until when."""

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.images import get_image_model, get_image_model_string
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import BodyBlock
from home.fields import BodyField
from home.models import BasePage
from home.page_cache import keep_until
from residence_news.calendar_files import calendar_file
from residence_news.choosing import NewsItemForm, ResidenceCheckboxes
from residence_news.models.registry import Residence
from residence_news.models.routed import RoutedPage
from residence_news.ties import Place, addresses_of


class Category(models.TextChoices):
    """What a piece of news is about; the value stands in addresses."""

    TRAVAUX = "travaux", _("Travaux")
    VIE_DES_RESIDENCES = "vie-des-residences", _("Vie des résidences")
    LOYER_ET_CHARGES = "loyer-et-charges", _("Loyer et charges")
    DEMARCHES = "demarches", _("Démarches")
    ENVIRONNEMENT = "environnement", _("Environnement")
    INSTITUTION = "institution", _("Institution")


ICONS = {
    Category.TRAVAUX: "construction",
    Category.VIE_DES_RESIDENCES: "users",
    Category.LOYER_ET_CHARGES: "wallet",
    Category.DEMARCHES: "file-text",
    Category.ENVIRONNEMENT: "leaf",
    Category.INSTITUTION: "landmark",
}


class NewsItem(BasePage):
    """What news and events share: a day, a category, the residences concerned (none: everyone), a picture."""

    grows_stale: ClassVar[bool] = False
    in_site_map: ClassVar[bool] = False

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_(
            "Le jour montré aux lecteurs, aujourd’hui au plus tard. "
            "Pour publier plus tard, programmez aussi la publication (panneau « État »)."
        ),
    )
    category = models.CharField(_("thème"), max_length=20, choices=Category, default=Category.VIE_DES_RESIDENCES)
    residences = ParentalManyToManyField(
        Residence,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("résidences concernées"),
        help_text=_("Aucune résidence cochée : tout le monde est concerné."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    image_alt = models.CharField(
        _("texte alternatif"),
        max_length=200,
        blank=True,
        help_text=_("Ce que montre l’image, en une phrase, pour les personnes qui ne la voient pas."),
    )
    image_is_decorative = models.BooleanField(
        _("image décorative"),
        default=False,
        help_text=_("Cochez si l’image n’apprend rien au lecteur : aucun texte n’est alors lu."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("contenu"), blank=True)

    picture_panel = MultiFieldPanel(
        [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")], heading=_("Image")
    )
    residences_panel = FieldPanel("residences", widget=ResidenceCheckboxes)
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    base_form_class = NewsItemForm
    # The residences, told by what makes lists of news.
    concerned: list[Place]
    override_translatable_fields = [SynchronizedField("residences", overridable=False)]
    parent_page_types = ["residence_news.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=True) | models.Q(image_is_decorative=True) | ~models.Q(image_alt=""),
                name="%(class)s_image_described",
            ),
            models.CheckConstraint(condition=models.Q(category__in=Category.values), name="%(class)s_category_known"),
        ]

    def clean(self) -> None:
        """Refuse an image nobody described, and a day that has not come when the page is to be read before it."""
        super().clean()
        errors = {}
        if self.image_id and not self.image_alt and not self.image_is_decorative:
            errors["image_alt"] = _("Décrivez l’image, ou cochez « image décorative ».")
        if self.date and self.date > self._first_day():
            errors["date"] = _(
                "Cette date n’est pas encore arrivée. Mettez la date du jour, ou programmez la publication."
            )
        if errors:
            raise ValidationError(errors)

    def _first_day(self) -> Any:
        """Return the day the page can first be read: today, or the day its publication is set for."""
        today = timezone.localdate()
        return max(today, timezone.localdate(self.go_live_at)) if self.go_live_at else today

    @property
    def icon(self) -> str:
        """The lucide name of what stands for its category where there is no image."""
        return ICONS[Category(self.category)]

    @property
    def alt(self) -> str:
        """What is read instead of the image; empty when it is decorative."""
        return "" if self.image_is_decorative else self.image_alt

    def texts(self) -> list[str]:
        """Add the category, the residences' names and the body."""
        names = [residence.nom for residence in self.residences.all()]
        return [*super().texts(), str(self.get_category_display()), *names, str(self.body)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the residences concerned with the addresses of their pages, those of a draft when it is one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        self._bring_image()
        # A draft holds its residences itself; the database tells those of what is public.
        if getattr(request, "is_preview", False) or not self.live:
            residences = Residence.objects.filter(pk__in=[residence.pk for residence in self.residences.all()])
        else:
            residences = Residence.objects.filter(pk__in=self._ties().values("residence"))
        context["concerned"] = addresses_of(residences, self.locale.language_code)
        return context

    def _ties(self) -> Any:
        return type(self).residences.through.objects.filter(**{str(self._meta.model_name): self.pk})

    def _bring_image(self) -> None:
        """Bring the image along with its versions: one query where each would cost its own."""
        if self.image_id is None:
            return
        renditions = get_image_model().get_rendition_model().objects
        versions = list(renditions.filter(image=self.image_id).select_related("image"))
        if versions:
            image = versions[0].image
            image.prefetched_renditions = versions
            self.image = image

    def machine_image(self, request: HttpRequest) -> dict[str, str]:
        """Return the schema.org image of the page; empty when it has none."""
        if self.image is None:
            return {}
        return {"image": request.build_absolute_uri(self.image.get_rendition("fill-1200x675|format-jpeg").url)}


class NewsPage(NewsItem):
    """A piece of news."""

    kind = _("Actualité")
    template = "residence_news/news_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("category")]),
        NewsItem.residences_panel,
        NewsItem.picture_panel,
        FieldPanel("body"),
    ]

    class Meta(NewsItem.Meta):
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the article to what machines are told."""
        article = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.description,
            "datePublished": self.date.isoformat(),
            "dateModified": (self.last_published_at or self.latest_revision_created_at or timezone.now()).isoformat(),
            "articleSection": str(self.get_category_display()),
            "inLanguage": self.locale.language_code,
            "mainEntityOfPage": self.get_full_url(request),
            **self.machine_image(request),
        }
        return [*super().structured_data(request), article]


class EventPage(RoutedPage, NewsItem):
    """Something that takes place: when, where, how to come; once over, it says so."""

    kind = _("Événement")
    template = "residence_news/event_page.html"

    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=120, help_text=_("Par exemple : salle commune, rez-de-chaussée."))
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    registration = models.TextField(
        _("inscription"),
        max_length=300,
        blank=True,
        help_text=_("Comment s’inscrire, ou « Entrée libre ». Laissez vide s’il n’y a rien à faire."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("address"),
                FieldPanel("registration"),
            ],
            heading=_("Quand, où, comment"),
        ),
        FieldRowPanel([FieldPanel("date"), FieldPanel("category")]),
        NewsItem.residences_panel,
        NewsItem.picture_panel,
        FieldPanel("body"),
    ]
    search_fields = [*NewsItem.search_fields, index.SearchField("place")]

    class Meta(NewsItem.Meta):
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        constraints = [
            *NewsItem.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="eventpage_ends_after_start"
            ),
        ]

    def clean(self) -> None:
        """Refuse an event that ends before it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("La fin doit venir après le début.")})

    def is_past(self, at: datetime | None = None) -> bool:
        """Return whether the event is over."""
        return self.ends_at <= (at or timezone.now())

    def is_under_way(self, at: datetime | None = None) -> bool:
        """Return whether the event has begun and is not over."""
        return self.starts_at <= (at or timezone.now()) < self.ends_at

    @property
    def lasts_one_day(self) -> bool:
        """Whether it begins and ends on the same day, as read on a clock in France."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)

    def texts(self) -> list[str]:
        """Add the place and how to come."""
        return [*super().texts(), self.place, self.address, self.registration]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say whether the event has begun or is over; the page changes at those moments."""
        keep_until(request, self.starts_at)
        keep_until(request, self.ends_at)
        return super().get_context(request, *args, **kwargs)

    @path("agenda/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Answer with the event as a file for any calendar."""
        response = HttpResponse(calendar_file(self, self.get_full_url(request)), content_type="text/calendar")
        name = slugify(self.title)[:60] or "agenda"
        response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
        return response

    @property
    def calendar_url(self) -> str:
        """The address of the calendar file."""
        return f"{self.url}{self.reverse_subpage('calendar')}"

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the event to what machines are told."""
        event = {
            "@type": "Event",
            "name": self.title,
            "description": self.description,
            "startDate": timezone.localtime(self.starts_at).isoformat(),
            "endDate": timezone.localtime(self.ends_at).isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": self.place, "address": self.address or self.place},
            "inLanguage": self.locale.language_code,
            "url": self.get_full_url(request),
            **self.machine_image(request),
        }
        return [*super().structured_data(request), event]
