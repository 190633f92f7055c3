"""What stands around every page, in one language: the menus and the texts of the site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    Locale,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)

from home.blocks.menus import EmergencyNumbersBlock, MenuBlock
from home.fields import BodyField
from home.page_cache import depends_on


class FramePart(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin):
    """A part of the frame: drafted, previewed on the home page of its language, translated like a page."""

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """There is one way to look at a part of the frame."""
        return [("", _("Page d’accueil"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the home page of this language with this draft around it."""
        from home.frame import preview

        return preview(self, request)


@depends_on
class Menu(FramePart):
    """One of the menus of the site, in one language."""

    class Kind(models.TextChoices):
        """Where a menu stands."""

        MAIN = "main", _("Menu principal")
        FOOTER = "footer", _("Colonnes du pied de page")
        LEGAL = "legal", _("Liens légaux, tout en bas")

    kind = models.CharField(_("emplacement"), max_length=10, choices=Kind.choices)
    items = BodyField(
        MenuBlock(),
        verbose_name=_("lignes"),
        blank=True,
        help_text=_("Une page dépubliée disparaît du menu, sans rien à faire."),
    )

    panels = [FieldPanel("kind"), FieldPanel("items")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["kind", "locale_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "locale"],
                name="menu_one_per_place_and_language",
                violation_error_message=_("Ce menu existe déjà dans cette langue : modifiez-le."),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["main", "footer", "legal"]), name="menu_kind"),
        ]

    def clean(self) -> None:
        """Refuse a second menu of this kind in this language."""
        super().clean()
        others = Menu.objects.filter(kind=self.kind, locale_id=self.locale_id).exclude(pk=self.pk)
        # The form does not show the language: it leaves the constraint aside.
        if others.exists():
            raise ValidationError({"kind": _("Ce menu existe déjà dans cette langue : modifiez-le.")})

    def __str__(self) -> str:
        """Say where the menu stands."""
        return self.get_kind_display()


@depends_on
class SiteTexts(FramePart):
    """The texts found on every page, in one language: when to come, what to do in an emergency, who we are."""

    opening_hours = models.TextField(
        _("horaires d’accueil"), max_length=300, blank=True, help_text=_("Une ligne par jour ou par période.")
    )
    emergency_text = models.TextField(
        _("consigne d’urgence"),
        max_length=200,
        blank=True,
        help_text=_("Sous le numéro des urgences : pour quoi appeler, et le 112 en danger immédiat."),
    )
    emergency_numbers = BodyField(
        EmergencyNumbersBlock(),
        verbose_name=_("autres numéros d’urgence"),
        blank=True,
        help_text=_("Gaz, électricité, ascenseur… Ils sont montrés dans le pied de page."),
    )
    footer_text = models.TextField(
        _("présentation"), max_length=300, blank=True, help_text=_("Une ou deux phrases, dans le pied de page.")
    )

    panels = [
        FieldPanel("opening_hours"),
        FieldPanel("emergency_text"),
        FieldPanel("emergency_numbers"),
        FieldPanel("footer_text"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("textes du site")
        verbose_name_plural = _("textes du site")
        ordering = ["locale_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale"],
                name="site_texts_one_per_language",
                violation_error_message=_("Ces textes existent déjà dans cette langue : modifiez-les."),
            )
        ]

    def clean(self) -> None:
        """Refuse second texts in this language."""
        super().clean()
        if SiteTexts.objects.filter(locale_id=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("Ces textes existent déjà dans cette langue : modifiez-les."))

    def __str__(self) -> str:
        """Say which language the texts are in."""
        locale = Locale.objects.filter(pk=self.locale_id).first()
        return f"{_('Textes du site')} ({locale.get_display_name() if locale else ''})"
