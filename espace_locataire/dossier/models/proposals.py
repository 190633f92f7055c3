"""What a tenant proposes, staff accepts or refuses, and the landlord's ERP is told of."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models.leases import Dossier

P = TypeVar("P", bound="Proposal")


class ProposalQuerySet(models.QuerySet[P]):
    """Answers what waits, what stands, what the ERP has to be told."""

    def waiting(self) -> Self:
        """Return those nobody has decided on yet, the oldest first."""
        return self.filter(status=Proposal.Status.RECUE).order_by("sent_at", "pk")

    def standing(self) -> Self:
        """Return those neither refused nor withdrawn."""
        return self.filter(status__in=[Proposal.Status.RECUE, Proposal.Status.VALIDEE])

    def to_export(self) -> Self:
        """Return the accepted ones the ERP has not answered about: they leave again until it does."""
        return self.filter(status=Proposal.Status.VALIDEE, erp_answer="").order_by("pk")


class Proposal(models.Model):
    """Something a tenant sent for their file: it waits, then is accepted, refused with a reason, or withdrawn.

    Once accepted it leaves for the ERP, which answers that it took it in (`integre`) or not (`refuse`, with
    `erp_reason`).
    """

    class Status(models.TextChoices):
        RECUE = "recue", _("Reçue")
        VALIDEE = "validee", _("Validée")
        REFUSEE = "refusee", _("Refusée")
        RETIREE = "retiree", _("Retirée")

    class ErpAnswer(models.TextChoices):
        INTEGRE = "integre", _("Intégrée")
        REFUSE = "refuse", _("Refusée par le progiciel")

    dossier: models.ForeignKey[Dossier, Dossier]
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.RECUE)
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("envoyée par")
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par")
    )
    reason = models.TextField(_("motif du refus"), blank=True, max_length=1000)
    erp_answer = models.CharField(
        _("réponse du progiciel"), max_length=7, choices=ErpAnswer, blank=True, default="", db_default=""
    )
    erp_answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    erp_reason = models.CharField(_("motif du progiciel"), max_length=300, blank=True, default="", db_default="")

    class Meta:
        abstract = True
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="recue", decided_at__isnull=True)
                | models.Q(status__in=["validee", "refusee", "retiree"], decided_at__isnull=False),
                name="%(class)s_decided_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(status="refusee") ^ models.Q(reason=""), name="%(class)s_reason_when_refused"
            ),
            models.CheckConstraint(
                condition=models.Q(erp_answer__in=["", "integre", "refuse"]), name="%(class)s_erp_answer_known"
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has decided on it yet."""
        return self.status == self.Status.RECUE

    @property
    def state(self) -> str:
        """Return its state in a word, in the reader's language."""
        return self.get_status_display()

    @property
    def tone(self) -> str:
        """Return the tone of that word: `ok`, `wait`, `late`, or none."""
        return {self.Status.RECUE: "wait", self.Status.VALIDEE: "ok", self.Status.REFUSEE: "late"}.get(
            self.Status(self.status), ""
        )
