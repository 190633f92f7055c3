from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ViePriveeConfig(AppConfig):
    """Export, erasure and retention of personal data."""

    name = "espace_locataire.vie_privee"
    label = "vie_privee"
    verbose_name = _("Vie privée")

    def ready(self) -> None:
        """Have accounts erased when asked for, and what is over forgotten in time."""
        from espace_locataire.vie_privee.erasing import erase_due
        from espace_locataire.vie_privee.purging import purge_in_time
        from espace_locataire.vie_privee.telling import declare_kinds
        from espace_locataire.vie_privee.unused import erase_accounts, unused_over, warn
        from home.due import Due, declare_due
        from home.retention import Retention, declare_retention

        declare_kinds()
        declare_retention(
            Retention(
                800,
                "accounts",
                _("Comptes sans usage"),
                "ACCOUNTS_WITHOUT_USE_KEPT_DAYS",
                unused_over,
                erase_accounts,
            )
        )
        declare_due(Due(600, "unused-accounts", _("Comptes sans usage prévenus"), warn))
        declare_due(Due(950, "erasures", _("Comptes effacés à leur demande"), erase_due))
        declare_due(Due(960, "purge", _("Données effacées en leur temps"), purge_in_time))
