"""« Qui répare ? »: what the tenant mends, what the landlord mends, and what a contractor under contract does."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Locale, Page, TranslatableMixin

from home import blocks
from home.blocks import BodyBlock
from home.fields import BodyField
from home.models.base import BasePage
from home.models.feedback import FeedbackPanel
from home.page_cache import depends_on

QUESTION_LENGTH = 100
# Shorter words keep their last letter: « os » is no plural.
LONG_WORD = 4


class Place(models.TextChoices):
    """Where the thing to mend is, in the order people look for it."""

    KITCHEN = "kitchen", _("Cuisine")
    BATHROOM = "bathroom", _("Salle de bains et toilettes")
    HEATING = "heating", _("Chauffage et eau chaude")
    ELECTRICITY = "electricity", _("Électricité et télévision")
    OPENINGS = "openings", _("Portes, fenêtres et volets")
    SURFACES = "surfaces", _("Murs, sols et plafonds")
    OUTSIDE = "outside", _("Balcon, jardin, cave et garage")
    COMMON = "common", _("Parties communes")


class Who(models.TextChoices):
    """Who mends it, and pays."""

    LOCATAIRE = "locataire", _("Vous")
    BAILLEUR = "bailleur", _("Nous")
    PRESTATAIRE = "prestataire", _("Une entreprise sous contrat")


class ReparationRuleQuerySet(models.QuerySet["ReparationRule"]):
    """The rules, for those who ask."""

    def for_locale(self, locale: Locale) -> Self:
        """Return the rules written in this language, in the order they are shown within a place."""
        return self.filter(locale=locale).order_by("sort_order", "name")


@depends_on
class ReparationRule(TranslatableMixin):
    """Who mends one thing, in one language. What the law lays down: decree 87-712 of 26 August 1987."""

    name = models.CharField(
        _("chose à réparer"), max_length=80, help_text=_("Comme les gens la nomment : « Joint de robinet ».")
    )
    place = models.CharField(_("endroit"), max_length=12, choices=Place.choices)
    who = models.CharField(_("qui répare"), max_length=12, choices=Who.choices)
    explanation = models.TextField(_("explication"), max_length=400, help_text=_("Pourquoi, et dans quels cas."))
    next_step = models.TextField(
        _("que faire"), max_length=300, blank=True, help_text=_("La prochaine chose à faire, en une phrase.")
    )
    keywords = models.CharField(
        _("autres mots"),
        max_length=200,
        blank=True,
        help_text=_("Ce que l’on pourrait chercher d’autre, séparé par des virgules : « fuite, goutte »."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("ordre"), default=0, help_text=_("Les plus petits nombres d’abord ; à égalité, par ordre alphabétique.")
    )

    objects = ReparationRuleQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("who")]),
        FieldPanel("explanation"),
        FieldPanel("next_step"),
        FieldPanel("keywords"),
        FieldPanel("sort_order"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("règle « Qui répare ? »")
        verbose_name_plural = _("règles « Qui répare ? »")
        ordering = ["place", "sort_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "name"],
                name="reparation_rule_one_per_name_and_language",
                violation_error_message=_("Cette chose a déjà sa règle dans cette langue : modifiez-la."),
            ),
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="reparation_rule_place"),
            models.CheckConstraint(condition=models.Q(who__in=Who.values), name="reparation_rule_who"),
        ]

    def __str__(self) -> str:
        """Say what is to be mended."""
        return self.name


def plain(text: str) -> str:
    """Return the text in small letters, without accents, each other sign than a letter or a digit as a space."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return re.sub(r"[\W_]+", " ", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def matching(rules: Iterable[ReparationRule], text: str) -> list[ReparationRule]:
    """Return the rules that hold every word of the text, in any form of accent, capital or plural.

    They come in their order, then as a dictionary has them: an accent changes nothing, whatever the database.
    """
    words = [word if len(word) < LONG_WORD else word.rstrip("sx") for word in plain(text).split()]
    return [
        rule
        for rule in sorted(rules, key=lambda rule: (rule.sort_order, plain(rule.name)))
        if all(
            f" {word}" in f" {plain(f'{rule.name} {rule.keywords} {rule.explanation} {rule.get_place_display()}')}"
            for word in words
        )
    ]


class RepairsPage(BasePage):
    """« Qui répare ? »: every rule, by place, and a way to find one."""

    kind = _("Guide")
    asks_if_it_helped: ClassVar[bool] = True

    body = BodyField(
        BodyBlock(),
        verbose_name=_("contenu"),
        blank=True,
        help_text=_("Sous la liste : ce qu’il faut savoir d’autre."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FeedbackPanel()]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.GuideIndexPage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/repairs_page.html"
    query_parameters: ClassVar[frozenset[str]] = frozenset({"endroit", "q"})

    class Meta:
        verbose_name = _("page « Qui répare ? »")
        verbose_name_plural = _("pages « Qui répare ? »")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one such page per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the rules asked for, by place; a place that does not exist asks for all."""
        place = request.GET.get("endroit", "")
        place = place if place in Place.values else ""
        text = request.GET.get("q", "").strip()[:QUESTION_LENGTH]
        rules = matching(ReparationRule.objects.for_locale(self.locale), text)
        shown = [rule for rule in rules if place in ("", rule.place)]
        groups = [(spot.label, [rule for rule in shown if rule.place == spot]) for spot in Place]
        return {
            **super().get_context(request, *args, **kwargs),
            "groups": [(label, found) for label, found in groups if found],
            "places": Place.choices,
            "place": place,
            "text": text,
            "asked": bool(text or place),
            "count": len(shown),
            "elsewhere": len(rules) - len(shown),
            "everywhere": f"?{urlencode({'q': text})}",
        }

    def texts(self) -> list[str]:
        """Add every rule: what is searched for is most often the name of a thing."""
        rules: Any = ReparationRule.objects.for_locale(self.locale)
        said = [f"{rule.name}. {rule.explanation} {rule.next_step} {rule.keywords}" for rule in rules]
        return [*super().texts(), *said, blocks.text_of(self.body)]
