"""The papers of a lease: rent notices, receipts, charge statements."""

from datetime import date
from hashlib import sha256

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier
from home.dates import in_full


def private_storage() -> Storage:
    """Return the storage no public address leads to."""
    return storages["private"]


class DamagedFileError(Exception):
    """The file at rest is not the one that came in: its size or its sha256 differs."""


class DocumentQuerySet(models.QuerySet["Document"]):
    """Answers which papers a dossier has."""

    def of(self, dossier: Dossier) -> "DocumentQuerySet":
        """Return the papers of a dossier, the newest month first."""
        return self.filter(dossier=dossier).alias(shown=Coalesce("period", "issued_on")).order_by("-shown", "-pk")

    def natures_of(self, dossier: Dossier) -> set[str]:
        """Return the kinds of papers a dossier has."""
        return set(self.filter(dossier=dossier).order_by().values_list("nature", flat=True).distinct())


class Document(models.Model):
    """A paper of a lease, kept in private storage under a random name.

    `period` is the first day of the month it speaks of. `sha256` (64 hexadecimal digits) and
    `size_bytes` were taken when it came in. `source_ref` is the ERP's identifier.
    """

    class Nature(models.TextChoices):
        AVIS_ECHEANCE = "avis_echeance", _("Avis d’échéance")
        QUITTANCE = "quittance", _("Quittance")
        RECU = "recu", _("Reçu")
        REGULARISATION = "regularisation", _("Régularisation de charges")
        BAIL = "bail", _("Bail")
        ATTESTATION = "attestation", _("Attestation")
        COURRIER = "courrier", _("Courrier")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="documents", db_index=False, verbose_name=_("dossier")
    )
    nature = models.CharField(_("nature"), max_length=14, choices=Nature)
    title = models.CharField(_("titre"), max_length=200)
    period = models.DateField(_("période"), null=True, blank=True)
    issued_on = models.DateField(_("date"))
    file = models.FileField(_("fichier"), storage=private_storage, max_length=200)
    sha256 = models.CharField(_("empreinte"), max_length=64)
    size_bytes = models.PositiveBigIntegerField(_("taille en octets"))
    source = models.CharField(_("origine"), max_length=10, default="erp")
    source_ref = models.CharField(_("identifiant d’origine"), max_length=40)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["dossier", "issued_on"], name="document_of_dossier_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_ref"], name="document_source_once"),
            models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="document_not_empty"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"\A[0-9a-f]{64}\Z"), name="document_sha256"),
            models.CheckConstraint(
                condition=models.Q(period__isnull=True) | models.Q(period__day=1),
                name="document_period_first_of_month",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    nature__in=[
                        "avis_echeance",
                        "quittance",
                        "recu",
                        "regularisation",
                        "bail",
                        "attestation",
                        "courrier",
                    ]
                ),
                name="document_nature_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.source_ref}"

    @property
    def shown_on(self) -> date:
        """Return the month it speaks of, or else the day it was issued."""
        return self.period or self.issued_on

    @property
    def month(self) -> str:
        """Return the month it speaks of in words, « octobre 2024 », in the reader's language."""
        return date_format(self.shown_on, "F Y")

    @property
    def shown_title(self) -> str:
        """Return kind and month as tenants know them: « Avis d’échéance — Octobre 2024 »."""
        return f"{self.get_nature_display()} — {capfirst(self.month)}"

    @property
    def details(self) -> str:
        """Return format, size and day of issue, for a line below the title."""
        # Kilobytes of 1 000 bytes, as telephones count them.
        return gettext("PDF, %(size)s ko, du %(day)s") % {
            "size": number_format(max(1, round(self.size_bytes / 1000))),
            "day": in_full(self.issued_on),
        }

    @property
    def icon(self) -> str:
        """Return the name of the drawing that stands for its kind."""
        return {self.Nature.QUITTANCE: "circle-check", self.Nature.REGULARISATION: "scale"}.get(
            self.Nature(self.nature), "file-text"
        )

    @property
    def tone(self) -> str:
        """Return the tone of that drawing: a receipt says that something is done."""
        return "ok" if self.nature == self.Nature.QUITTANCE else ""

    @property
    def display_name(self) -> str:
        """Return the name a person sees when they keep the file: kind, month and reference of the dossier."""
        return f"{self.get_nature_display()} {self.shown_on:%Y-%m} {self.dossier.reference}.pdf"

    def open_checked(self) -> "File[bytes]":
        """Return the file, at its beginning, once its content is known to be what came in.

        Raises `DamagedFileError` when size or sha256 differ, `OSError` when it cannot be read.
        """
        content = self.file.storage.open(str(self.file.name))
        digest = sha256()
        for chunk in content.chunks():
            digest.update(chunk)
        if content.size != self.size_bytes or digest.hexdigest() != self.sha256:
            content.close()
            raise DamagedFileError
        content.seek(0)
        return content
