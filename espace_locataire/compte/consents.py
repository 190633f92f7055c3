"""What people agreed to: given, taken back, proven."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from espace_locataire.compte.models import Consent
from espace_locataire.compte.signals import consent_changed

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def in_force(person: "User", subject: str) -> Consent | None:
    """Return what this person agreed to about this subject and did not take back."""
    return Consent.objects.filter(person=person, subject=subject, withdrawn_at=None).first()


def agreed_among(people: Collection[int], subject: str) -> set[int]:
    """Return those of these people (primary keys) who agreed to this subject and did not take it back."""
    agreed = Consent.objects.filter(person__in=people, subject=subject, withdrawn_at=None)
    return set(agreed.values_list("person_id", flat=True))


def give(person: "User", subject: str, wording: str) -> Consent:
    """Keep that a person agreed, with what they read; agreed already, it stays as it was."""
    consent, given_now = Consent.objects.get_or_create(
        person=person, subject=subject, withdrawn_at=None, defaults={"wording": wording}
    )
    if given_now:
        consent_changed.send(Consent, consent=consent)
    return consent


def withdraw(person: "User", subject: str) -> bool:
    """Take back what a person agreed to; return whether there was anything to take back."""
    with transaction.atomic():
        consent = in_force(person, subject)
        if consent is None:
            return False
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        consent_changed.send(Consent, consent=consent)
    return True
