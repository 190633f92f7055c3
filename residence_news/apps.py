from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidenceNewsConfig(AppConfig):
    """Residences, and what happens in them."""

    name = "residence_news"
    verbose_name = _("Résidences")
