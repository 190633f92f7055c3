from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Rent notices, receipts, charge statements; making PDFs."""

    name = "espace_locataire.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Declare this room's tab, what it tells tenants, and when."""
        from espace_locataire.documents.telling import announce, declare_kinds
        from espace_locataire.dossier.tabs import Tab, declare_tab
        from home.due import Due, declare_due

        declare_kinds()
        declare_due(Due(300, "new-documents", _("Documents arrivés"), announce))
        declare_tab(Tab(5, "documents", _("Documents"), "file-text"))
