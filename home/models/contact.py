"""Where and how to reach the landlord: its agencies, and the page that shows them."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import hours, maps
from home.fields import BodyField
from home.models.base import BasePage
from home.models.forms import FormPage
from home.page_cache import depends_on, keep_until

SCHEMA_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies, as a page shows them."""

    def in_language(self, locale_id: int | None) -> Self:
        """Keep the agencies as written in this language, in the order editors chose."""
        return self.filter(locale_id=locale_id).order_by("sort_order", "name")


@depends_on
class Agency(TranslatableMixin, models.Model):
    """A desk open to the public."""

    name = models.CharField(_("nom"), max_length=80)
    address = models.CharField(_("adresse"), max_length=150, help_text=_("Numéro et rue."))
    postcode = models.CharField(
        _("code postal"),
        max_length=5,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", _("Un code postal a 5 chiffres."))],
    )
    town = models.CharField(_("ville"), max_length=80)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    openings = BodyField(
        hours.OpeningsBlock(),
        verbose_name=_("horaires"),
        blank=True,
        help_text=_("Le matin et l’après-midi sont deux plages."),
    )
    closures = BodyField(hours.ClosuresBlock(), verbose_name=_("fermetures exceptionnelles"), blank=True)
    services = models.TextField(
        _("ce que l’on peut y faire"), max_length=400, blank=True, help_text=_("Paiement, dépôt de dossier…")
    )
    access = models.TextField(
        _("venir"), max_length=400, blank=True, help_text=_("Transports, stationnement, entrée du bâtiment.")
    )
    accessibility = models.TextField(
        _("accessibilité"),
        max_length=400,
        blank=True,
        help_text=_("Plain-pied, boucle magnétique, langue des signes…"),
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    sort_order = models.PositiveSmallIntegerField(_("ordre"), default=0, help_text=_("La plus petite d’abord."))

    objects = AgencyQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Où"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Joindre")),
        FieldPanel("openings"),
        FieldPanel("closures"),
        FieldPanel("services"),
        FieldPanel("access"),
        FieldPanel("accessibility"),
        FieldPanel("sort_order"),
    ]
    override_translatable_fields = [
        TranslatableField("name"),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("address", "postcode", "town", "phone", "latitude", "longitude", "sort_order")
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("agence")
        verbose_name_plural = _("agences")
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "locale"],
                name="agency_name_per_language",
                violation_error_message=_("Une agence porte déjà ce nom."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    # A comparison with nothing is neither true nor false, and a check lets it pass.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="agency_coordinates",
                violation_error_message=_("Donnez la latitude et la longitude, ou aucune des deux."),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Ask for both coordinates or none, next to the one that is missing."""
        super().clean()
        for given, missing in (("latitude", "longitude"), ("longitude", "latitude")):
            if getattr(self, given) is not None and getattr(self, missing) is None:
                raise ValidationError({missing: _("Donnez la latitude et la longitude, ou aucune des deux.")})

    @property
    def anchor(self) -> str:
        """Where the agency stands on its page."""
        return slugify(self.name)

    @property
    def is_on_the_map(self) -> bool:
        """Whether the agency says where it is."""
        return self.latitude is not None and self.longitude is not None

    @property
    def directions_url(self) -> str:
        """How to come, on OpenStreetMap: nothing is asked there before the reader follows the link."""
        if not self.is_on_the_map:
            return ""
        return f"https://www.openstreetmap.org/directions?to={self.latitude:.5f}%2C{self.longitude:.5f}"

    @cached_property
    def week(self) -> list[hours.WeekLine]:
        """The week, as lines to read."""
        return hours.week_of(self.openings)

    @property
    def today(self) -> hours.Today:
        """What holds today. A page that shows it is kept until `hours.next_midnight()` at most."""
        return hours.today_at(self.openings, self.closures, timezone.localdate())

    @property
    def next_closures(self) -> list[hours.Closure]:
        """The exceptional closures of the coming month."""
        return hours.closures_of(self.closures, timezone.localdate())

    def structured_data(self) -> dict[str, Any]:
        """Return what machines are told of the agency, as a schema.org thing."""
        thing: dict[str, Any] = {
            "@type": "GovernmentOffice",
            "name": self.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": self.address,
                "postalCode": self.postcode,
                "addressLocality": self.town,
                "addressCountry": "FR",
            },
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": [f"https://schema.org/{SCHEMA_DAYS[day]}"],
                    "opens": f"{slot.opens:%H:%M}",
                    "closes": f"{slot.closes:%H:%M}",
                }
                for day in range(7)
                for slot in hours.slots_of(self.openings, day)
            ],
        }
        if self.phone:
            thing["telephone"] = self.phone
        if self.email:
            thing["email"] = self.email
        if self.is_on_the_map:
            thing["geo"] = {"@type": "GeoCoordinates", "latitude": self.latitude, "longitude": self.longitude}
        return thing


def map_of(agencies: Sequence[Agency]) -> maps.Drawing | None:
    """Return the map of these agencies, numbered in their order; None unless each of them says where it is."""
    if not all(agency.is_on_the_map for agency in agencies):
        return None
    return maps.draw(
        [
            maps.Place(agency.latitude or 0, agency.longitude or 0, agency.name, f"#{agency.anchor}", agency.town)
            for agency in agencies
        ],
        height=300,
    )


class ContactPage(BasePage):
    """How to reach the landlord: emergencies first, then the phone, the forms, the agencies."""

    kind = _("Contact")
    template = "home/contact_page.html"
    subpage_types: ClassVar[list[str]] = ["home.FormPage"]

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one page of contact per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies, as written in the page's language."""
        return list(Agency.objects.in_language(self.locale_id))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the agencies, their map, and the forms below the page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.agencies:
            keep_until(request, hours.next_midnight())
        return {
            **context,
            "agencies": self.agencies,
            "map": map_of(self.agencies),
            "forms": FormPage.objects.child_of(self).published().order_by("path"),
        }

    def texts(self) -> list[str]:
        """Add where the agencies are."""
        said = [f"{agency.name}, {agency.address}, {agency.postcode} {agency.town}" for agency in self.agencies]
        return [*super().texts(), *said]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the agencies."""
        return [*super().structured_data(request), *(agency.structured_data() for agency in self.agencies)]
