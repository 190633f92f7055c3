"""Taking back a paper that was wrong, or that another one replaces."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from espace_locataire.documents.models import Document
from espace_locataire.dossier.consulting import record

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class AlreadyWithdrawnError(Exception):
    """Someone withdrew this paper a moment ago."""


def withdraw(document: Document, by: "User", replaced_by: Document | None = None) -> None:
    """Take a paper out of its tenants' sight; it stays for staff, with the log of who read it.

    Its file stays too. The ERP may go on listing it: it does not come back. Raises `AlreadyWithdrawnError` when it was
    withdrawn before, `ValueError` when what replaces it is itself, of another lease, or withdrawn.
    """
    if replaced_by is not None and (
        replaced_by.pk == document.pk
        or replaced_by.dossier_id != document.dossier_id
        or replaced_by.withdrawn_at is not None
    ):
        raise ValueError("A paper is replaced by another one of the same lease, which stands.")
    with transaction.atomic():
        changed = Document.objects.filter(pk=document.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_by=by, replaced_by=replaced_by
        )
        if not changed:
            raise AlreadyWithdrawnError
        record(document.dossier, by, "document_withdrawn", document.shown_title)
    document.refresh_from_db()
