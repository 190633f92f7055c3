"""Payments by card, money given back, payments the bank is asked to take back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier

UNFINISHED = ("created", "open")


class PaiementQuerySet(models.QuerySet["Paiement"]):
    """Answers which payments are under way."""

    def unfinished(self) -> "PaiementQuerySet":
        """Return those that may still be paid: one per lease at most, the database sees to it."""
        return self.filter(status__in=UNFINISHED)

    def with_refunds(self) -> "PaiementQuerySet":
        """Say what was given back of each (`refunded_cents`): it costs no query more."""
        given_back = (
            Remboursement.objects.filter(paiement=models.OuterRef("pk"), posted_at__isnull=False, undone_at=None)
            .order_by()
            .values("paiement")
            .annotate(sum=models.Sum("amount_cents"))
        )
        return self.annotate(refunded_cents=Coalesce(models.Subquery(given_back.values("sum")), 0))

    def paid(self) -> "PaiementQuerySet":
        """Return those whose money came in, the latest first."""
        return self.filter(status=Paiement.Status.PAID).order_by("-paid_at")


class Paiement(models.Model):
    """A payment by card: someone asked to pay an amount (cents) for a lease, on the provider's own page.

    `session_id` is the provider's name of that page, `intent_id` of the money; `request` is what the provider was
    asked, so that asking again says the very same. The status follows what the provider says, never what a browser
    says. `live` tells real money from money of a trial.
    """

    class Status(models.TextChoices):
        CREATED = "created", _("En préparation")
        OPEN = "open", _("À terminer")
        PAID = "paid", _("Payé")
        EXPIRED = "expired", _("Abandonné")
        FAILED = "failed", _("Refusé")
        HELD = "held", _("En cours de vérification")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="paiements", db_index=False, verbose_name=_("dossier")
    )
    # What was paid stays when the account goes.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("payé par")
    )
    amount_cents = models.BigIntegerField(_("montant en centimes"))
    status = models.CharField(_("état"), max_length=7, choices=Status, default=Status.CREATED)
    session_id = models.CharField(_("session du prestataire"), max_length=120, null=True, blank=True, unique=True)
    intent_id = models.CharField(_("paiement du prestataire"), max_length=120, null=True, blank=True, unique=True)
    request = models.JSONField(_("demande envoyée"), default=dict)
    attempt = models.PositiveSmallIntegerField(_("essai"), default=1)
    live = models.BooleanField(_("argent réel"), default=False)
    created_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    paid_at = models.DateTimeField(_("payé le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("terminé le"), null=True, blank=True)

    objects = PaiementQuerySet.as_manager()

    class Meta:
        verbose_name = _("paiement par carte")
        verbose_name_plural = _("paiements par carte")
        ordering = ["-created_at", "pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["dossier", "-created_at"], name="paiement_of_dossier_by_date"),
            models.Index(fields=["created_at"], condition=models.Q(closed_at=None), name="paiement_not_closed"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="paiement_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(status__in=["created", "open", "paid", "expired", "failed", "held"]),
                name="paiement_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="paid", paid_at__isnull=False)
                | (~models.Q(status="paid") & models.Q(paid_at__isnull=True)),
                name="paiement_paid_when",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=UNFINISHED, closed_at__isnull=True)
                | (~models.Q(status__in=UNFINISHED) & models.Q(closed_at__isnull=False)),
                name="paiement_closed_when",
            ),
            models.CheckConstraint(
                condition=models.Q(status="created") | models.Q(session_id__isnull=False) | models.Q(status="failed"),
                name="paiement_open_has_session",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(status__in=UNFINISHED),
                name="paiement_one_unfinished_per_dossier",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Return what the ERP and the movement know it by: nothing personal, and never the same twice."""
        return f"CB{self.pk.hex[:16].upper()}"

    @property
    def is_unfinished(self) -> bool:
        """May it still be paid?"""
        return self.status in UNFINISHED

    @property
    def is_paid(self) -> bool:
        """Did the money come in?"""
        return self.status == self.Status.PAID

    @property
    def is_processing(self) -> bool:
        """Was it confirmed on the provider's page, without the bank's answer yet?"""
        return self.is_unfinished and self.intent_id is not None

    @property
    def tone(self) -> str:
        """Return the colour of its state."""
        return {self.Status.PAID: "ok", self.Status.HELD: "late"}.get(
            self.Status(self.status), "wait" if self.is_unfinished else ""
        )


class Remboursement(models.Model):
    """Money given back, in whole or in part (cents); one row per refund of the provider.

    `posted_at` says when the account was told that it is owed again, `undone_at` when a refund that had been counted
    failed after all.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("En cours")
        SUCCEEDED = "succeeded", _("Remboursé")
        FAILED = "failed", _("Refusé par la banque")

    paiement = models.ForeignKey(
        Paiement, models.PROTECT, related_name="remboursements", verbose_name=_("paiement par carte")
    )
    refund_id = models.CharField(_("remboursement du prestataire"), max_length=120, unique=True)
    amount_cents = models.BigIntegerField(_("montant en centimes"))
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    posted_at = models.DateTimeField(_("compté le"), null=True, blank=True)
    undone_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("remboursement")
        verbose_name_plural = _("remboursements")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="remboursement_amount_positive"),
            models.CheckConstraint(
                condition=models.Q(status__in=["pending", "succeeded", "failed"]), name="remboursement_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Return what the ERP and the movement know it by."""
        return f"RB{self.pk}-{self.paiement.reference}"


class Litige(models.Model):
    """A payment its cardholder has the bank take back (cents); one row per dispute of the provider.

    `withdrawn_at` says when the money was taken from the landlord, `reinstated_at` when it was given back.
    """

    paiement = models.ForeignKey(
        Paiement, models.PROTECT, related_name="litiges", verbose_name=_("paiement par carte")
    )
    dispute_id = models.CharField(_("litige du prestataire"), max_length=120, unique=True)
    amount_cents = models.BigIntegerField(_("montant en centimes"))
    status = models.CharField(_("état chez le prestataire"), max_length=40)
    created_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("argent repris le"), null=True, blank=True)
    reinstated_at = models.DateTimeField(_("argent rendu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("litige")
        verbose_name_plural = _("litiges")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="litige_amount_positive"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """Return what the ERP and the movement know it by."""
        return f"LI{self.pk}-{self.paiement.reference}"
