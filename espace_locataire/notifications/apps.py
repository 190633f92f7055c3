from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Telling people: in the area, by e-mail, by web push."""

    name = "espace_locataire.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Keep what people want when they sign up; have the outbox emptied; say what is held about people."""
        from espace_locataire.compte.signals import account_made
        from espace_locataire.notifications.outbox import deliver_due
        from espace_locataire.notifications.personal_data import declare_personal_data
        from espace_locataire.notifications.preferences import keep_wish_of_new_account
        from home.due import Due, declare_due

        account_made.connect(keep_wish_of_new_account, dispatch_uid="keep_wish_of_new_account")
        declare_due(Due(900, "outbox", _("E-mails à envoyer"), deliver_due))
        declare_personal_data()
