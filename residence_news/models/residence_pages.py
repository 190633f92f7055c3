"""The pages of residences: where they are, what is in them, whom to call."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.blocks import BodyBlock, text_of
from home.fields import BodyField
from home.models import BasePage, PublicPageManager, PublicPageQuerySet
from residence_news.blocks import DocumentsBlock, PicturesBlock
from residence_news.models.registry import Residence
from residence_news.residence_list import ResidenceSearch, by_name, cards_of, map_of, page_of

PLAIN_LISTS = ["bold", "ul", "link"]


class NoCopyTester(PagePermissionTester):
    """What someone may do to a page that exists once per language: it is translated, never copied."""

    def can_copy(self) -> bool:
        """Refuse: the copy would be a second page of the same thing."""
        return False


class ResidencePageQuerySet(PublicPageQuerySet):
    """Pages of residences, as a visitor may see them."""

    def published(self, at: Any = None) -> "ResidencePageQuerySet":
        """Leave out also the residences the landlord no longer has."""
        return super().published(at).exclude(residence__closed_on__isnull=False)


class ResidencePageManager(PublicPageManager.from_queryset(ResidencePageQuerySet)):  # type: ignore[misc]
    """Pages of residences, always with their residence and their language: no page is shown without."""

    def get_queryset(self) -> ResidencePageQuerySet:
        """Bring both along."""
        pages: ResidencePageQuerySet = super().get_queryset().select_related("residence", "locale")
        return pages


class ResidencePage(BasePage):
    """What anyone may know of a residence: one page per residence and language.

    Address, coordinates and caretaker come from the registry; the page goes when the residence does.
    """

    kind = _("Résidence")
    template = "residence_news/residence_page.html"

    residence = models.ForeignKey(
        Residence,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("résidence"),
        help_text=_("Son adresse, son gardien et ses équipements viennent du registre."),
    )
    # The language's code, beside the residence so that the database itself refuses a second page.
    language = models.CharField(max_length=100, editable=False)
    pictures = BodyField(
        PicturesBlock(),
        verbose_name=_("images"),
        blank=True,
        help_text=_("La première ouvre la page et paraît dans la liste."),
    )
    shows_caretaker = models.BooleanField(
        _("montrer le gardien"),
        default=True,
        help_text=_("Son nom, son téléphone et ses horaires, tels que le registre les donne."),
    )
    neighbourhood = models.TextField(
        _("le quartier"), max_length=800, blank=True, help_text=_("Ce qu’il y a autour : écoles, commerces, parcs.")
    )
    transport = models.TextField(
        _("transports"), max_length=400, blank=True, help_text=_("Lignes et arrêts les plus proches.")
    )
    parking = models.TextField(_("stationnement"), max_length=400, blank=True)
    accessibility = models.TextField(
        _("accessibilité"),
        max_length=400,
        blank=True,
        help_text=_("Marches, rampe, ascenseur, place réservée : ce qu’une personne à mobilité réduite doit savoir."),
    )
    waste_sorting = RichTextField(
        _("tri des déchets"),
        features=PLAIN_LISTS,
        blank=True,
        help_text=_("Où sont les bacs, jours de sortie, encombrants."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("autres informations"), blank=True)
    documents = BodyField(
        DocumentsBlock(),
        verbose_name=_("documents"),
        blank=True,
        help_text=_("Règlement intérieur, plan, notice du chauffage…"),
    )

    objects = ResidencePageManager()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("residence"), FieldPanel("shows_caretaker")], heading=_("Résidence")),
        FieldPanel("pictures"),
        FieldPanel("neighbourhood"),
        MultiFieldPanel(
            [FieldPanel("transport"), FieldPanel("parking"), FieldPanel("accessibility")], heading=_("Venir")
        ),
        FieldPanel("waste_sorting"),
        FieldPanel("body"),
        FieldPanel("documents"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("neighbourhood"),
        index.SearchField("body"),
        index.RelatedFields(
            "residence", [index.SearchField("nom"), index.SearchField("adresse"), index.SearchField("commune")]
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("residence", overridable=False),
        SynchronizedField("shows_caretaker", overridable=False),
    ]
    parent_page_types = ["residence_news.ResidenceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("page de résidence")
        verbose_name_plural = _("pages de résidence")
        constraints = [
            models.UniqueConstraint(fields=["residence", "language"], name="residencepage_once_per_language"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the language's code beside the residence."""
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        self.language = self.locale.language_code
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "language"}
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a second page of the same residence in the same language."""
        super().clean()
        if self.residence_id is None:
            return
        others = ResidencePage.objects.filter(residence=self.residence_id, locale=self.locale_id).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"residence": _("Cette résidence a déjà une page : modifiez-la.")})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Let nobody copy the page."""
        return NoCopyTester(user, self)

    @property
    def has_expired(self) -> bool:
        """Whether the page's last moment has passed, or the landlord no longer has the residence."""
        return super().has_expired or self.residence.closed_on is not None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what happens in the residence."""
        # It stands on the models of news and outages, and they on this package.
        from residence_news.residence_sheet import sheet_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"sheet": sheet_of(self, request)}

    @property
    def caretaker(self) -> Residence | None:
        """The registry's line on the caretaker, when there is one and the page shows it."""
        known = self.residence.gardien_nom or self.residence.gardien_telephone
        return self.residence if self.shows_caretaker and known else None

    def texts(self) -> list[str]:
        """Add where it is, what is in it and around it."""
        place = self.residence
        equipements = place.equipements.values_list("name", "note")
        return [
            *super().texts(),
            place.nom,
            f"{place.adresse} {place.complement}".strip(),
            f"{place.code_postal} {place.commune}",
            *(text for pair in equipements for text in pair if text),
            self.neighbourhood,
            self.transport,
            self.parking,
            self.accessibility,
            self.waste_sorting,
            text_of(self.body),
        ]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the place, as machines read it."""
        place = self.residence
        complex_: dict[str, Any] = {
            "@type": "ApartmentComplex",
            "name": place.nom,
            "url": self.get_full_url(request),
            "address": {
                "@type": "PostalAddress",
                "streetAddress": place.adresse,
                "postalCode": place.code_postal,
                "addressLocality": place.commune,
                "addressCountry": "FR",
            },
        }
        if self.description:
            complex_["description"] = self.description
        if place.latitude is not None:
            complex_["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
        return [*super().structured_data(request), complex_]


class ResidenceIndexPage(BasePage):
    """All the residences: a list to narrow by town and by words, and a map that shows the same."""

    kind = _("Rubrique")
    template = "residence_news/residence_index_page.html"

    query_parameters = frozenset({"commune", "page", "q"})
    parent_page_types = ["home.HomePage"]
    subpage_types: Sequence[str] = ["residence_news.ResidencePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("page des résidences")
        verbose_name_plural = _("pages des résidences")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Let nobody copy the page."""
        return NoCopyTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the residences asked for, one page of them, and their map."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = ResidencePage.objects.published().filter(locale=self.locale)
        finder = ResidenceSearch.read(request.GET, by_name(pages))
        shown = page_of(finder, request.GET.get("page"))
        cards = cards_of(shown, request)
        return context | {"finder": finder, "residences": shown, "cards": cards, "map": map_of(finder, cards)}
