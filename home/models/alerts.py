"""A banner at the top of the pages: closed desk, strike, heatwave."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, TranslatableMixin

from home.blocks.texts import INLINE
from home.models.frame import FramePart
from home.page_cache import depends_on


class AlertQuerySet(models.QuerySet["Alert"]):
    """Alerts by what visitors see of them."""

    def to_come_or_running(self, at: datetime | None = None) -> "AlertQuerySet":
        """Keep the published alerts that are not over at this moment (now by default)."""
        moment = at or timezone.now()
        return self.filter(live=True).filter(models.Q(ends_at=None) | models.Q(ends_at__gt=moment))


@depends_on
class Alert(FramePart):
    """Something everyone must see before anything else, on the whole site or on one section of it."""

    class Level(models.TextChoices):
        """How much it matters; shown in words, a colour and a sign."""

        INFO = "info", _("Information")
        ATTENTION = "attention", _("Attention")
        DANGER = "danger", _("Danger")

    level = models.CharField(_("niveau"), max_length=10, choices=Level.choices, default=Level.INFO)
    title = models.CharField(_("titre"), max_length=100, help_text=_("Ce qu’il faut savoir, en une phrase."))
    text = RichTextField(_("texte"), features=INLINE, max_length=400, blank=True)
    link_label = models.CharField(
        _("libellé du lien"), max_length=60, blank=True, help_text=_("Dites où mène le lien, pas « cliquez ici ».")
    )
    link_page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    link_address = models.URLField(_("adresse d’un autre site"), blank=True)
    starts_at = models.DateTimeField(_("début"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("fin"), null=True, blank=True, help_text=_("Sans date de fin, le bandeau reste jusqu’à ce qu’on l’enlève.")
    )
    section = models.ForeignKey(
        Page,
        verbose_name=_("rubrique"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Montré sur cette page et celles en dessous. Sans rubrique : sur tout le site."),
    )
    dismissible = models.BooleanField(
        _("peut être fermé"),
        default=True,
        help_text=_("Le visiteur qui le ferme ne le revoit plus, sauf si vous le modifiez. Jamais pour un danger."),
    )

    objects = AlertQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("level"), FieldPanel("title"), FieldPanel("text")], heading=_("Message")),
        MultiFieldPanel(
            [FieldPanel("link_label"), FieldPanel("link_page"), FieldPanel("link_address")], heading=_("Lien")
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Quand")),
        FieldPanel("section"),
        FieldPanel("dismissible"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("bandeau d’alerte")
        verbose_name_plural = _("bandeaux d’alerte")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="alert_ends_after_it_starts",
                violation_error_message=_("La fin doit venir après le début."),
            ),
            models.CheckConstraint(condition=models.Q(level__in=["info", "attention", "danger"]), name="alert_level"),
            models.CheckConstraint(
                condition=models.Q(link_page=None) | models.Q(link_address=""), name="alert_one_link"
            ),
        ]

    def __str__(self) -> str:
        """Say what the alert is about."""
        return self.title

    def clean(self) -> None:
        """Refuse an end before the start, two links at once, and a link without a label."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("La fin doit venir après le début.")
        if self.link_page_id and self.link_address:
            errors["link_address"] = _("Choisissez une page ou une adresse, pas les deux.")
        if (self.link_page_id or self.link_address) and not self.link_label:
            errors["link_label"] = _("Écrivez ce que l’on trouvera derrière le lien.")
        if self.link_label and not (self.link_page_id or self.link_address):
            errors["link_page"] = _("Choisissez où mène le lien, ou effacez son libellé.")
        if errors:
            raise ValidationError(errors)

    @property
    def can_be_closed(self) -> bool:
        """Whether a visitor may close it; a danger stays in sight."""
        return self.dismissible and self.level != self.Level.DANGER

    @property
    def key(self) -> str:
        """What a browser remembers of a closed alert; it changes with every publication."""
        return f"{self.pk}-{self.live_revision_id or 0}"

    def runs_at(self, moment: datetime) -> bool:
        """Whether the alert is to be seen at this moment, were it published."""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)
