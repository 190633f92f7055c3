"""Where a tenant sees who helps them and what they did, invites someone, changes or ends a help."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.helping import CannotInviteError, aidants_of, change, deeds_of_aidants, invite, revoke
from espace_locataire.dossier.helping_forms import HelpForm, InviteForm
from espace_locataire.dossier.models import Aidant
from home.public_forms import too_many, too_often

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

DAY = 24 * 3600
INVITATIONS_A_DAY = 10
DEEDS_PER_PAGE = 20


class AidantsView(DossierView):
    """Who helps, to which day, with what; and what they did, the latest first."""

    template_name = "dossier/aidants.html"
    tab = "dossier"
    holders_only = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add those who help or may accept, those whose help is over, and a page of what helpers did."""
        aidants = aidants_of(self.dossier)
        page = Paginator(deeds_of_aidants(self.dossier), DEEDS_PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            aidants=[aidant for aidant in aidants if aidant.is_open],
            former=[aidant for aidant in aidants if not aidant.is_open],
            page=page,
            **kwargs,
        )


class InviteView(DossierView):
    """The form that invites someone."""

    template_name = "dossier/aidant_invite.html"
    tab = "dossier"
    holders_only = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Invite them; or show the form again, with what has to be mended or why they cannot be invited."""
        user: User = request.user  # type: ignore[assignment]
        form = InviteForm(request.POST)
        if form.is_valid():
            if too_often("aidant-invitation", str(user.pk), INVITATIONS_A_DAY, DAY):
                return too_many(request)
            try:
                aidant = invite(self.dossier, user, **form.cleaned_data)
            except CannotInviteError as error:
                form.add_error("email", str(error))
            else:
                text = _("L’invitation part à l’adresse %(email)s. Vous serez averti de la réponse.")
                messages.success(request, text % {"email": aidant.email})
                return redirect("aidants", cle=self.dossier.cle)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        return super().get_context_data(**{"form": kwargs.get("form") or InviteForm()} | kwargs)


class AidantView(DossierView):
    """A page about one helper of the lease."""

    tab = "dossier"
    holders_only = True

    @cached_property
    def aidant(self) -> Aidant:
        """Return the helper the address names, among those of this lease, or answer 404."""
        return get_object_or_404(
            Aidant.objects.select_related("person", "invited_by__locataire"),
            dossier=self.dossier,
            pk=self.kwargs["aidant"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the helper."""
        return super().get_context_data(**kwargs | {"aidant": self.aidant})


class ChangeAidantView(AidantView):
    """Changes what a helper sees, and to which day."""

    template_name = "dossier/aidant_change.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Change it, or show the form again; a help that is over is not changed."""
        if not self.aidant.is_open:
            messages.error(request, _("Cette aide est terminée. Pour la reprendre, invitez la personne de nouveau."))
            return redirect("aidants", cle=self.dossier.cle)
        form = HelpForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        change(self.aidant, **form.cleaned_data)
        messages.success(request, _("C’est enregistré."))
        return redirect("aidants", cle=self.dossier.cle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, as things stand."""
        return super().get_context_data(**{"form": HelpForm.about(self.aidant)} | kwargs)


class EndAidantView(AidantView):
    """Ends a help or an invitation, once the tenant confirms; after the lease too."""

    template_name = "dossier/aidant_end.html"
    acts_after_departure = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it at once."""
        user: User = request.user  # type: ignore[assignment]
        revoke(self.aidant, user)
        messages.success(request, _("C’est terminé : cette personne ne voit plus votre dossier."))
        return redirect("aidants", cle=self.dossier.cle)
