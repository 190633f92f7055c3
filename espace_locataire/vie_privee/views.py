"""« Mes données »: what is held about a person, their copy of it, what they agreed to, who looked, and its end."""

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from espace_locataire.compte import consents
from espace_locataire.dossier.models import Consultation, Dossier
from espace_locataire.vie_privee import erasing
from espace_locataire.vie_privee.agreements import agreement_named, agreements_of
from espace_locataire.vie_privee.copying import copy_of
from espace_locataire.vie_privee.forms import ErasureForm
from espace_locataire.vie_privee.models import Effacement
from home.personal_data import declared_holdings
from home.public_forms import too_many, too_often

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LOOKS_PER_PAGE = 30
# A copy reads every file the person has.
COPIES, COPIES_SECONDS = 5, 24 * 3600


class PersonView(TemplateView):
    """A page about the person who is logged in."""

    @property
    def person(self) -> "User":
        """The person who is logged in."""
        return self.request.user  # type: ignore[return-value]


@method_decorator(never_cache, name="dispatch")
class DataView(PersonView):
    """What is held about the person, what for and how long, and what they may do about it."""

    template_name = "vie_privee/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each kind of data held, and whether the account waits for its end."""
        return super().get_context_data(
            holdings=declared_holdings(), erasure=Effacement.objects.of(self.person), **kwargs
        )


@method_decorator([never_cache, reauthentication_required(app="")], name="dispatch")
class CopyView(PersonView):
    """Gives the person a copy of everything, once they have proved again who they are."""

    template_name = "vie_privee/copy.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the ZIP."""
        if too_often("copy", str(self.person.pk), COPIES, COPIES_SECONDS):
            return too_many(request)
        response = StreamingHttpResponse(copy_of(self.person), content_type="application/zip")
        name = _("Mes données %(day)s.zip") % {"day": timezone.localdate().isoformat()}
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response


@method_decorator(never_cache, name="dispatch")
class AgreementsView(PersonView):
    """What the person agreed to, given and taken back here."""

    template_name = "vie_privee/agreements.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give one, or take it back."""
        agreement = agreement_named(request.POST.get("subject", ""))
        if agreement is not None and request.POST.get("wanted") == "yes":
            consents.give(self.person, agreement.subject, str(agreement.wording))
            messages.success(request, _("C’est noté : vous êtes d’accord."))
        elif agreement is not None and consents.withdraw(self.person, agreement.subject):
            messages.success(request, _("C’est noté : vous n’êtes plus d’accord."))
        return redirect("accords")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be agreed to, and all that was."""
        return super().get_context_data(
            agreements=agreements_of(self.person), history=self.person.consents.all(), **kwargs
        )


@method_decorator(never_cache, name="dispatch")
class LooksView(PersonView):
    """Who but their holders looked at the person's leases."""

    template_name = "vie_privee/looks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of them, the latest first."""
        looks = Consultation.objects.filter(dossier__in=Dossier.objects.held_by(self.person)).select_related("dossier")
        page = Paginator(looks, LOOKS_PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


@method_decorator([never_cache, reauthentication_required(app="")], name="dispatch")
class ErasureView(PersonView):
    """Has the account erased in some days, once the person has proved again who they are; or keeps it after all."""

    template_name = "vie_privee/erasure.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it, or take it back."""
        if request.POST.get("action") == "keep":
            if erasing.take_back(self.person):
                messages.success(request, _("Votre compte est gardé."))
            return redirect("mes_donnees")
        form = ErasureForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            erasing.ask(self.person)
        except erasing.StaffAccountError:
            messages.error(request, _("Un compte d’agent se ferme auprès de l’administration."))
            return redirect("mes_donnees")
        return redirect("effacement")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what goes, what stays and why, and what waits."""
        holdings = declared_holdings()
        kwargs.setdefault("form", ErasureForm())
        return super().get_context_data(
            erasure=Effacement.objects.of(self.person),
            going=[holding for holding in holdings if holding.erase is not None],
            staying=[holding for holding in holdings if holding.erase is None],
            **kwargs,
        )
