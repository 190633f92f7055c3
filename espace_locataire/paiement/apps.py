from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaiementConfig(AppConfig):
    """What was asked and paid, month by month; paying by card."""

    name = "espace_locataire.paiement"
    label = "paiement"
    verbose_name = _("Paiements")

    def ready(self) -> None:
        """Declare this room's tab, what it makes, what it tells people and what time triggers in it."""
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(4, "paiement", _("Paiement"), "credit-card"))
        from espace_locataire.dossier.acts import declare_act
        from espace_locataire.paiement.models import Paiement
        from espace_locataire.paiement.personal_data import declare_personal_data
        from espace_locataire.paiement.receipts import declare_receipt
        from espace_locataire.paiement.signals import payment_received
        from espace_locataire.paiement.sweeping import sweep
        from espace_locataire.paiement.telling import declare_kinds, tell_who_paid
        from home.due import Due, declare_due

        declare_kinds()
        declare_receipt()
        declare_personal_data()
        declare_act("card_payment_seen", _("Paiement par carte consulté"))
        declare_act("anomaly_resolved", _("Anomalie de paiement réglée"))
        payment_received.connect(tell_who_paid, Paiement, dispatch_uid="tell_who_paid")
        declare_due(Due(400, "card-payments", _("Paiements par carte"), sweep))
