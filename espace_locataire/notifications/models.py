"""What people were told, by which way it left, and what they want to be told."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class Channel(models.TextChoices):
    """A way to tell someone, besides the area itself, where everything is told."""

    EMAIL = "email", _("E-mail")


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Answers what a person was told."""

    def of(self, user: "User") -> "NotificationQuerySet":
        """Return what this person was told, the latest first."""
        return self.filter(person=user).order_by("-created_at", "-pk")

    def unread(self, user: "User") -> "NotificationQuerySet":
        """Return what this person has not opened yet."""
        return self.filter(person=user, read_at=None)


class Notification(models.Model):
    """Something a person was told, once: `title` and `text` in their language, `path` where it leads on this site.

    `object_key` names what it is about (`dossier.attestation:12`); a kind is told once per person and object.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notifications",
        db_index=False,
        verbose_name=_("personne"),
    )
    kind = models.CharField(_("sorte"), max_length=60)
    object_key = models.CharField(_("à propos de"), max_length=100)
    title = models.CharField(_("titre"), max_length=200)
    text = models.TextField(_("texte"))
    path = models.CharField(_("adresse"), max_length=300)
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    read_at = models.DateTimeField(_("lue le"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notification_of_person"),
            models.Index(fields=["person"], condition=models.Q(read_at__isnull=True), name="notification_unread"),
            models.Index(fields=["created_at"], name="notification_by_date"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "object_key"], name="notification_told_once"),
            # `//elsewhere` would lead to another site.
            models.CheckConstraint(
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
                name="notification_path_on_this_site",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """A message that has to leave, and its tries. `error` is the kind of the last failure, never its words.

    It waits until `next_at`, then is sent or, after the last try, failed: staff sees it and may try again.
    """

    notification = models.ForeignKey(
        Notification, models.CASCADE, related_name="deliveries", verbose_name=_("notification")
    )
    channel = models.CharField(_("canal"), max_length=10, choices=Channel)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_at = models.DateTimeField(_("prochain essai"), null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField(_("partie le"), null=True, blank=True)
    failed_at = models.DateTimeField(_("abandonnée le"), null=True, blank=True)
    error = models.CharField(_("dernière erreur"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        ordering = ["pk"]
        permissions = [("retry_delivery", "Can try a failed delivery again")]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="delivery_due"),
            models.Index(fields=["failed_at"], condition=models.Q(failed_at__isnull=False), name="delivery_failed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once_per_channel"),
            models.CheckConstraint(condition=models.Q(channel__in=["email"]), name="delivery_channel_known"),
            models.CheckConstraint(
                condition=models.Q(next_at__isnull=False, sent_at__isnull=True, failed_at__isnull=True)
                | models.Q(next_at__isnull=True, sent_at__isnull=False, failed_at__isnull=True)
                | models.Q(next_at__isnull=True, sent_at__isnull=True, failed_at__isnull=False),
                name="delivery_waits_sent_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.notification_id}"


class Preference(models.Model):
    """Whether a person wants messages about a topic by a channel; what is not said is as the topic has it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notification_preferences",
        verbose_name=_("personne"),
    )
    topic = models.CharField(_("sujet"), max_length=30)
    channel = models.CharField(_("canal"), max_length=10, choices=Channel)
    wanted = models.BooleanField(_("voulu"))
    changed_at = models.DateTimeField(_("changée le"), auto_now=True)

    class Meta:
        verbose_name = _("préférence")
        verbose_name_plural = _("préférences")
        constraints = [
            models.UniqueConstraint(fields=["person", "topic", "channel"], name="preference_once"),
            models.CheckConstraint(condition=models.Q(channel__in=["email"]), name="preference_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.channel}"
