from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemandesConfig(AppConfig):
    """Tenants' requests and their timeline."""

    name = "espace_locataire.demandes"
    label = "demandes"
    verbose_name = _("Demandes")
