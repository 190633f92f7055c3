from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaiementConfig(AppConfig):
    """What was asked and paid, month by month."""

    name = "espace_locataire.paiement"
    label = "paiement"
    verbose_name = _("Paiements")
