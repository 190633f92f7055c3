"""Papers made on the spot, which anyone may check."""

import re
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.models import User
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.private_files import StoredFile

if TYPE_CHECKING:
    from datetime import date

# No letter or digit that looks like another, no vowel that would make a word of them.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
GROUPS, LETTERS = 4, 4


def new_code() -> str:
    """Return a code nobody guesses (76 bits), in groups that are easy to copy: `7KQW-9TRB-2XHM-C4VN`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)) for _group in range(GROUPS))


def as_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed: small letters, spaces, no dash."""
    letters = re.sub(r"[\W_]", "", typed.upper())[: GROUPS * LETTERS + 1]
    return "-".join(letters[place : place + LETTERS] for place in range(0, len(letters), LETTERS))


class MadeDocumentQuerySet(models.QuerySet["MadeDocument"]):
    """Answers what was made for whom."""

    def of(self, dossier: Dossier) -> "MadeDocumentQuerySet":
        """Return what was made for a lease, the latest first."""
        return self.filter(dossier=dossier).order_by("-made_at", "-pk")


class MadeDocument(StoredFile):
    """A paper a tenant asked for and got at once: the very bytes of it, which its code finds again.

    `kind` is the name of what made it, `title` what stands on it, in its `language`: nothing personal, since whoever
    checks the code reads it. It is kept `MADE_DOCUMENTS_KEPT_DAYS` days.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="made_documents", db_index=False, verbose_name=_("dossier")
    )
    kind = models.CharField(_("sorte"), max_length=40)
    title = models.CharField(_("titre"), max_length=100)
    code = models.CharField(_("code de vérification"), max_length=19, unique=True, default=new_code, editable=False)
    language = models.CharField(_("langue"), max_length=2, choices=User.Language)
    made_at = models.DateTimeField(_("fait le"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("demandé par")
    )

    objects = MadeDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document fait sur place")
        verbose_name_plural = _("documents faits sur place")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["dossier", "-made_at"], name="made_document_of_dossier"),
            models.Index(fields=["made_at"], name="made_document_by_date"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="made_document_not_empty"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"\A[0-9a-f]{64}\Z"), name="made_document_sha256"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"\A[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\Z"), name="made_document_code"
            ),
            models.CheckConstraint(condition=models.Q(language__in=["fr", "en"]), name="made_document_language"),
            models.CheckConstraint(condition=~models.Q(title=""), name="made_document_title_present"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.code}"

    @property
    def made_on(self) -> "date":
        """Return the day it was made."""
        return timezone.localdate(self.made_at)

    @property
    def display_name(self) -> str:
        """Return the name a person sees when they keep the file."""
        return f"{self.title} {self.made_on:%Y-%m-%d} {self.dossier.reference}.pdf"
