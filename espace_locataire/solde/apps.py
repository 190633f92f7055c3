from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SoldeConfig(AppConfig):
    """What is owed: the landlord's entries and the one formula over them."""

    name = "espace_locataire.solde"
    label = "solde"
    verbose_name = _("Soldes")
