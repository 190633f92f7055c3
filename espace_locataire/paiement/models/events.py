"""What the provider tells us, as it came."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WebhookEvent(models.Model):
    """A message of the provider, whose signature was good: its very bytes, and what became of it.

    It comes twice, late and out of order; what it is about is read again from the provider before anything is done.
    """

    event_id = models.CharField(_("événement"), max_length=120, primary_key=True)
    kind = models.CharField(_("sorte"), max_length=80)
    body = models.BinaryField(_("contenu"))
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    processed_at = models.DateTimeField(_("traité le"), null=True, blank=True)
    error = models.CharField(_("erreur"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("message du prestataire")
        verbose_name_plural = _("messages du prestataire")
        ordering = ["-received_at"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-received_at"], name="webhook_event_by_date"),
            models.Index(
                fields=["received_at"], condition=models.Q(processed_at=None), name="webhook_event_not_processed"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(event_id=""), name="webhook_event_named"),
        ]

    def __str__(self) -> str:
        return self.event_id
