from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Rent notices, receipts, charge statements; making PDFs."""

    name = "espace_locataire.documents"
    label = "documents"
    verbose_name = _("Documents")
