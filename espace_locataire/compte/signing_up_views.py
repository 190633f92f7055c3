"""Signing up, page by page. What was typed waits in the session; no page says who exists."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from espace_locataire.compte.models import User
from espace_locataire.compte.signing_up import Identity, LinkNotValidError, Wishes, ask, confirm, inscription_of
from espace_locataire.compte.signing_up_forms import IdentityForm, WishesForm
from home.public_forms import rate_limited, too_many, too_often

HOUR = 3600
# A desk where tenants are helped to sign up has one address for all of them.
PER_SENDER, PER_REFERENCE, PER_ADDRESS = 30, 10, 5
IDENTITY, ASKED = "inscription_identity", "inscription_asked"


@method_decorator([login_not_required, never_cache], name="dispatch")
class SigningUpMixin:
    """Leads those who have an account already to their area, and those who skipped a page back to it."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page to those who are not logged in and came by the one before."""
        if request.user.is_authenticated:
            return redirect("espace_locataire")
        if not self.may_be_here():
            return redirect("account_signup")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def may_be_here(self) -> bool:
        """Say whether the pages before this one were filled in, in a session that lasts."""
        return True

    @property
    def identity(self) -> dict[str, str]:
        """Return what was typed at the first step, as far as it was right."""
        kept: dict[str, str] = self.request.session.get(IDENTITY, {})
        return kept


class IdentityView(SigningUpMixin, FormView[IdentityForm]):
    """First step: who you are, and what you will log in with."""

    template_name = "compte/inscription.html"
    form_class = IdentityForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form what was typed before."""
        kept = {name: value for name, value in self.identity.items() if name != "password"}
        return super().get_form_kwargs() | {"initial": kept, "password_kept": "password" in self.identity}

    def form_valid(self, form: IdentityForm) -> HttpResponse:
        """Keep it, and go on."""
        self._keep(form)
        return redirect("inscription_wishes")

    def form_invalid(self, form: IdentityForm) -> HttpResponse:
        """Keep what is right: nobody types a password twice because of another field."""
        self._keep(form)
        again = IdentityForm(form.data, password_kept="password" in self.identity)
        return super().form_invalid(again)

    def _keep(self, form: IdentityForm) -> None:
        right = {name: value for name, value in form.cleaned_data.items() if value and name not in form.errors}
        if "password" in right:
            right["password"] = make_password(right["password"])
        self.request.session[IDENTITY] = self.identity | right


class WishesView(SigningUpMixin, FormView[WishesForm]):
    """Second step: what you want to receive, and the conditions."""

    template_name = "compte/inscription_options.html"
    form_class = WishesForm

    def may_be_here(self) -> bool:
        """Say whether the first step is complete."""
        return set(self.identity) >= set(Identity.__annotations__)

    def get_initial(self) -> dict[str, Any]:
        """Offer the language of the page."""
        language = get_language()
        return {"language": language if language in User.Language.values else User.Language.FRENCH}

    def form_valid(self, form: WishesForm) -> HttpResponse:
        """Write the request down; the page that follows is the same for everyone."""
        identity = Identity(**self.identity)
        if self._too_often(identity):
            return too_many(self.request)
        wishes = {name: form.cleaned_data[name] for name in ("language", "documents", "messages", "newsletter")}
        inscription = ask(identity, Wishes(**wishes, wordings=form.wordings()))
        del self.request.session[IDENTITY]
        self.request.session[ASKED] = {"pk": inscription.pk, "email": identity.email}
        return redirect("inscription_asked")

    def _too_often(self, identity: Identity) -> bool:
        counts = [
            rate_limited(self.request, "inscription", PER_SENDER, HOUR),
            too_often("inscription-reference", identity.reference_client, PER_REFERENCE, HOUR),
            too_often("inscription-address", identity.email, PER_ADDRESS, HOUR),
        ]
        return any(counts)


class AskedView(SigningUpMixin, TemplateView):
    """Says that a message left, to the address that was typed, and what to do when it does not come."""

    template_name = "compte/inscription_asked.html"

    def may_be_here(self) -> bool:
        """Say whether something was asked for."""
        return ASKED in self.request.session

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the address the message left for."""
        return super().get_context_data(email=self.request.session[ASKED]["email"], **kwargs)


@method_decorator([login_not_required, never_cache], name="dispatch")
class ConfirmView(TemplateView):
    """The link of the message: a button makes the account, since mail scanners follow links."""

    template_name = "compte/inscription_confirm.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the button, or say that the link no longer serves."""
        try:
            inscription = inscription_of(kwargs["key"])
        except LinkNotValidError:
            return self._no_longer(request)
        has_account = User.objects.filter(email=inscription.email).exists()
        return self.render_to_response(self.get_context_data(email=inscription.email, has_account=has_account))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the account; log in the browser that asked for it, lead any other to the login."""
        try:
            asked_here = request.session.get(ASKED, {}).get("pk") == inscription_of(kwargs["key"]).pk
            person = confirm(kwargs["key"])
        except LinkNotValidError:
            return self._no_longer(request)
        request.session.pop(ASKED, None)
        if asked_here and not request.user.is_authenticated:
            messages.success(request, _("Bienvenue ! Votre compte est créé."))
            login = Login(user=person, email=person.email, redirect_url=reverse("espace_locataire"), signup=True)
            response: HttpResponse = perform_login(request, login)
            return response
        messages.success(request, _("Votre compte est prêt. Connectez-vous avec votre adresse et votre mot de passe."))
        return redirect("account_login")

    def _no_longer(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(no_longer=True), status=404 if request.method == "GET" else 409
        )
