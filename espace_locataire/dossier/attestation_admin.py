"""Where staff answers the insurance certificates: the queue, one certificate beside its papers, accept or refuse."""

from typing import Any, ClassVar

import django_filters
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from espace_locataire.dossier.deciding import (
    DecideView,
    PieceOfProposalView,
    ProposalIndexView,
    RefusalForm,
    address_of,
    queue_of,
)
from espace_locataire.dossier.models import Attestation
from espace_locataire.dossier.queues import Queue
from home.policies import ReadOnlyPolicy

SEE, DECIDE = "dossier.view_attestation", "dossier.decide_attestation"

register_permission_policy(Attestation, ReadOnlyPolicy(Attestation))


class AttestationRefusalForm(RefusalForm):
    """Why a certificate is refused."""

    reasons: ClassVar = [
        ("illisible", gettext_lazy("Le document est illisible. Reprenez la photo, à plat et en pleine lumière.")),
        ("autre-document", gettext_lazy("Ce document n’est pas une attestation d’assurance habitation.")),
        ("dates", gettext_lazy("Les dates écrites ne sont pas celles du document.")),
        ("adresse", gettext_lazy("L’adresse assurée n’est pas celle de votre logement.")),
        ("nom", gettext_lazy("Le nom de l’assuré n’est pas celui d’un titulaire du bail.")),
        ("incomplete", gettext_lazy("Il manque une page.")),
    ]


class AttestationFilterSet(WagtailFilterSet):
    """Narrows the list to a state; what waits is shown first."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=Attestation.Status.choices, empty_label=gettext_lazy("Tous")
    )

    class Meta:
        model = Attestation
        fields = ["status"]


def decide_url(attestation: Attestation) -> str:
    """Return where this certificate is answered."""
    return reverse("attestation_decide", args=[attestation.pk])


class AttestationViewSet(ModelViewSet):
    """The queue of the certificates, and its export."""

    model = Attestation
    icon = "clipboard-list"
    menu_label = gettext_lazy("Attestations d’assurance")
    menu_hook = "register_gestion_locative_item"
    menu_order = 200
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["assureur"]
    index_view_class = ProposalIndexView
    filterset_class = AttestationFilterSet
    search_fields = ["dossier__reference", "assureur", "police"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn("dossier", label=gettext_lazy("Dossier"), get_url=decide_url, accessor="dossier.reference"),
        Column(address_of, label=gettext_lazy("Adresse")),
        Column("assureur", label=gettext_lazy("Assureur")),
        DateColumn("sent_at", label=gettext_lazy("Envoyée"), width="14%"),
        StatusTagColumn("state", label=gettext_lazy("État"), primary=lambda row: row.is_waiting, width="12%"),
    ]
    list_export = ["dossier.reference", "assureur", "police", "du", "au", "state", "sent_at", "decided_at", "reason"]
    export_headings = {"dossier.reference": gettext_lazy("Dossier"), "state": gettext_lazy("État")}
    export_filename = "attestations"


class DecideAttestationView(DecideView[Attestation]):
    """One certificate beside the papers; the other certificates of the lease below."""

    model = Attestation
    form_class = AttestationRefusalForm
    see, decide = SEE, DECIDE
    queue, here = "attestations:index", "attestation_decide"
    queue_label = gettext_lazy("Attestations d’assurance")
    withdrawn = gettext_lazy("Le locataire vient de retirer cette attestation. Rien n’a été enregistré.")
    none_left = gettext_lazy("Il n’y a plus d’attestation à vérifier.")
    page_title = gettext_lazy("Attestation d’assurance")
    template_name = "dossier/admin/decide_attestation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other certificates of the lease."""
        others = self.proposal.dossier.attestations.exclude(pk=self.proposal.pk)
        return super().get_context_data(others=others, **kwargs)


def waiting_attestations(request: HttpRequest) -> list[Queue]:
    """Offer the queue to those who may answer it."""
    return queue_of(request, DecideAttestationView)


def urls() -> list[URLPattern]:
    """Return the addresses of the answers, below the administration's."""
    return [
        path("attestations/<int:pk>/repondre/", DecideAttestationView.as_view(), name="attestation_decide"),
        path(
            "attestations/<int:pk>/pieces/<int:piece>/",
            PieceOfProposalView.as_view(model=Attestation, see=SEE),
            name="attestation_piece",
        ),
    ]
