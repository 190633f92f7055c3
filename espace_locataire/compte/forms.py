"""The forms of the login door, in the words of the site."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


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


class NewPasswordForm(forms.ResetPasswordKeyForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("Nouveau mot de passe"))
        say(self, "password2", _("Le même, une seconde fois"))


def say(form: Any, name: str, label: Any) -> None:
    """Give a field its label; the label says it all, so nothing stands in the field itself or below it."""
    field = form.fields[name]
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    if name == "password":
        field.help_text = ""
