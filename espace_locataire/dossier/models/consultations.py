"""Who but its holders looked at a lease, or acted on it: a log that only grows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.acts import label_of
from espace_locataire.dossier.models.leases import Dossier

# The database refuses to delete younger rows (CNIL, recommandation sur la journalisation: six months at least).
CONSULTATIONS_KEPT_DAYS_AT_LEAST = 180


class Consultation(models.Model):
    """That someone other than its holders looked at a lease or acted on it: a member of staff, or a helper.

    The database refuses to change a row, and to delete one younger than 180 days. `by_name` stays when the account
    is gone; `act` is a code declared with `declare_act`; `detail` says on what, in French.
    """

    class Capacity(models.TextChoices):
        AGENT = "agent", _("Agent")
        AIDANT = "aidant", _("Aidant")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="consultations", verbose_name=_("dossier"), db_index=False
    )
    at = models.DateTimeField(_("le"), default=timezone.now)
    # The row outlives the account: nothing may be written over it when the account goes.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=_("par"),
    )
    by_name = models.CharField(_("nom"), max_length=254)
    capacity = models.CharField(_("qualité"), max_length=6, choices=Capacity)
    act = models.CharField(_("acte"), max_length=40)
    detail = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["dossier", "-at"], name="consultation_dossier_at"),
            models.Index(fields=["by", "-at"], name="consultation_by_at"),
            models.Index(fields=["-at"], name="consultation_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__in=["agent", "aidant"]), name="consultation_capacity_known"
            ),
            models.CheckConstraint(condition=~models.Q(act=""), name="consultation_act_present"),
            models.CheckConstraint(condition=~models.Q(by_name=""), name="consultation_by_name_present"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.act_label}"

    @property
    def shown_by(self) -> str:
        """Return who it was, for tenants: a helper's name; of staff, that it was staff."""
        return self.by_name if self.capacity == self.Capacity.AIDANT else gettext("Un agent")

    @property
    def act_label(self) -> str:
        """Return what was done, in the reader's language."""
        return label_of(self.act)
