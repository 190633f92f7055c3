"""Who read what: kept each time a paper is given."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from espace_locataire.documents.models import Reading

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def note(person: "User", documents: Collection[int], how: str) -> None:
    """Keep that a person was given these papers (by primary key) in this way. Two queries, however many there are."""
    if not documents:
        return
    now = timezone.now()
    Reading.objects.filter(person=person, document__in=documents, how=how).update(count=F("count") + 1, last_at=now)
    # Those noted before are already there, and stay as they are.
    Reading.objects.bulk_create(
        [Reading(person=person, document_id=pk, how=how, first_at=now, last_at=now) for pk in documents],
        ignore_conflicts=True,
        batch_size=500,
    )
