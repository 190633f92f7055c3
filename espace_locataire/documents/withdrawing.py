"""Taking a paper back: it disappears for tenants, who read it stays known."""

from typing import TYPE_CHECKING

from django.utils import timezone

from espace_locataire.documents.models import Document

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def withdraw(document: Document, by: "User | None", replaced_by: Document | None = None) -> bool:
    """Take a paper back, perhaps for another one of the same lease; return whether it was still there.

    Raises `ValueError` when the other one is of another lease.
    """
    if replaced_by is not None and replaced_by.dossier_id != document.dossier_id:
        raise ValueError("A paper is replaced by one of the same lease.")
    return bool(
        Document.objects.filter(pk=document.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_by=by, replaced_by=replaced_by
        )
    )
