from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Telling people: in the area, by e-mail, by web push."""

    name = "espace_locataire.notifications"
    label = "notifications"
    verbose_name = _("Notifications")
