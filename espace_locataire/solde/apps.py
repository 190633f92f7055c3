from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SoldeConfig(AppConfig):
    """What is owed: the landlord's entries and the one formula over them."""

    name = "espace_locataire.solde"
    label = "solde"
    verbose_name = _("Soldes")

    def ready(self) -> None:
        """Say what is held about people."""
        from espace_locataire.solde.personal_data import declare_personal_data

        declare_personal_data()
