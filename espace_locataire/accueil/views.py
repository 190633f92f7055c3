"""The tenant's dashboard."""

from typing import TYPE_CHECKING, Any

from espace_locataire.compte.models import Locataire
from espace_locataire.documents.models import Document
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.attestations import insurance_of
from espace_locataire.paiement.provider import pays_by_card
from espace_locataire.solde.ledger import solde_of
from residence_news.residence_life import life_of

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LATEST = 3


class DashboardView(DossierView):
    """What matters today: the balance, the latest documents, what happens in the residence, whom to call."""

    template_name = "accueil/dashboard.html"
    tab = "accueil"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the balance, the insurance, the latest documents and what happens in the residence."""
        user: User = self.request.user  # type: ignore[assignment]
        return super().get_context_data(
            holder=Locataire.objects.get(user=self.request.user.pk),
            solde=solde_of(self.dossier),
            by_card=pays_by_card(),
            insurance=insurance_of(self.dossier),
            life=life_of(self.dossier.logement.residence),
            documents=Document.objects.of(self.dossier).with_news_for(user)[:LATEST],
            **kwargs,
        )
