"""What the law asks a public site to say of itself: how accessible it is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from home.blocks.texts import PROSE
from home.fields import BodyField
from home.models.base import BasePage


class NonConformityBlock(blocks.StructBlock):
    """Something that does not follow the standard yet."""

    what = blocks.CharBlock(max_length=200, label=_("Ce qui ne va pas"))
    criterion = blocks.CharBlock(
        required=False, max_length=60, label=_("Critère"), help_text=_("Par exemple : critère 1.1.")
    )
    instead = blocks.TextBlock(
        required=False,
        max_length=300,
        label=_("En attendant"),
        help_text=_("Comment faire autrement, et jusqu’à quand."),
    )

    class Meta:
        label = _("Non-conformité")
        icon = "warning"


class NonConformitiesBlock(blocks.StreamBlock):
    """What does not follow the standard yet."""

    item = NonConformityBlock()

    class Meta:
        label = _("Non-conformités")


class AccessibilityPage(BasePage):
    """The accessibility declaration, as the decree 2019-768 lays it down; its state stands in every footer."""

    kind = _("Information légale")

    class State(models.TextChoices):
        """How far the site follows the standard: none of the audit's criteria must fail for the last one."""

        NOT = "non", _("non conforme")
        PARTLY = "partiellement", _("partiellement conforme")
        FULLY = "totalement", _("totalement conforme")

    state = models.CharField(_("état de conformité"), max_length=15, choices=State.choices, default=State.NOT)
    standard = models.CharField(_("référentiel"), max_length=40, default="RGAA 4.1.2")
    rate = models.PositiveSmallIntegerField(
        _("taux de conformité"),
        null=True,
        blank=True,
        help_text=_("En pour cent des critères respectés, d’après l’audit."),
    )
    audited_on = models.DateField(_("date de l’audit"), null=True, blank=True)
    auditor = models.CharField(_("qui a fait l’audit"), max_length=100, blank=True)
    declared_on = models.DateField(_("date de la déclaration"), null=True, blank=True)
    non_conformities = BodyField(NonConformitiesBlock(), verbose_name=_("non-conformités"), blank=True)
    derogations = RichTextField(
        _("dérogations pour charge disproportionnée"), features=PROSE, blank=True, help_text=_("Vide : aucune.")
    )
    exempt = RichTextField(
        _("contenus non soumis à l’obligation"), features=PROSE, blank=True, help_text=_("Vide : aucun.")
    )
    technologies = models.TextField(_("technologies utilisées"), blank=True, help_text=_("Une par ligne."))
    tools = models.TextField(
        _("outils et lecteurs d’écran employés pour l’audit"), blank=True, help_text=_("Un par ligne.")
    )
    tested_pages = models.TextField(_("pages vérifiées"), blank=True, help_text=_("Une par ligne."))
    contact = RichTextField(
        _("signaler un problème"),
        features=PROSE,
        blank=True,
        help_text=_("À qui écrire, et sous combien de temps vous répondez. Le recours au Défenseur des droits suit."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel("standard"),
                FieldPanel("rate"),
                FieldRowPanel([FieldPanel("audited_on"), FieldPanel("declared_on")]),
                FieldPanel("auditor"),
            ],
            heading=_("État de conformité"),
        ),
        FieldPanel("non_conformities"),
        FieldPanel("derogations"),
        FieldPanel("exempt"),
        MultiFieldPanel(
            [FieldPanel("technologies"), FieldPanel("tools"), FieldPanel("tested_pages")],
            heading=_("Comment le site a été vérifié"),
        ),
        FieldPanel("contact"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("non_conformities"),
        index.SearchField("contact"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/accessibility_page.html"

    class Meta:
        verbose_name = _("déclaration d’accessibilité")
        verbose_name_plural = _("déclarations d’accessibilité")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rate=None) | models.Q(rate__lte=100),
                name="accessibility_rate",
                violation_error_message=_("Un taux va de 0 à 100."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["non", "partiellement", "totalement"]), name="accessibility_state"
            ),
        ]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Allow one declaration per language."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()

    def texts(self) -> list[str]:
        """Add what does not follow the standard, and how to complain."""
        failures = [str(block.value[name]) for block in self.non_conformities for name in ("what", "instead")]
        return [*super().texts(), *failures, self.derogations, self.exempt, self.contact]
