"""Writing movements down, and tying them to the landlord's entries once these come."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import Ecriture, Mouvement


def post(
    dossier: Dossier,
    kind: str,
    means: str,
    amount_cents: int,
    reference: str,
    counterparty_ref: str = "",
    at: datetime | None = None,
) -> tuple[Mouvement, bool]:
    """Write a movement down, once per reference; return it, and whether it is new.

    Cents < 0 in the tenant's favour. Raises `ValueError` when this reference stands for another dossier, kind or
    amount: nothing is written.
    """
    movement, is_new = Mouvement.objects.get_or_create(
        reference=reference,
        defaults={
            "dossier": dossier,
            "kind": kind,
            "means": means,
            "amount_cents": amount_cents,
            "counterparty_ref": counterparty_ref,
            "at": at or timezone.now(),
        },
    )
    if (movement.dossier_id, movement.kind, movement.amount_cents) != (dossier.pk, kind, amount_cents):
        raise ValueError("This reference stands for another movement.")
    return movement, is_new


def tie(now: datetime | None = None) -> int:
    """Tie the movements in flight to the entries that bear their reference; return how many.

    An entry of the same lease and the same sign is the ERP's version, whatever its amount: it is the authority, and
    nothing counts twice. `differing` lists those whose amounts differ.
    """
    return sum(_tie(sign, now or timezone.now()) for sign in ("lt", "gt"))


def _tie(sign: str, now: datetime) -> int:
    entries = Ecriture.objects.filter(
        dossier=OuterRef("dossier"),
        payment_ref=OuterRef("reference"),
        mouvement=None,
        **{f"amount_cents__{sign}": 0},
    ).order_by("pk")
    waiting = Mouvement.objects.in_flight().filter(**{f"amount_cents__{sign}": 0})
    return waiting.filter(Exists(entries)).update(ecriture=Subquery(entries.values("pk")[:1]), tied_at=now)


def differing() -> "QuerySet[Mouvement]":
    """Return the movements whose entry has another amount: the accountants have to look."""
    return Mouvement.objects.exclude(ecriture=None).filter(~Q(ecriture__amount_cents=F("amount_cents")))
