from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompteConfig(AppConfig):
    """Who you are: users, tenants, login, preferences."""

    name = "espace_locataire.compte"
    label = "compte"
    verbose_name = _("Comptes")
