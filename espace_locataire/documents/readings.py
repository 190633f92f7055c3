"""Who opened which paper."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from espace_locataire.documents.models import Document, Reading

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def note_reading(documents: Iterable[Document], person: "User", how: str) -> None:
    """Keep that a person opened these papers. Two queries, however many there are."""
    now = timezone.now()
    read = [document.pk for document in documents]
    again = Reading.objects.filter(document__in=read, person=person)
    if again.update(last_at=now, times=F("times") + 1, how=how) < len(read):
        Reading.objects.bulk_create(
            [Reading(document_id=pk, person=person, first_at=now, last_at=now, how=how) for pk in read],
            ignore_conflicts=True,
        )
