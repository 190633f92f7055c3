"""Accounts people asked us to erase, and what was forgotten in time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def when_due() -> datetime:
    """Return when something asked for now is done: people may change their mind until then."""
    return timezone.now() + timedelta(days=settings.ERASURE_WAITS_DAYS)


class EffacementQuerySet(models.QuerySet["Effacement"]):
    """Answers which accounts wait to be erased."""

    def waiting(self) -> "EffacementQuerySet":
        """Return those neither taken back nor done."""
        return self.filter(cancelled_at=None, done_at=None)

    def of(self, person: "User") -> "Effacement | None":
        """Return what this person asked for and may still take back."""
        return self.waiting().filter(person=person).first()


class Effacement(models.Model):
    """Someone asked for their account to be erased (RGPD, art. 17): it is at `due_at`, unless they take it back.

    Once done, `person` is empty. `address` is the one we tell that it is done, in `language`; it goes once that is
    told, or after the last try. `erased` says how many rows went, by kind.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="erasures", verbose_name=_("personne")
    )
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    due_at = models.DateTimeField(_("prévu le"), default=when_due)
    cancelled_at = models.DateTimeField(_("repris le"), null=True, blank=True)
    done_at = models.DateTimeField(_("fait le"), null=True, blank=True)
    erased = models.JSONField(_("lignes effacées"), default=dict)
    address = models.EmailField(_("adresse à prévenir"), max_length=254, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_at = models.DateTimeField(_("prochain essai"), null=True, blank=True)

    objects = EffacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("effacement de compte")
        verbose_name_plural = _("effacements de comptes")
        default_permissions = ("view",)
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(cancelled_at__isnull=True, done_at__isnull=True),
                name="effacement_due",
            ),
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="effacement_to_tell"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(cancelled_at__isnull=True, done_at__isnull=True),
                name="effacement_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | models.Q(done_at__isnull=True),
                name="effacement_taken_back_or_done",
            ),
            models.CheckConstraint(
                condition=models.Q(next_at__isnull=True) | ~models.Q(address=""), name="effacement_tells_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%d/%m/%Y}"

    @property
    def state(self) -> str:
        """Return where it stands, in a word."""
        if self.done_at:
            return str(_("Fait"))
        return str(_("Repris") if self.cancelled_at else _("En attente"))


class PurgeRun(models.Model):
    """What was forgotten in time, once: how many rows of each kind, and the kinds that failed."""

    ran_at = models.DateTimeField(_("le"), default=timezone.now)
    counts = models.JSONField(_("lignes"), default=dict)
    failed = models.JSONField(_("en échec"), default=list)

    class Meta:
        verbose_name = _("purge")
        verbose_name_plural = _("purges")
        default_permissions = ("view",)
        ordering = ["-ran_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.ran_at:%d/%m/%Y %H:%M}"

    @property
    def total(self) -> int:
        """Return how many rows went."""
        return sum(self.counts.values())
