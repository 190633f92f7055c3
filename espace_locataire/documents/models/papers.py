"""The papers of a lease: rent notices, receipts, charge statements."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.private_files import StoredFile
from home.dates import in_full

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# How long a paper is news, in days.
RECENT_DAYS = 45
# The month a paper speaks of, or else the day it was issued.
SHOWN = Coalesce("period", "issued_on")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Answers which papers a dossier has."""

    def of(self, dossier: Dossier) -> "DocumentQuerySet":
        """Return the papers its tenants see, the newest month first: none that was withdrawn."""
        return self._seen_by_tenants(dossier).order_by(SHOWN.desc(), "-pk")

    def kinds_and_years_of(self, dossier: Dossier) -> set[tuple[str, int]]:
        """Return the kinds of papers a dossier has, with the years they speak of."""
        rows = self._seen_by_tenants(dossier).order_by().annotate(year=ExtractYear(SHOWN))
        return set(rows.values_list("nature", "year").distinct())

    def in_year(self, year: int) -> "DocumentQuerySet":
        """Keep what speaks of this year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.filter(
            models.Q(period__range=(first, last)) | models.Q(period=None, issued_on__range=(first, last))
        )

    def with_news_for(self, person: "User") -> "DocumentQuerySet":
        """Say of each paper whether it is news for this person (`is_news`): never read, and not from before them."""
        read = Document.objects.filter(pk=models.OuterRef("pk"), readings__person=person)
        since = timezone.localdate(person.date_joined) - timedelta(days=RECENT_DAYS)
        return self.annotate(is_news=models.Q(issued_on__gte=since) & ~models.Exists(read))

    def _seen_by_tenants(self, dossier: Dossier) -> "DocumentQuerySet":
        return self.filter(dossier=dossier, withdrawn_at=None)


class Document(StoredFile):
    """A paper of a lease, kept in private storage under a random name.

    `period` is the first day of the month it speaks of. `source_ref` is the ERP's identifier. `told_at` says when
    its tenants were told of it. A withdrawn one stays for staff, with the log of who read it.
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
    source = models.CharField(_("origine"), max_length=10, default="erp")
    source_ref = models.CharField(_("identifiant d’origine"), max_length=40)
    told_at = models.DateTimeField(_("annoncé le"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("par"),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        db_index=False,
        verbose_name=_("remplacé par"),
    )

    # How many others arrived with it, for whoever tells of it.
    arrived_with = 0

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("withdraw_document", "Can withdraw a paper from its tenants")]
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["dossier", "issued_on"], name="document_of_dossier_by_date"),
            models.Index(
                fields=["issued_on"], condition=models.Q(told_at__isnull=True), name="document_to_tell_by_date"
            ),
            models.Index(fields=["told_at"], condition=models.Q(told_at__isnull=False), name="document_told_by_date"),
            models.Index(
                fields=["withdrawn_by"],
                condition=models.Q(withdrawn_by__isnull=False),
                name="document_withdrawn_by",
            ),
            models.Index(
                fields=["replaced_by"], condition=models.Q(replaced_by__isnull=False), name="document_replaced_by"
            ),
        ]
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
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | models.Q(withdrawn_at__isnull=False),
                name="document_withdrawn_when_replaced",
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
