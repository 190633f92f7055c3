from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuichetConfig(AppConfig):
    """The staff's counter."""

    name = "espace_locataire.guichet"
    label = "guichet"
    verbose_name = _("Guichet")

    def ready(self) -> None:
        """Have the search follow what changes below."""
        from espace_locataire.compte.signals import account_made, address_changed, people_changed
        from espace_locataire.dossier.signals import leases_imported, person_changed
        from espace_locataire.guichet.indexing import (
            after_account_changed,
            after_import,
            after_people_changed,
            after_person_changed,
        )

        leases_imported.connect(after_import, dispatch_uid="guichet_after_import")
        person_changed.connect(after_person_changed, dispatch_uid="guichet_after_person_changed")
        people_changed.connect(after_people_changed, dispatch_uid="guichet_after_people_changed")
        for signal in (account_made, address_changed):
            signal.connect(after_account_changed, dispatch_uid="guichet_after_account_changed")
