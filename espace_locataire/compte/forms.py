"""The forms of the login door, in the words of the site."""

from typing import Any

from allauth.account import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.passwords import RULE
from espace_locataire.compte.unknown import active_user_of, look_like_a_link, write_to_unknown


class LoginForm(forms.LoginForm):
    """E-mail address and password; the session lasts if the person wants it to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "login", _("Adresse e-mail"))
        say(self, "password", _("Mot de passe"))
        say(self, "remember", _("Rester connecté sur cet appareil"))


class ForgottenPasswordForm(forms.ResetPasswordForm):
    """The address the link to a new password is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Adresse e-mail"))

    def clean_email(self) -> str:
        """Find the account, if there is one."""
        email: str = self.cleaned_data["email"].lower()
        user = active_user_of(email)
        self.users = [user] if user else []
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link, or tell an unknown address that it is one."""
        email: str = super().save(request, **kwargs)
        if not self.users:
            look_like_a_link()
            write_to_unknown(email)
        return email


class NewPasswordForm(forms.ResetPasswordKeyForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("Nouveau mot de passe"), RULE)
        say(self, "password2", _("Le même, une seconde fois"))


def say(form: Any, name: str, label: Any, hint: Any = "") -> None:
    """Give a field its label, and a hint above it; nothing stands in the field itself."""
    field = form.fields[name]
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
