"""Where a tenant sends the insurance certificate, sees what became of it, and takes it back."""

import logging
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.attestations import OverlapError, insurance_of, send
from espace_locataire.dossier.forms import AttestationForm
from espace_locataire.dossier.models import Attestation, Piece, Scope
from espace_locataire.dossier.models.updates import FOR_HOLDERS_ONLY
from espace_locataire.dossier.private_files import DamagedFileError
from espace_locataire.dossier.proposals import AlreadyDecidedError, withdraw

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


class InsuranceView(DossierView):
    """The certificates of a lease, and the form that sends one."""

    template_name = "dossier/insurance.html"
    tab = "dossier"
    scope = Scope.DOSSIER
    what = gettext_lazy("Attestation d’assurance")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the certificate, or show the form again with what was typed and what was sent."""
        user: User = request.user  # type: ignore[assignment]
        form = AttestationForm(self.dossier, user, request.POST, request.FILES)
        if form.is_valid():
            fields = {name: form.cleaned_data[name] for name in ("assureur", "police", "du", "au")}
            try:
                send(self.dossier, user, **fields, pieces=form.chosen_pieces)
            except OverlapError:
                form.add_error("du", _("Vous venez d’envoyer une attestation pour ces dates. Rien d’autre à faire."))
            else:
                messages.success(request, _("Votre attestation est envoyée. Nous la vérifions et vous répondons."))
                return redirect("assurance", cle=self.dossier.cle)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the lease stands, the form, and every certificate sent, the latest first."""
        kwargs.setdefault("form", AttestationForm(self.dossier, self.person))
        return super().get_context_data(
            insurance=insurance_of(self.dossier),
            attestations=self.dossier.attestations.prefetch_related("pieces"),
            **kwargs,
        )


class WithdrawView(DossierView):
    """Takes back a certificate that nobody decided on yet, once the tenant confirms."""

    template_name = "dossier/withdraw.html"
    tab = "dossier"
    scope = Scope.DOSSIER
    what = gettext_lazy("Retrait d’une attestation d’assurance")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back, or say that it was decided on a moment ago."""
        user: User = request.user  # type: ignore[assignment]
        try:
            withdraw(self._attestation(), user)
        except AlreadyDecidedError:
            messages.error(request, _("Cette attestation ne peut plus être retirée : elle a déjà reçu une réponse."))
        else:
            messages.success(request, _("Votre attestation est retirée. Vous pouvez en envoyer une autre."))
        return redirect("assurance", cle=self.dossier.cle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the certificate in question."""
        return super().get_context_data(**{**kwargs, "attestation": self._attestation()})

    def _attestation(self) -> Attestation:
        return get_object_or_404(self.dossier.attestations, pk=self.kwargs["attestation"])


class PieceView(DossierView):
    """A paper the tenant sent, as we keep it; what came with a personal change is for holders only."""

    tab = "dossier"
    scope = Scope.DOSSIER
    what = gettext_lazy("Fichier envoyé avec une attestation ou un changement")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the file."""
        pieces = self.dossier.pieces.all()
        if self.standing.is_helper:
            pieces = pieces.exclude(form__in=FOR_HOLDERS_ONLY)
        return piece_response(get_object_or_404(pieces, pk=kwargs["piece"]))


def piece_response(piece: Piece) -> HttpResponseBase:
    """Return the answer that gives a paper to the one who may see it, or says plainly that it cannot be given."""
    try:
        content = piece.open_checked()
    except (OSError, DamagedFileError) as error:
        # The kind of fault and the row's number: nothing about a person.
        logger.error("piece %s cannot be given: %s", piece.pk, type(error).__name__)
        text = _("Ce fichier ne peut pas être ouvert pour l’instant. Réessayez plus tard.")
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(content, filename=piece.display_name, content_type=piece.content_type)
    response["Content-Length"] = str(piece.size_bytes)
    return response
