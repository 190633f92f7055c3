from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    """Leases, dwellings, holders, occupants, and the one door to a tenant's data."""

    name = "espace_locataire.dossier"
    label = "dossier"
    verbose_name = _("Dossiers")

    def ready(self) -> None:
        """Declare this room's tab and its check."""
        from django.core.checks import Tags, register

        from espace_locataire.dossier.checks import every_page_of_a_dossier_uses_the_door

        register(every_page_of_a_dossier_uses_the_door, Tags.security)
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(2, "dossier", _("Dossier"), "folder-open"))
