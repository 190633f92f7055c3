from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ErpConfig(AppConfig):
    """Files in from the landlord's ERP, files out to it."""

    name = "espace_locataire.erp"
    label = "erp"
    verbose_name = _("Échanges avec le progiciel")
