"""From the administration to the security of one's own account."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def security_of_my_account(request: HttpRequest) -> dict[str, str]:
    """Lead from Wagtail's own account page to passwords, passkeys and open sessions, which are not given there."""
    return {
        "url": reverse("compte"),
        "label": _("Connexion et sécurité"),
        "help_text": _("Adresse e-mail, mot de passe, clés d’accès, appareils connectés."),
    }
