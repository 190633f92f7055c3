"""Where the link of an invitation leads: what is offered, and a button, since mail scanners follow links."""

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from espace_locataire.compte.invited import AddressTakenError, make_account
from espace_locataire.compte.models import User
from espace_locataire.dossier.helping_forms import NewHelperForm
from espace_locataire.dossier.invitations import (
    DeadLinkError,
    HoldsTheLeaseError,
    OtherAccountError,
    accept,
    invitation_of,
    refuse,
)
from espace_locataire.dossier.models import Aidant
from home.public_forms import rate_limited, too_many

HOUR = 3600
PER_SENDER = 30


@method_decorator([login_not_required, never_cache], name="dispatch")
class InvitationPage(TemplateView):
    """A page about an invitation that can still be answered."""

    aidant: Aidant

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the invitation, or say that its link no longer serves."""
        try:
            self.aidant = invitation_of(kwargs["key"])
            return super().dispatch(request, *args, **kwargs)
        except DeadLinkError:
            return self._no_longer(request)

    def _no_longer(self, request: HttpRequest) -> HttpResponse:
        status = 404 if request.method in ("GET", "HEAD") else 409
        return self.response_class(request, ["dossier/invitation_dead.html"], {}, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitation, its key, and the tenant who asks."""
        return super().get_context_data(
            **kwargs | {"key": self.kwargs["key"], "aidant": self.aidant, "tenant": self.aidant.invited_by.locataire}
        )


class InvitationView(InvitationPage):
    """What is offered: accepted with an account that exists, or with one made here."""

    template_name = "dossier/invitation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is there: the person invited, someone else, or nobody; and the form of a new account."""
        user = self.request.user
        invited_is_here = user.is_authenticated and user.email == self.aidant.email
        has_account = User.objects.filter(email=self.aidant.email).exists()
        if not user.is_authenticated and not has_account:
            kwargs.setdefault("form", NewHelperForm(self.aidant.email))
        return super().get_context_data(
            invited_is_here=invited_is_here,
            someone_else_is_here=user.is_authenticated and not invited_is_here,
            has_account=has_account,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Accept, as the person who is logged in, or with a new account."""
        if rate_limited(request, "aidant-answer", PER_SENDER, HOUR):
            return too_many(request)
        if not request.user.is_authenticated:
            return self._with_new_account(request)
        try:
            aidant = accept(kwargs["key"], request.user)
        except OtherAccountError:
            return redirect(request.path)
        except HoldsTheLeaseError:
            messages.info(request, _("Vous êtes titulaire de ce bail : vous voyez déjà tout le dossier."))
            return redirect("espace_locataire")
        self._welcome(request)
        return redirect("accueil", cle=aidant.dossier.cle)

    def _with_new_account(self, request: HttpRequest) -> HttpResponseBase:
        form = NewHelperForm(self.aidant.email, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        fields = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "password")}
        language = get_language() or ""
        try:
            # A link that died meanwhile leaves no account behind.
            with transaction.atomic():
                person = make_account(
                    self.aidant.email,
                    **fields,
                    language=language if language in User.Language.values else User.Language.FRENCH,
                    conditions=form.wording(),
                )
                aidant = accept(self.kwargs["key"], person)
        except AddressTakenError:
            form.add_error(None, _("Cette adresse sert déjà, ou a servi il y a peu, à un compte. Appelez-nous."))
            return self.render_to_response(self.get_context_data(form=form))
        self._welcome(request)
        path = reverse("accueil", args=[aidant.dossier.cle])
        response: HttpResponse = perform_login(
            request, Login(user=person, email=person.email, redirect_url=path, signup=True)
        )
        return response

    def _welcome(self, request: HttpRequest) -> None:
        text = _("Merci ! Vous pouvez maintenant aider %(tenant)s.")
        messages.success(request, text % {"tenant": self.aidant.invited_by.locataire})


class RefusalView(InvitationPage):
    """Refuses an invitation: no account is needed for that."""

    template_name = "dossier/invitation_refuse.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take note of it."""
        refuse(kwargs["key"])
        return self.response_class(request, ["dossier/invitation_refused.html"], {})
