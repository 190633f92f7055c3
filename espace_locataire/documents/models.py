"""The papers of a lease: rent notices, receipts, charge statements."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
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

# What was there long before a person's account is not news to them.
NEWS_BEFORE_ACCOUNT = timedelta(days=45)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Answers which papers a dossier has."""

    def of(self, dossier: Dossier) -> "DocumentQuerySet":
        """Return the papers of a dossier that stand, the newest month first."""
        standing = self.filter(dossier=dossier, withdrawn_at=None)
        return standing.alias(shown=Coalesce("period", "issued_on")).order_by("-shown", "-pk")

    def of_year(self, year: int) -> "DocumentQuerySet":
        """Return those that speak of a month of this year, or were issued in it when they speak of none."""
        issued = models.Q(period=None, issued_on__year=year)
        return self.filter(models.Q(period__year=year) | issued)

    def with_news_for(self, user: "User") -> "DocumentQuerySet":
        """Say of each whether this person has not opened it yet (`is_new`), of those that came since their account."""
        read = Reading.objects.filter(document=models.OuterRef("pk"), person=user)
        since = timezone.localdate(user.date_joined) - NEWS_BEFORE_ACCOUNT
        recent = models.Q(issued_on__gte=since)
        return self.annotate(is_new=models.ExpressionWrapper(recent & ~models.Exists(read), models.BooleanField()))


class Document(StoredFile):
    """A paper of a lease, kept in private storage under a random name.

    `period` is the first day of the month it speaks of. `sha256` (64 hexadecimal digits) and
    `size_bytes` were taken when it came in. `source_ref` is the ERP's identifier. One withdrawn, perhaps for another
    that replaces it, is shown to nobody but staff. `announced_at` says since when its tenants know of it.
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

    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par")
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name=_("remplacé par")
    )
    announced_at = models.DateTimeField(_("annoncé le"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["dossier", "issued_on"], name="document_of_dossier_by_date"),
            models.Index(fields=["id"], condition=models.Q(announced_at__isnull=True), name="document_to_announce"),
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


class Reading(models.Model):
    """That a person opened a paper: the first time and the last, how many times. It stays when the paper goes."""

    class How(models.TextChoices):
        OPENED = "ouvert", _("ouvert")
        DOWNLOADED = "telecharge", _("téléchargé")
        ARCHIVE = "archive", _("téléchargé avec son année")

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="readings", db_index=False, verbose_name=_("document")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("personne")
    )
    first_at = models.DateTimeField(_("première fois"), default=timezone.now)
    last_at = models.DateTimeField(_("dernière fois"), default=timezone.now)
    times = models.PositiveIntegerField(_("fois"), default=1)
    how = models.CharField(_("comment"), max_length=10, choices=How)

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="reading_one_per_person"),
            models.CheckConstraint(
                condition=models.Q(how__in=["ouvert", "telecharge", "archive"]), name="reading_how_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.last_at:%d/%m/%Y}"
