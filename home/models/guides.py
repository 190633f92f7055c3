"""Step-by-step guides, found by what one is living through."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from home import blocks, navigation
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


class Choice(NamedTuple):
    """One value of a filter: its words, the address that chooses it, whether it is chosen."""

    label: Any
    url: str
    current: bool


class Part(NamedTuple):
    """Steps under one heading; a guide of one part has none."""

    heading: str
    steps: list[Any]


class GuideIndexPage(BasePage):
    """All the guides, by situation and by theme."""

    kind = _("Guides")
    query_parameters: ClassVar[frozenset[str]] = frozenset({"situation", "theme"})

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the guides asked for, by situation, and the filters; a value that does not exist asks for all."""
        asked = {"situation": request.GET.get("situation", ""), "theme": request.GET.get("theme", "")}
        if asked["situation"] not in Situation.values:
            del asked["situation"]
        if asked["theme"] not in Theme.values:
            del asked["theme"]
        guides = list(GuidePage.objects.published().filter(locale=self.locale_id).defer_streamfields())
        navigation.keep_until_one_expires(request, guides)
        shown = [guide for guide in guides if all(getattr(guide, name) == value for name, value in asked.items())]
        groups = [
            (situation.label, [guide for guide in shown if guide.situation == situation]) for situation in Situation
        ]
        others = navigation.children_of(self, request, leave_out=GuidePage)
        return {
            **super().get_context(request, *args, **kwargs),
            "groups": [(label, found) for label, found in groups if found],
            "situations": _choices("situation", _("Toutes"), Situation, asked),
            "themes": _choices("theme", _("Tous"), Theme, asked),
            "filtered": bool(asked),
            "count": len(shown),
            "others": others,
        }


def _choices(name: str, everything: Any, values: type[models.TextChoices], asked: dict[str, str]) -> list[Choice]:
    """Return the links of one filter, the other filter kept; `asked` holds the values chosen now."""
    choices = [Choice(everything, _address({**asked, name: ""}), name not in asked)]
    choices += [
        Choice(value.label, _address({**asked, name: value.value}), asked.get(name) == value) for value in values
    ]
    return choices


def _address(asked: dict[str, str]) -> str:
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"


class GuidePage(BasePage):
    """How to do one thing, step by step."""

    kind = _("Guide")
    asks_if_it_helped: ClassVar[bool] = True

    situation = models.CharField(_("situation"), max_length=10, choices=Situation.choices, default=Situation.LIVE)
    theme = models.CharField(_("thème"), max_length=10, choices=Theme.choices, default=Theme.LOGEMENT)
    duration = models.CharField(
        _("durée"), max_length=60, blank=True, help_text=_("Le temps que cela prend : « 10 minutes ».")
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
        help_text=_("Après les étapes : des questions fréquentes…"),
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
        chosen = [child["value"] for child in self.related.raw_data]
        versions = GuidePage.objects.filter(pk__in=chosen, translation_key=models.OuterRef("translation_key"))
        found = (
            GuidePage.objects.published()
            .filter(locale=self.locale_id)
            .annotate(chosen_as=models.Subquery(versions.values("pk")[:1]))
            .filter(chosen_as__isnull=False)
            .exclude(pk=self.pk)
            .defer_streamfields()
        )
        return sorted(found, key=lambda guide: chosen.index(guide.chosen_as))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps by part and the guides that follow."""
        related = self.related_guides()
        navigation.keep_until_one_expires(request, related)
        return {**super().get_context(request, *args, **kwargs), "related_guides": related, "parts": self.parts}

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
