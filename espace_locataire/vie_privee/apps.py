from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ViePriveeConfig(AppConfig):
    """Export, erasure and retention of personal data."""

    name = "espace_locataire.vie_privee"
    label = "vie_privee"
    verbose_name = _("Vie privée")
