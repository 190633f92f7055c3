from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CompteConfig(AppConfig):
    """Who you are: users, tenants, login, preferences."""

    default = True
    name = "espace_locataire.compte"
    label = "compte"
    verbose_name = _("Comptes")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users and groups, with the staff's accounts instead of everybody's."""

    user_viewset = "espace_locataire.compte.staff.StaffViewSet"
