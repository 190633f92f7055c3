"""The forms of « Mon compte »: password, codes, address, language."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.forms import say
from espace_locataire.compte.models import User
from espace_locataire.compte.passwords import RULE


def say_code(form: Any, label: Any, hint: Any = "") -> None:
    """Give the field of a code its label, and a keyboard of digits on a phone."""
    say(form, "code", label, hint)
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasswordChangeForm(account_forms.ChangePasswordForm):
    """The password of today, and a new one typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "oldpassword", _("Mot de passe actuel"))
        say(self, "password1", _("Nouveau mot de passe"), RULE)
        say(self, "password2", _("Le même, une seconde fois"))


class FirstPasswordForm(account_forms.SetPasswordForm):
    """A password for an account that has none, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password1", _("Nouveau mot de passe"), RULE)
        say(self, "password2", _("Le même, une seconde fois"))


class PasswordAgainForm(account_forms.ReauthenticateForm):
    """The password, asked for again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "password", _("Mot de passe"))


class SecondFactorForm(mfa_forms.AuthenticateForm):
    """A code of the application, or one of those kept on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self, _("Votre code"), _("Celui de votre application, ou l’un de vos codes de secours."))


class SecondFactorAgainForm(mfa_forms.ReauthenticateForm):
    """The same, asked for again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self, _("Votre code"), _("Celui de votre application, ou l’un de vos codes de secours."))


class ApplicationForm(ActivateTOTPForm):
    """The first code an application gives: proof that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self, _("Le code à 6 chiffres que montre l’application"))

    @property
    def letters(self) -> str:
        """Return the secret as it is copied by hand: four letters at a time."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class NewAddressForm(forms.Form):
    """The address a person wants to log in with from now on. Raises `ValidationError` when it is the one they have."""

    email = forms.EmailField(
        label=_("Nouvelle adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        """Return the address in lower case."""
        email: str = self.cleaned_data["email"].strip().lower()
        if email == self.user.email:
            raise forms.ValidationError(_("C’est déjà votre adresse. Écrivez la nouvelle."))
        return email


class LanguageForm(forms.ModelForm):  # type: ignore[type-arg]
    """The language of the messages a person receives."""

    class Meta:
        model = User
        fields = ["language"]
        widgets = {"language": forms.RadioSelect}
        labels = {"language": _("Langue de nos messages")}
        help_texts = {"language": ""}
