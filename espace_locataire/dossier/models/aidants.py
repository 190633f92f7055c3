"""Who helps a tenant with a lease: what they may see, from when to when."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models.leases import Dossier, Titulaire, still_shown

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class Scope(models.TextChoices):
    """A part of a lease that a helper may be given."""

    DOSSIER = "dossier", _("Le dossier et l’assurance")
    DOCUMENTS = "documents", _("Les documents")
    PAIEMENT = "paiement", _("Le compte et les paiements")
    DEMANDES = "demandes", _("Les demandes")


class AidantQuerySet(models.QuerySet["Aidant"]):
    """Answers who helps whom today."""

    def open(self, at: datetime | None = None) -> "AidantQuerySet":
        """Return those who help or may still accept: not ended, not refused, not expired, link not too old."""
        moment = at or timezone.now()
        link_serves = models.Q(invited_at__gt=moment - timedelta(days=settings.AIDANT_INVITATION_LASTS_DAYS))
        return self.filter(
            models.Q(accepted_at__isnull=False) | link_serves,
            revoked_at=None,
            refused_at=None,
            until__gte=timezone.localdate(moment),
        )

    def live(self, on: date) -> "AidantQuerySet":
        """Return those who may help on that day: accepted, not ended, invited by someone who still holds the lease."""
        return self.from_holders(on).filter(
            still_shown(on, "dossier__"),
            accepted_at__isnull=False,
            revoked_at=None,
            until__gte=on,
        )

    def from_holders(self, on: date) -> "AidantQuerySet":
        """Return those invited by someone who holds the lease on that day."""
        return self.filter(models.Exists(_link_of_inviter(on)))

    def with_inviter(self, on: date) -> "AidantQuerySet":
        """Say of each whether the one who invited them holds the lease on that day (`inviter_holds`)."""
        return self.annotate(inviter_holds=models.Exists(_link_of_inviter(on)))


def _link_of_inviter(on: date) -> models.QuerySet[Titulaire]:
    return Titulaire.objects.current(on).filter(
        dossier=models.OuterRef("dossier"), locataire__user=models.OuterRef("invited_by")
    )


class Aidant(models.Model):
    """Someone a tenant invites to help with a lease, by e-mail; `name` is how the tenant calls them.

    `person` is the account that accepted. The help lasts to the end of the day `until`, unless a holder ends it before
    (`revoked_at`). The invitation leaves by e-mail at `next_at`; None once it left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Invitation envoyée")
        LIVE = "live", _("Peut vous aider")
        REFUSED = "refused", _("A refusé")
        LAPSED = "lapsed", _("Sans réponse")
        ENDED = "ended", _("Terminé")

    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="aidants", verbose_name=_("dossier"), db_index=False
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("invité par")
    )
    email = models.EmailField(_("adresse e-mail"), max_length=254)
    name = models.CharField(_("nom"), max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="helps", verbose_name=_("compte")
    )
    sees_dossier = models.BooleanField(_("dossier"), default=False)
    sees_documents = models.BooleanField(_("documents"), default=False)
    sees_paiement = models.BooleanField(_("paiement"), default=False)
    sees_demandes = models.BooleanField(_("demandes"), default=False)
    invited_at = models.DateTimeField(_("invité le"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepté le"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refusé le"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"))
    revoked_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("terminé par"),
    )
    last_opened_at = models.DateTimeField(_("dernière ouverture"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_at = models.DateTimeField(_("prochain essai"), null=True, blank=True, default=timezone.now)

    objects = AidantQuerySet.as_manager()

    class Meta:
        verbose_name = _("aidant")
        verbose_name_plural = _("aidants")
        ordering = ["-invited_at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["dossier", "-invited_at"], name="aidant_of_dossier"),
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="aidant_to_invite"),
            models.Index(
                fields=["until"], condition=models.Q(accepted_at__isnull=False, revoked_at=None), name="aidant_ending"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "email"],
                condition=models.Q(revoked_at__isnull=True, refused_at__isnull=True),
                name="aidant_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(sees_dossier=True)
                | models.Q(sees_documents=True)
                | models.Q(sees_paiement=True)
                | models.Q(sees_demandes=True),
                name="aidant_sees_something",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True, person__isnull=True)
                | models.Q(accepted_at__isnull=False, person__isnull=False),
                name="aidant_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(accepted_at__gte=models.F("invited_at")),
                name="aidant_accepted_after_invited",
            ),
            models.CheckConstraint(
                condition=models.Q(refused_at__isnull=True)
                | models.Q(refused_at__gte=models.F("invited_at"), accepted_at__isnull=True),
                name="aidant_refused_or_accepted",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | models.Q(revoked_at__gte=models.F("invited_at")),
                name="aidant_revoked_after_invited",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True) | models.Q(revoked_at__isnull=False),
                name="aidant_revoked_by_when_revoked",
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="aidant_email_present"),
            # One address is one person, whatever the case it was typed in.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="aidant_email_in_lower_case"),
            models.CheckConstraint(condition=~models.Q(name=""), name="aidant_name_present"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def scopes(self) -> list[Scope]:
        """Return what they may see, in the order of the choices."""
        return [scope for scope in Scope if getattr(self, f"sees_{scope}")]

    @property
    def scope_labels(self) -> str:
        """Return what they may see, in words: « Les documents, les demandes »."""
        words = [str(scope.label) for scope in self.scopes]
        return ", ".join(word if place == 0 else word[0].lower() + word[1:] for place, word in enumerate(words))

    @property
    def state(self) -> "Aidant.State":
        """Return where this stands today; whether the inviter still holds the lease, only `with_inviter` knows."""
        if self.refused_at:
            return self.State.REFUSED
        if self.revoked_at or self.until < timezone.localdate() or not getattr(self, "inviter_holds", True):
            return self.State.ENDED
        if self.accepted_at:
            return self.State.LIVE
        late = self.invited_at + timedelta(days=settings.AIDANT_INVITATION_LASTS_DAYS) <= timezone.now()
        return self.State.LAPSED if late else self.State.WAITING

    @property
    def is_open(self) -> bool:
        """Say whether they help today, or may still accept."""
        return self.state in (self.State.LIVE, self.State.WAITING)

    @property
    def tone(self) -> str:
        """Return the colour of the state: good, waiting, or none."""
        return {self.State.LIVE: "ok", self.State.WAITING: "wait"}.get(self.state, "")

    @property
    def ended_on(self) -> date | None:
        """Return the day it was over, if it is and that day is known."""
        moment = self.refused_at or self.revoked_at
        if moment:
            return timezone.localdate(moment)
        return self.until if self.until < timezone.localdate() else None

    def opened_by(self, user: "User") -> None:
        """Keep that this person opened the lease just now: the next way in leads there."""
        Aidant.objects.filter(pk=self.pk, person=user).update(last_opened_at=timezone.now())
