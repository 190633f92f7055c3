"""« Mon compte »: what a person changes of their account, and where it is open."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, UpdateView

from espace_locataire.compte import email_changes
from espace_locataire.compte.models import User
from espace_locataire.compte.second_factor import factors_of
from espace_locataire.compte.security_forms import LanguageForm, NewAddressForm
from espace_locataire.compte.sessions import end_sessions, open_sessions
from espace_locataire.compte.staff_door import owes_second_factor, works_here


def person_of(request: HttpRequest) -> User:
    """Return the person who is logged in."""
    return request.user  # type: ignore[return-value]


@method_decorator(never_cache, name="dispatch")
class AccountView(TemplateView):
    """Everything about the account, on one page."""

    template_name = "compte/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the person proves who they are, where the account is open, and the language of messages."""
        person = person_of(self.request)
        return super().get_context_data(
            factors=factors_of(person),
            sessions=open_sessions(person, self.request.session.session_key),
            language=LanguageForm(instance=person),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class LanguageView(UpdateView):  # type: ignore[type-arg]
    """Changes the language of messages."""

    form_class = LanguageForm
    template_name = "compte/language.html"

    def get_object(self, queryset: Any = None) -> User:
        """Return the person's own account."""
        return User.objects.get(pk=person_of(self.request).pk)

    def get_success_url(self) -> str:
        """Lead back to the account, which says that it is done."""
        messages.success(self.request, _("C’est enregistré."))
        return reverse("compte")


@method_decorator(never_cache, name="dispatch")
class SecurityView(TemplateView):
    """Passkeys, the application of codes, the codes kept on paper."""

    template_name = "compte/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the person has, and whether their work asks for more."""
        person = person_of(self.request)
        return super().get_context_data(
            factors=factors_of(person),
            owes=owes_second_factor(person),
            works_here=works_here(person),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class SessionsView(TemplateView):
    """The browsers in which the account is open, shut one by one or all at once."""

    template_name = "compte/sessions.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session asked for, or every one of them, this one too."""
        person = person_of(request)
        asked = request.POST.get("session", "")
        if asked == "all":
            end_sessions(person)
            logout(request)
            messages.success(request, _("Votre compte est fermé sur tous les appareils."))
            return redirect("account_login")
        if asked.isdecimal() and end_sessions(person, only=int(asked), besides=request.session.session_key):
            messages.success(request, _("Cet appareil est déconnecté."))
        return redirect("usersessions_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the open sessions."""
        person = person_of(self.request)
        return super().get_context_data(sessions=open_sessions(person, self.request.session.session_key), **kwargs)


@method_decorator([never_cache, reauthentication_required(app=""), rate_limit(action="manage_email")], name="dispatch")
class EmailChangeView(FormView):  # type: ignore[type-arg]
    """Asks for the new address, once the person has proved again who they are."""

    form_class = NewAddressForm
    template_name = "compte/email_change.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the person."""
        return super().get_form_kwargs() | {"user": person_of(self.request)}

    def form_valid(self, form: NewAddressForm) -> HttpResponse:
        """Write to the new address; the answer is the same whoever reads it."""
        email = form.cleaned_data["email"]
        email_changes.ask(person_of(self.request), email)
        return render(self.request, "compte/email_change_asked.html", {"email": email})


@method_decorator(never_cache, name="dispatch")
class EmailConfirmView(TemplateView):
    """Where the link sent to the new address leads: a button, for the person who asked and nobody else."""

    template_name = "compte/email_change_confirm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the address, or none when the link is dead."""
        try:
            email = email_changes.asked_for(person_of(self.request), kwargs["token"])
        except email_changes.DeadLinkError:
            email = ""
        return super().get_context_data(email=email, **kwargs)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Change the address."""
        try:
            email_changes.confirm(person_of(request), token)
        except email_changes.DeadLinkError:
            return self.render_to_response(super().get_context_data(email="", token=token))
        messages.success(request, _("Votre nouvelle adresse est enregistrée."))
        return redirect("compte")


@method_decorator([never_cache, login_not_required], name="dispatch")
class EmailUndoView(TemplateView):
    """Where the link sent to the old address leads: a button; mail scanners follow links, and change nothing."""

    template_name = "compte/email_change_undo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the change, or none when the link is dead."""
        try:
            change = email_changes.undoable(kwargs["token"])
        except email_changes.DeadLinkError:
            change = None
        return super().get_context_data(change=change, **kwargs)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Give the old address back, and lead to the choice of a new password."""
        try:
            person = email_changes.undo(token)
        except email_changes.DeadLinkError:
            return self.render_to_response(super().get_context_data(change=None, token=token))
        logout(request)
        key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
        return redirect("account_reset_password_from_key", **key)
