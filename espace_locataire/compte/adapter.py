"""How people come in: what the login library asks this project."""

import logging
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.devices import device_named
from espace_locataire.compte.known_browsers import is_known, remember

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Tenants and staff enter by the same door, and each is led to their own work."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "enter_current_password": gettext_lazy("Ce n’est pas votre mot de passe actuel."),
        "incorrect_code": gettext_lazy("Ce n’est pas le bon code. Recopiez celui de notre dernier message."),
        "incorrect_password": gettext_lazy("Ce n’est pas votre mot de passe."),
        "rate_limited": gettext_lazy("Trop d’essais. Attendez quelques minutes, puis essayez de nouveau."),
    }
    first_login = False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the administration for those who work there, the tenant area for everybody else."""
        user = request.user
        if user.has_perm("wagtailadmin.access_admin") and not hasattr(user, "locataire"):
            return resolve_url("wagtailadmin_home")
        return resolve_url(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the page of the account, which says that it is done."""
        return reverse("compte")

    def login(self, request: HttpRequest, user: "User") -> None:
        """Open the session, and keep in mind whether it is the person's very first."""
        self.first_login = user.last_login is None
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: "User", **kwargs: Any) -> HttpResponse:
        """Lead the person on; tell them of a browser they had never used, but not at their very first login."""
        response = super().post_login(request, user, **kwargs)
        if not self.first_login and not is_known(request, user):
            self._tell_of_new_browser(user)
        remember(request, response, user)
        return response

    def _tell_of_new_browser(self, user: "User") -> None:
        try:
            self.send_notification_mail("account/email/new_browser", user)
        except OSError as error:
            # A mail server that fails must not keep people out. Named only: words may quote the address.
            logger.error("A new browser could not be told (%s).", type(error).__name__)

    def send_notification_mail(self, template_prefix: str, user: "User", *args: Any, **kwargs: Any) -> None:
        """Tell a person what happened to their account, in their own language."""
        with translation.override(user.language):
            super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Return the device in plain words: people read it in their messages."""
        return device_named(super().get_http_user_agent(request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to prove who one is, in the words of the site."""
        words = {
            "reauthenticate": _("Avec votre mot de passe"),
            "mfa_reauthenticate": _("Avec un code"),
            "mfa_reauthenticate:webauthn": _("Avec votre clé d’accès"),
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]
