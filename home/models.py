"""Public pages and the site's settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.fields import BodyField


@register_setting(icon="home", order=10)
class Bailleur(BaseSiteSetting):
    """The landlord, as shown on every page: how to call, write, come."""

    name = models.CharField(_("nom"), max_length=100, default="C’Chartres habitat")
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    emergency_phone = models.CharField(_("téléphone des urgences, jour et nuit"), max_length=30, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    address = models.TextField(_("adresse postale"), blank=True)
    opening_hours = models.TextField(_("horaires d’accueil"), blank=True)

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("emergency_phone"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("opening_hours"),
            ],
            heading=_("Nous joindre"),
        ),
    ]

    class Meta:
        verbose_name = _("Coordonnées du bailleur")


class BasePage(Page):
    """What every public page has: the title and the description that search engines show."""

    class Meta:
        abstract = True

    @property
    def browser_title(self) -> str:
        """The title of the browser's window and of search results."""
        return self.seo_title or self.title


class HomePage(BasePage):
    """The first page of the site, in one language: who we are, what one can do here, how to reach us."""

    headline = models.CharField(_("accroche"), max_length=80, help_text=_("Le grand titre de la page."))
    lead = models.TextField(_("introduction"), max_length=300, help_text=_("Une ou deux phrases sous l’accroche."))
    body = BodyField(BodyBlock(), verbose_name=_("contenu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one home page per language."""
        return super().can_create_at(parent) and not cls.objects.child_of(parent).filter(locale=parent.locale).exists()
