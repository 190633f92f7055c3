from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    """Leases, dwellings, holders, occupants, and the one door to a tenant's data."""

    name = "espace_locataire.dossier"
    label = "dossier"
    verbose_name = _("Dossiers")

    def ready(self) -> None:
        """Declare this room's tab, its check, what it tells tenants and what time triggers in it."""
        from django.core.checks import Tags, register

        from espace_locataire.dossier.checks import (
            every_page_of_a_dossier_says_who_opens_it,
            every_page_of_a_dossier_uses_the_door,
        )

        register(every_page_of_a_dossier_uses_the_door, Tags.security)
        register(every_page_of_a_dossier_says_who_opens_it, Tags.security)
        from espace_locataire.dossier.tabs import Tab, declare_tab

        declare_tab(Tab(2, "dossier", _("Dossier"), "folder-open"))
        from espace_locataire.compte.signals import account_made, address_changed
        from espace_locataire.dossier.consulting import declare_acts, record_decision
        from espace_locataire.dossier.discarding import delete_due
        from espace_locataire.dossier.helping_telling import declare_kinds as declare_helping_kinds
        from espace_locataire.dossier.helping_telling import remind as remind_of_aidants
        from espace_locataire.dossier.helping_telling import tell_of_answer, tell_of_end
        from espace_locataire.dossier.invitations import send_due
        from espace_locataire.dossier.models import Aidant, Attestation, MiseAJour
        from espace_locataire.dossier.personal_data import declare_personal_data
        from espace_locataire.dossier.signals import aidant_answered, aidant_ended, proposal_changed
        from espace_locataire.dossier.telling import declare_kinds, remind, tell_of_attestation, tell_of_update
        from espace_locataire.dossier.updates import apply_accepted, keep_address_of_account
        from home.due import Due, declare_due

        declare_kinds()
        declare_helping_kinds()
        declare_acts()
        aidant_answered.connect(tell_of_answer, Aidant, dispatch_uid="tell_of_aidant_answer")
        aidant_ended.connect(tell_of_end, Aidant, dispatch_uid="tell_of_aidant_end")
        for model in (Attestation, MiseAJour):
            proposal_changed.connect(record_decision, model, dispatch_uid=f"record_{model._meta.model_name}")
        proposal_changed.connect(tell_of_attestation, Attestation, dispatch_uid="tell_of_attestation")
        proposal_changed.connect(apply_accepted, MiseAJour, dispatch_uid="apply_accepted")
        proposal_changed.connect(tell_of_update, MiseAJour, dispatch_uid="tell_of_update")
        for signal in (account_made, address_changed):
            signal.connect(keep_address_of_account, dispatch_uid="keep_address_of_account")
        declare_due(Due(200, "insurance-reminders", _("Rappels d’assurance"), remind))
        declare_due(Due(210, "aidants-ending", _("Aides qui se terminent"), remind_of_aidants))
        declare_due(Due(880, "aidant-invitations", _("Invitations d’aidants"), send_due))
        declare_personal_data()
        declare_due(Due(970, "discarded-files", _("Fichiers effacés du stockage"), delete_due))
