"""What this room holds about people; the ledger itself is never erased."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import Ecriture, Mouvement
from home.personal_data import Holding, declare_holding

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def entries_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield the entries of the accounts of the leases the person holds, in cents, then what they do not hold yet."""
    held = Dossier.objects.held_by(person)
    for entry in Ecriture.objects.filter(dossier__in=held).select_related("dossier").iterator():
        yield {
            "dossier": entry.dossier.reference,
            "date": entry.value_date,
            "echeance": entry.due_date,
            "nature": entry.get_nature_display(),
            "libelle": entry.label,
            "montant_centimes": entry.amount_cents,
        }
    for movement in Mouvement.objects.in_flight().filter(dossier__in=held).select_related("dossier"):
        yield {
            "dossier": movement.dossier.reference,
            "date": movement.at,
            "nature": movement.get_kind_display(),
            "libelle": movement.reference,
            "montant_centimes": movement.amount_cents,
        }


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            90,
            "comptes",
            _("Vos comptes"),
            _("Savoir ce que vous devez et ce que vous avez payé."),
            _("Dix ans, comme toute comptabilité (code de commerce, art. L123-22), puis sans votre nom."),
            entries_of,
            icon="euro",
        )
    )
