"""Logging in with a code received by e-mail, for those who forget passwords."""

from typing import Any

from allauth.account import forms, views
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.forms import say
from espace_locataire.compte.unknown import active_user_of, look_like_a_person, write_to_unknown


class AskForCodeForm(forms.RequestLoginCodeForm):
    """The address the code is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "email", _("Adresse e-mail"))

    def clean_email(self) -> str:
        """Find the account, if there is one, within the limits. Raises `ValidationError` when asked too often."""
        email: str = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise get_adapter().validation_error("rate_limited")
        self._user = active_user_of(email)
        return email


class TypeCodeForm(forms.ConfirmLoginCodeForm):
    """The code, as it was received."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, "code", _("Le code reçu par e-mail"))
        self.fields["code"].widget.attrs.update({"inputmode": "numeric", "class": "code"})


class AskForCodeView(views.RequestLoginCodeView):
    """Sends a code, or tells an unknown address that it is one."""

    def form_valid(self, form: AskForCodeForm) -> Any:
        """Lead to where the code is typed, the same in both cases."""
        response = super().form_valid(form)
        if form._user is None:
            write_to_unknown(form.cleaned_data["email"])
        return response


class TypeCodeView(views.ConfirmLoginCodeView):
    """Where the code is typed; for an unknown address, no code is ever right."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Answer at the same cost whether the person exists or not."""
        if self.stage.login.user is None:
            look_like_a_person()
        return super().get_form_kwargs()
