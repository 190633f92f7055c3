"""Passkeys: a key a person's own device keeps, opened by a finger, a face or a code.

What a browser says of a key comes from outside and may have any shape: the library answers some of them with an error
of the server, these forms with one of the form.
"""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.forms import say

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)


class AnswerMixin:
    """Reads what a browser answers with a key it has."""

    def clean_credential(self) -> Any:
        """Return the passkey. Raises `ValidationError` when it is not one that opens the account."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyLoginForm(AnswerMixin, webauthn.LoginWebAuthnForm):
    """A passkey instead of address and password."""


class PasskeySecondForm(AnswerMixin, webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class PasskeyAgainForm(AnswerMixin, webauthn.ReauthenticateWebAuthnForm):
    """A passkey, asked for again before something that matters."""


class NewPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey the browser has just made; it opens the account by itself, so it must know its owner."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "name", _("Nom de cette clé"), _("Pour la reconnaître si vous en avez plusieurs."))
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["credential"].label = _("Clé d’accès")
        self.fields["passwordless"].widget = forms.HiddenInput()

    def clean_name(self) -> str:
        """Return the name, cut where it is too long: the key already exists on the device."""
        return str(super().clean_name())[:60]

    def clean_passwordless(self) -> bool:
        """Take every key as one that opens the account: it must have checked a finger, a face or a code."""
        return True

    def clean(self) -> dict[str, Any]:
        """Return what was made. Raises `ValidationError` when it is no passkey, or does not know its owner."""
        try:
            return super().clean()
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Nom de cette clé"), max_length=60)
