"""The tenant's dashboard."""

from typing import Any

from espace_locataire.documents.models import Document
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.attestations import insurance_of
from espace_locataire.paiement.provider import pays_by_card
from espace_locataire.solde.ledger import solde_of
from residence_news.residence_life import life_of

LATEST = 3


class DashboardView(DossierView):
    """What matters today: the balance, the latest documents, what happens in the residence, whom to call.

    A helper sees the parts they were given.
    """

    template_name = "accueil/dashboard.html"
    tab = "accueil"
    scope = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the balance, the insurance, the latest documents and what happens in the residence."""
        shown: dict[str, Any] = {}
        if self.standing.sees_paiement:
            shown["solde"] = solde_of(self.dossier)
        if self.standing.sees_dossier:
            shown["insurance"] = insurance_of(self.dossier)
        if self.standing.sees_documents:
            shown["documents"] = Document.objects.of(self.dossier).with_news_for(self.person)[:LATEST]
        return super().get_context_data(
            first_name=self.person.first_name if self.standing.is_helper or not self.holder else self.holder.prenom,
            by_card=pays_by_card(),
            life=life_of(self.dossier.logement.residence),
            **shown,
            **kwargs,
        )
