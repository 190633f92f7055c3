from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    """Leases, dwellings, holders, occupants, and the one door to a tenant's data."""

    name = "espace_locataire.dossier"
    label = "dossier"
    verbose_name = _("Dossiers")
