"""What a person may agree to, and take back, at any time."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from espace_locataire.compte.models import Consent
from espace_locataire.compte.signing_up_forms import WishesForm

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# The conditions go with the account: who no longer agrees has it erased.
FREE = (Consent.Subject.DOCUMENTS, Consent.Subject.NEWSLETTER)


@dataclass(frozen=True)
class Agreement:
    """Something to agree to: its subject, the text to read, what it brings, and since when the person agrees."""

    subject: str
    wording: str
    hint: str
    given_at: datetime | None = None


def agreements_of(person: "User") -> list[Agreement]:
    """Return what may be agreed to, and where this person stands."""
    given = dict(Consent.objects.filter(person=person, withdrawn_at=None).values_list("subject", "given_at"))
    fields = WishesForm.base_fields
    return [
        Agreement(subject, str(fields[subject].label), str(fields[subject].help_text), given.get(subject))
        for subject in FREE
    ]


def agreement_named(subject: str) -> Agreement | None:
    """Return what may be agreed to under this name, None when nothing may."""
    if subject not in FREE:
        return None
    field = WishesForm.base_fields[subject]
    return Agreement(subject, str(field.label), str(field.help_text))
