"""The tenant's dashboard."""

from typing import Any

from espace_locataire.documents.models import Document
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.attestations import insurance_of
from espace_locataire.solde.ledger import solde_of
from residence_news.residence_life import life_of

LATEST = 3


class DashboardView(DossierView):
    """What matters today: the balance, the latest documents, what happens in the residence, whom to call."""

    template_name = "accueil/dashboard.html"
    tab = "accueil"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the balance, the insurance, the latest documents and what happens in the residence."""
        return super().get_context_data(
            holder=self.holder,
            solde=solde_of(self.dossier),
            insurance=insurance_of(self.dossier),
            life=life_of(self.dossier.logement.residence),
            documents=Document.objects.of(self.dossier).with_news_for(self.person)[:LATEST],
            **kwargs,
        )
