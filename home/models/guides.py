"""Step-by-step guides, found by what one is living through."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from home import blocks
from home.blocks import BodyBlock
from home.blocks.guides import (
    ContactPointsBlock,
    GuideDocumentsBlock,
    NeedsBlock,
    RelatedGuidesBlock,
    StepsBlock,
)
from home.fields import BodyField
from home.models.base import BasePage
from home.models.content import questions_of
from home.models.feedback import FeedbackPanel


class Situation(models.TextChoices):
    """What a reader is living through."""

    ARRIVE = "arrive", _("J’arrive")
    LIVE = "live", _("Je vis dans mon logement")
    ARREARS = "arrears", _("J’ai du mal à payer")
    LEAVE = "leave", _("Je pars")


class Theme(models.TextChoices):
    """What a guide is about."""

    LOGEMENT = "logement", _("Logement")
    LOYER = "loyer", _("Loyer et charges")
    DOSSIER = "dossier", _("Dossier et famille")
    ESPACE = "espace", _("Mon espace locataire")


class Part(NamedTuple):
    """Steps under one heading; a guide of one part has none."""

    heading: str
    steps: list[Any]


class GuideIndexPage(BasePage):
    """All the guides, by situation and by theme."""

    kind = _("Guides")

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.GuidePage", "home.RepairsPage"]
    template = "home/guide_index_page.html"

    class Meta:
        verbose_name = _("liste des guides")
        verbose_name_plural = _("listes des guides")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one list of guides per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()


class GuidePage(BasePage):
    """How to do one thing, step by step."""

    kind = _("Guide")
    asks_if_it_helped: ClassVar[bool] = True

    situation = models.CharField(_("situation"), max_length=10, choices=Situation.choices, default=Situation.LIVE)
    theme = models.CharField(_("thème"), max_length=10, choices=Theme.choices, default=Theme.LOGEMENT)
    duration = models.CharField(
        _("durée"), max_length=60, blank=True, help_text=_("Le temps que cela prend : « 10 minutes ».")
    )
    cost = models.CharField(_("coût"), max_length=60, blank=True, help_text=_("« Gratuit », par exemple."))
    needs = BodyField(NeedsBlock(), verbose_name=_("ce qu’il vous faut"), blank=True)
    steps = BodyField(StepsBlock(), verbose_name=_("étapes"))
    documents = BodyField(GuideDocumentsBlock(), verbose_name=_("documents"), blank=True)
    contacts = BodyField(ContactPointsBlock(), verbose_name=_("contacts"), blank=True)
    body = BodyField(
        BodyBlock(),
        verbose_name=_("compléments"),
        blank=True,
        help_text=_("Après les étapes : des questions fréquentes…"),
    )
    related = BodyField(RelatedGuidesBlock(), verbose_name=_("guides liés"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("situation"), FieldPanel("theme")]),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("cost")]),
            ],
            heading=_("En bref"),
        ),
        FieldPanel("needs"),
        FieldPanel("steps"),
        FieldPanel("documents"),
        FieldPanel("contacts"),
        FieldPanel("body"),
        FieldPanel("related"),
        FeedbackPanel(),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("steps"), index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.GuideIndexPage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/guide_page.html"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints = [
            models.CheckConstraint(condition=models.Q(situation__in=Situation.values), name="guide_situation"),
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="guide_theme"),
        ]

    @property
    def parts(self) -> list[Part]:
        """The steps, by part."""
        parts: list[Part] = []
        for block in self.steps:
            if block.block_type == "part":
                parts.append(Part(block.value, []))
                continue
            if not parts:
                parts.append(Part("", []))
            parts[-1].steps.append(block.value)
        return [part for part in parts if part.steps]

    def related_guides(self) -> Sequence["GuidePage"]:
        """Return the guides chosen, in their order and in this page's language; those not published are left out."""
        keys = {page.pk: page.translation_key for page in (block.value for block in self.related) if page}
        found = {
            guide.translation_key: guide
            for guide in GuidePage.objects.published()
            .filter(locale=self.locale_id, translation_key__in=keys.values())
            .exclude(pk=self.pk)
            .defer_streamfields()
        }
        return [found[key] for key in dict.fromkeys(keys.values()) if key in found]

    def texts(self) -> list[str]:
        """Add what one needs, the steps, whom to ask and the rest."""
        fields = (self.needs, self.steps, self.contacts, self.body)
        return [*super().texts(), *(blocks.text_of(field) for field in fields)]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the steps as a HowTo, and the questions answered."""
        steps = [
            {"@type": "HowToStep", "name": step["title"], "text": strip_tags(str(step["text"])).strip()}
            for part in self.parts
            for step in part.steps
        ]
        how_to: dict[str, Any] = {"@type": "HowTo", "name": self.title, "description": self.lead, "step": steps}
        if self.needs:
            how_to["supply"] = [{"@type": "HowToSupply", "name": block.value} for block in self.needs]
        return [*super().structured_data(request), how_to, *questions_of(self.body)]
