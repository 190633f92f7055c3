"""Money that moves, made for tests."""

from itertools import count

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import Mouvement
from espace_locataire.solde.movements import post

_numbers = count(1)


def moved(dossier: Dossier, cents: int, kind: str = "", reference: str = "") -> Mouvement:
    """Write down that money moved: a payment when it is in the tenant's favour, else a refund."""
    kind = kind or (Mouvement.Kind.PAIEMENT if cents < 0 else Mouvement.Kind.REMBOURSEMENT)
    reference = reference or f"CB-TEST-{next(_numbers)}"
    return post(dossier, kind, Mouvement.Means.CARTE, cents, reference)[0]
