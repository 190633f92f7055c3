from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CompteConfig(AppConfig):
    """Who you are: users, tenants, login, preferences."""

    default = True
    name = "espace_locataire.compte"
    label = "compte"
    verbose_name = _("Comptes")

    def ready(self) -> None:
        """Have sign-ups answered, sessions end with a password, and what is over forgotten in time."""
        from allauth.account.signals import password_changed, password_reset, password_set

        from espace_locataire.compte.email_changes import forget_old
        from espace_locataire.compte.sessions import end_others_after_new_password, forget_expired
        from espace_locataire.compte.signing_up import answer_due, forget_requests
        from home.due import Due, declare_due

        for signal in (password_changed, password_set, password_reset):
            signal.connect(end_others_after_new_password)
        declare_due(Due(890, "sign-up-answers", _("Réponses aux inscriptions"), answer_due))
        declare_due(Due(815, "sign-ups", _("Inscriptions sans suite effacées"), forget_requests))
        declare_due(Due(820, "sessions", _("Sessions terminées effacées"), forget_expired))
        declare_due(Due(830, "email-changes", _("Anciens changements d’adresse effacés"), forget_old))


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users and groups, with the staff's accounts instead of everybody's."""

    user_viewset = "espace_locataire.compte.staff.StaffViewSet"
