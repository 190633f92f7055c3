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
        """Have sign-ups answered, sessions end with a password, and say what is held about people."""
        from allauth.account.signals import password_changed, password_reset, password_set

        from espace_locataire.compte.personal_data import declare_personal_data
        from espace_locataire.compte.sessions import end_others_after_new_password
        from espace_locataire.compte.signing_up import answer_due
        from home.due import Due, declare_due

        for signal in (password_changed, password_set, password_reset):
            signal.connect(end_others_after_new_password)
        declare_due(Due(890, "sign-up-answers", _("Réponses aux inscriptions"), answer_due))
        declare_personal_data()


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users and groups, with the staff's accounts instead of everybody's."""

    user_viewset = "espace_locataire.compte.staff.StaffViewSet"
