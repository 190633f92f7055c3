"""The pages editors compose: the home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks.home import HomeBodyBlock
from home.fields import BodyField
from home.models.base import BasePage


class HomePage(BasePage):
    """The first page of the site, in one language: who we are, what one can do here, how to reach us."""

    headline = models.CharField(_("accroche"), max_length=80, help_text=_("Le grand titre de la page."))
    lead = models.TextField(_("introduction"), max_length=300, help_text=_("Une ou deux phrases sous l’accroche."))
    body = BodyField(HomeBodyBlock(), verbose_name=_("contenu"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("headline"), index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one home page per language."""
        return super().can_create_at(parent) and not cls.objects.child_of(parent).filter(locale=parent.locale).exists()
