from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaiementConfig(AppConfig):
    """What was asked and paid, month by month."""

    name = "espace_locataire.paiement"
    label = "paiement"
    verbose_name = _("Paiements")

    def ready(self) -> None:
        """Declare this room's tab."""
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(4, "paiement", _("Paiement"), "credit-card"))
