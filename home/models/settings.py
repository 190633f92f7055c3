"""The settings of the site: who the landlord is, how to reach it, where else it speaks, its colours."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home import brand
from home.blocks.menus import SocialLinksBlock
from home.fields import COLOUR, BodyField, ColourField
from home.page_cache import depends_on


@depends_on
@register_setting(icon="home", order=10)
class Bailleur(BaseSiteSetting):
    """The landlord, as shown on every page: how to call, write, come. Its texts, per language, are `SiteTexts`."""

    name = models.CharField(_("nom"), max_length=100, default="C’Chartres habitat")
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    emergency_phone = models.CharField(_("téléphone des urgences, jour et nuit"), max_length=30, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    address = models.TextField(_("adresse postale"), blank=True)
    social_links = BodyField(SocialLinksBlock(), verbose_name=_("réseaux sociaux"), blank=True)
    app_store_url = models.URLField(
        _("application sur l’App Store"), blank=True, help_text=_("Sans adresse, le lien n’est pas montré.")
    )
    google_play_url = models.URLField(
        _("application sur Google Play"), blank=True, help_text=_("Sans adresse, le lien n’est pas montré.")
    )
    brand_colour = ColourField(
        _("couleur de l’en-tête"),
        default=brand.DEFAULT_BRAND,
        help_text=_("Assez foncée pour que l’on y lise du texte blanc."),
    )
    accent_colour = ColourField(
        _("couleur des liens et des boutons"),
        default=brand.DEFAULT_ACCENT,
        help_text=_("Assez foncée pour être lue sur le fond des pages. La version sombre du site en est déduite."),
    )

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("emergency_phone"), FieldPanel("email"), FieldPanel("address")],
            heading=_("Nous joindre"),
        ),
        MultiFieldPanel(
            [FieldPanel("social_links"), FieldPanel("app_store_url"), FieldPanel("google_play_url")],
            heading=_("Ailleurs"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("brand_colour", widget=forms.ColorInput),
                FieldPanel("accent_colour", widget=forms.ColorInput),
            ],
            heading=_("Couleurs"),
        ),
    ]

    class Meta:
        verbose_name = _("Coordonnées du bailleur")
        constraints = [
            models.CheckConstraint(condition=models.Q(brand_colour__regex=COLOUR), name="bailleur_brand_colour"),
            models.CheckConstraint(condition=models.Q(accent_colour__regex=COLOUR), name="bailleur_accent_colour"),
        ]

    def clean(self) -> None:
        """Refuse colours that some would not be able to read, and say by how much."""
        super().clean()
        errors = {}
        for field in ("brand_colour", "accent_colour"):
            try:
                ratio = brand.worst_contrast(getattr(self, field))
            except ValueError:
                # The field's own validator says so.
                continue
            if ratio < brand.READABLE:
                errors[field] = ValidationError(
                    _t(
                        "Cette couleur est trop claire : le contraste avec le blanc ou le fond des pages est de "
                        "%(ratio)s pour 1. Il en faut au moins 4,5 pour 1. Choisissez une couleur plus foncée."
                    )
                    # Cut, not rounded: 4,49 must not read 4,5.
                    % {"ratio": number_format(int(ratio * 10) / 10, 1)},
                    code="contrast",
                )
        if errors:
            raise ValidationError(errors)

    @property
    def style_sheet_name(self) -> str:
        """What names the style sheet of the landlord's colours; empty when they are the site's own."""
        if (self.brand_colour, self.accent_colour) == (brand.DEFAULT_BRAND, brand.DEFAULT_ACCENT):
            return ""
        return brand.fingerprint(self.brand_colour, self.accent_colour)
