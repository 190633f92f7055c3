"""Who read which paper: a log that only grows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.documents.models.papers import Document


class Reading(models.Model):
    """That a person read a paper in one way: the first time, the last, how often.

    It stays when the paper is withdrawn, and without its person when their account is deleted.
    """

    class How(models.TextChoices):
        OPENED = "opened", _("ouvert")
        DOWNLOADED = "downloaded", _("téléchargé")
        ZIP = "zip", _("téléchargé avec d’autres")

    document = models.ForeignKey(Document, models.PROTECT, related_name="readings", verbose_name=_("document"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("personne")
    )
    how = models.CharField(_("façon"), max_length=10, choices=How)
    first_at = models.DateTimeField(_("première fois"), default=timezone.now)
    last_at = models.DateTimeField(_("dernière fois"), default=timezone.now)
    count = models.PositiveIntegerField(_("nombre de fois"), default=1)

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        ordering = ["first_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person", "how"], name="reading_once_per_way"),
            models.CheckConstraint(
                condition=models.Q(how__in=["opened", "downloaded", "zip"]), name="reading_how_known"
            ),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="reading_counted"),
            models.CheckConstraint(condition=models.Q(last_at__gte=models.F("first_at")), name="reading_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.get_how_display()}"
