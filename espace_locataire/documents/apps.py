from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Rent notices, receipts, charge statements; making PDFs."""

    name = "espace_locataire.documents"
    label = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Declare this room's tab, what it makes, what it tells tenants and what time triggers in it."""
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(5, "documents", _("Documents"), "file-text"))
        from espace_locataire.documents.account_papers import declare_account_papers
        from espace_locataire.documents.certificates import declare_certificates
        from espace_locataire.documents.personal_data import declare_personal_data
        from espace_locataire.documents.telling import declare_kinds, tell_of_arrivals
        from espace_locataire.dossier.acts import declare_act
        from home.due import Due, declare_due

        declare_certificates()
        declare_account_papers()
        declare_kinds()
        declare_act("documents_listed", _("Liste des documents consultée"))
        declare_act("document_opened", _("Document ouvert"))
        declare_act("document_seen", _("Document et journal de lecture consultés"))
        declare_act("document_withdrawn", _("Document retiré"))
        declare_due(Due(300, "documents-arrived", _("Documents arrivés"), tell_of_arrivals))
        declare_personal_data()
