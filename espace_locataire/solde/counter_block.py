"""This room's block of the staff's counter: what is owed, and the latest entries."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.counter import Block
from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.ledger import solde_of

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LATEST = 12


def _account(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return the balance and the latest entries."""
    entries = dossier.ecritures.order_by("-value_date", "-pk")[:LATEST]
    return {"dossier": dossier, "solde": solde_of(dossier), "entries": entries}


def account_block() -> Block:
    """Offer the account."""
    return Block(60, "compte", _("Compte"), "solde/guichet/account.html", _account, "solde.view_ecriture")
