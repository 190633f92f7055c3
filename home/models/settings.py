"""The settings of the site: who the landlord is and how to reach it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


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
