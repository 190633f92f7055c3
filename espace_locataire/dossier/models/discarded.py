"""Files whose rows are gone, and which the private storage still has to delete."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DiscardedFile(models.Model):
    """A file to delete from private storage: what is erased must not outlive a storage that does not answer."""

    name = models.CharField(_("nom au repos"), max_length=200)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_at = models.DateTimeField(_("prochain essai"), default=timezone.now)

    class Meta:
        verbose_name = _("fichier à effacer")
        verbose_name_plural = _("fichiers à effacer")
        ordering = ["next_at", "pk"]
        indexes = [models.Index(fields=["next_at"], name="discarded_file_due")]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="discarded_file_name_present")]

    def __str__(self) -> str:
        return self.name
