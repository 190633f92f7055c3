from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuichetConfig(AppConfig):
    """The staff's counter."""

    name = "espace_locataire.guichet"
    label = "guichet"
    verbose_name = _("Guichet")
