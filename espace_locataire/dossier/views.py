"""The way in, and the tenant's file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from espace_locataire.dossier.access import DossierView, shown_dossiers
from espace_locataire.dossier.attestations import insurance_of
from espace_locataire.dossier.household import household_of
from espace_locataire.dossier.models import Scope
from espace_locataire.dossier.updates import postal_address, standing_changes


@method_decorator(never_cache, name="dispatch")
class EntryView(TemplateView):
    """Leads to the only dossier, or the last one used; explains itself to someone who has none."""

    template_name = "dossier/no_dossier.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect to a dossier, or say what to do when there is none."""
        dossiers = shown_dossiers(request)
        if dossiers:
            return redirect("accueil", cle=dossiers[0].cle)
        return super().get(request, *args, **kwargs)


class FileView(DossierView):
    """The file: the dwelling, the lease, who is on it and who lives there."""

    template_name = "dossier/file.html"
    tab = "dossier"
    scope = Scope.DOSSIER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add holders and occupants of today, where the insurance stands, where the post goes."""
        today = timezone.localdate()
        titulaires = list(self.dossier.titulaires.current(today).select_related("locataire"))
        mine = next((link.locataire for link in titulaires if self.is_theirs(link.locataire)), None)
        changes = standing_changes(self.dossier)
        return super().get_context_data(
            insurance=insurance_of(self.dossier),
            titulaires=titulaires,
            mine=mine,
            household=household_of(self.dossier, changes),
            postal_address=postal_address(changes),
            **kwargs,
        )
