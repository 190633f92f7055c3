"""Where staff answers the changes tenants tell of, and sees those the ERP refused."""

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
from espace_locataire.dossier.household import household_of
from espace_locataire.dossier.models import MiseAJour
from espace_locataire.dossier.queues import Queue
from espace_locataire.dossier.updates import standing_changes
from home.policies import ReadOnlyPolicy

SEE, DECIDE = "dossier.view_miseajour", "dossier.decide_miseajour"

register_permission_policy(MiseAJour, ReadOnlyPolicy(MiseAJour))


class UpdateRefusalForm(RefusalForm):
    """Why a change is refused."""

    reasons: ClassVar = [
        ("illisible", gettext_lazy("Le document est illisible. Reprenez la photo, à plat et en pleine lumière.")),
        ("autre-document", gettext_lazy("Ce document ne prouve pas ce changement.")),
        ("nom", gettext_lazy("Le nom ou le prénom n’est pas celui du document.")),
        ("dates", gettext_lazy("La date n’est pas celle du document.")),
        ("bail", gettext_lazy("Ce changement touche le bail. Prenez rendez-vous : nous le ferons ensemble.")),
        ("deja", gettext_lazy("Ce changement est déjà dans votre dossier.")),
    ]


class MiseAJourFilterSet(WagtailFilterSet):
    """Narrows the list to a state, a nature, or what the ERP answered; what waits is shown first."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("État"), choices=MiseAJour.Status.choices, empty_label=gettext_lazy("Tous")
    )
    nature = django_filters.ChoiceFilter(label=gettext_lazy("Nature"), choices=MiseAJour.Nature.choices)
    erp_answer = django_filters.ChoiceFilter(
        label=gettext_lazy("Réponse du progiciel"), choices=MiseAJour.ErpAnswer.choices
    )

    class Meta:
        model = MiseAJour
        fields = ["status", "nature", "erp_answer"]


def decide_url(update: MiseAJour) -> str:
    """Return where this change is answered."""
    return reverse("miseajour_decide", args=[update.pk])


class MiseAJourViewSet(ModelViewSet):
    """The queue of the changes, and its export."""

    model = MiseAJour
    icon = "edit"
    menu_label = gettext_lazy("Mises à jour")
    menu_hook = "register_gestion_locative_item"
    menu_order = 210
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["nature"]
    index_view_class = ProposalIndexView
    filterset_class = MiseAJourFilterSet
    search_fields = ["dossier__reference", "nom", "prenom", "nouvelle"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        TitleColumn("dossier", label=gettext_lazy("Dossier"), get_url=decide_url, accessor="dossier.reference"),
        Column("get_nature_display", label=gettext_lazy("Nature")),
        Column(address_of, label=gettext_lazy("Adresse")),
        DateColumn("sent_at", label=gettext_lazy("Envoyée"), width="14%"),
        StatusTagColumn("state", label=gettext_lazy("État"), primary=lambda row: row.is_waiting, width="12%"),
    ]
    list_export = [
        *("dossier.reference", "get_nature_display", "effective_on", "nom", "prenom", "date_naissance", "ancienne"),
        *("nouvelle", "state", "sent_at", "decided_at", "reason", "get_erp_answer_display", "erp_reason"),
    ]
    export_headings = {
        "dossier.reference": gettext_lazy("Dossier"),
        "get_nature_display": gettext_lazy("Nature"),
        "state": gettext_lazy("État"),
        "get_erp_answer_display": gettext_lazy("Réponse du progiciel"),
    }
    export_filename = "mises-a-jour"


class DecideUpdateView(DecideView[MiseAJour]):
    """One change beside its papers, with those who live there now."""

    model = MiseAJour
    form_class = UpdateRefusalForm
    see, decide = SEE, DECIDE
    queue, here = "mises_a_jour:index", "miseajour_decide"
    queue_label = gettext_lazy("Mises à jour")
    withdrawn = gettext_lazy("Le locataire vient de retirer ce changement. Rien n’a été enregistré.")
    none_left = gettext_lazy("Il n’y a plus de changement à vérifier.")
    page_title = gettext_lazy("Mise à jour")
    header_icon = "edit"
    template_name = "dossier/admin/decide_update.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add those who live there."""
        dossier = self.proposal.dossier
        return super().get_context_data(household=household_of(dossier, standing_changes(dossier)), **kwargs)


def waiting_updates(request: HttpRequest) -> list[Queue]:
    """Offer the queue to those who may answer it."""
    return queue_of(request, DecideUpdateView)


def urls() -> list[URLPattern]:
    """Return the addresses of the answers, below the administration's."""
    return [
        path("mises-a-jour/<int:pk>/repondre/", DecideUpdateView.as_view(), name="miseajour_decide"),
        path(
            "mises-a-jour/<int:pk>/pieces/<int:piece>/",
            PieceOfProposalView.as_view(model=MiseAJour, see=SEE),
            name="miseajour_piece",
        ),
    ]
