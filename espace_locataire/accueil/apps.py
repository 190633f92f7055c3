from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccueilConfig(AppConfig):
    """The tenant's dashboard: reads from the other rooms, owns no table."""

    name = "espace_locataire.accueil"
    label = "accueil"
    verbose_name = _("Accueil")

    def ready(self) -> None:
        """Declare this room's tab."""
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(1, "accueil", _("Accueil"), "house"))
