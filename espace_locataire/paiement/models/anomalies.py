"""What does not agree between the provider and us: the accountants look at it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.paiement.models.payments import Paiement


class Anomalie(models.Model):
    """Something that does not agree, which no program settles: `detail` says what, without a word about a person.

    `subject` is what it is about at the provider (a session, a refund, a dispute): each says a kind of thing once.
    """

    class Kind(models.TextChoices):
        AMOUNT = "amount", _("Montant différent")
        CURRENCY = "currency", _("Autre monnaie que l’euro")
        OTHER_PAYMENT = "other_payment", _("Session d’un autre paiement")
        UNKNOWN_SESSION = "unknown_session", _("Session inconnue du prestataire")
        UNKNOWN_PAYMENT = "unknown_payment", _("Argent d’un paiement inconnu")
        REFUND_FAILED = "refund_failed", _("Remboursement refusé par la banque")
        DISPUTE = "dispute", _("Paiement contesté par la banque")

    kind = models.CharField(_("sorte"), max_length=16, choices=Kind)
    paiement = models.ForeignKey(
        Paiement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="anomalies",
        verbose_name=_("paiement par carte"),
    )
    subject = models.CharField(_("chez le prestataire"), max_length=120)
    detail = models.CharField(_("ce qui diffère"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("vue le"), default=timezone.now)
    resolved_at = models.DateTimeField(_("réglée le"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("réglée par"),
    )
    resolution = models.CharField(_("ce qui a été fait"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("anomalie de paiement")
        verbose_name_plural = _("anomalies de paiement")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("resolve_anomalie", _("Régler une anomalie de paiement"))]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="anomalie_once"),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolution="")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(resolution="")),
                name="anomalie_resolved_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"
