"""What came in from the landlord's ERP and what left for it, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One run of the import: who, when, what came in, how it ended.

    `counts` maps a file name to {"lignes", "nouvelles", "modifiees", "fermees", "inchangees"}.
    `faults` lists {"fichier", "ligne", "colonne", "valeur", "raison"}, empty unless refused.
    `warnings` lists in the same shape what was odd but refused nothing. `fault_count` counts all the
    faults, of which `faults` keeps the first of each kind.
    `sha256` is the manifest's, and so stands for the whole folder. `papers_prefix` is the folder of
    private storage that holds the papers this run brought in.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", _("Importé")
        UNCHANGED = "unchanged", _("Déjà importé, rien de nouveau")
        REFUSED = "refused", _("Refusé, rien n’a changé")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("compte")
    )
    launched_by = models.CharField(_("lancé par"), max_length=150)
    started_at = models.DateTimeField(_("début"))
    finished_at = models.DateTimeField(_("fin"))
    outcome = models.CharField(_("résultat"), max_length=9, choices=Outcome)
    folder = models.CharField(_("dossier reçu"), max_length=500)
    bailleur = models.CharField(_("bailleur"), max_length=200, blank=True)
    emitted_at = models.DateTimeField(_("émis le"), null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=7, blank=True)
    sha256 = models.CharField(_("empreinte du manifeste"), max_length=64, blank=True)
    counts = models.JSONField(_("lignes"), default=dict)
    faults = models.JSONField(_("anomalies"), default=list)
    warnings = models.JSONField(_("avertissements"), default=list)
    papers_prefix = models.CharField(_("emplacement des documents"), max_length=60, blank=True)
    fault_count = models.PositiveIntegerField(_("nombre d’anomalies"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["imported", "unchanged", "refused"]), name="import_run_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="refused", fault_count__gt=0)
                | models.Q(outcome__in=["imported", "unchanged"], fault_count=0),
                name="import_run_refused_has_faults",
            ),
            models.UniqueConstraint(
                fields=["emitted_at"], condition=models.Q(outcome="imported"), name="import_run_one_per_emission"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.get_outcome_display()}"


class ExportRun(models.Model):
    """One folder that left for the ERP. `counts` maps a file name to {"lignes", "sha256"}.

    `missing_files` counts the papers that could not be read when it left: their rows say so by an empty `fichier`.
    """

    launched_by = models.CharField(_("lancé par"), max_length=150)
    started_at = models.DateTimeField(_("début"))
    finished_at = models.DateTimeField(_("fin"))
    folder = models.CharField(_("dossier déposé"), max_length=500, unique=True)
    sha256 = models.CharField(_("empreinte du manifeste"), max_length=64)
    counts = models.JSONField(_("lignes"), default=dict)
    missing_files = models.PositiveIntegerField(_("fichiers illisibles"), default=0)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def lines(self) -> int:
        """Return how many rows left, all files together."""
        return sum(int(figures["lignes"]) for figures in self.counts.values())
