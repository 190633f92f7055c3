"""What tenants send for their file: insurance certificates and the papers that go with them."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models.leases import Dossier
from espace_locataire.dossier.private_files import StoredFile

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """Answers which certificates wait, which count, which one covers a day."""

    def waiting(self) -> "AttestationQuerySet":
        """Return those nobody has decided on yet, the oldest first."""
        return self.filter(status=Attestation.Status.RECUE).order_by("sent_at", "pk")

    def standing(self) -> "AttestationQuerySet":
        """Return those neither refused nor withdrawn."""
        return self.filter(status__in=[Attestation.Status.RECUE, Attestation.Status.VALIDEE])

    def overlapping(self, du: date, au: date) -> "AttestationQuerySet":
        """Return those that stand on at least one day of this period, both days included."""
        return self.standing().filter(du__lte=au, au__gte=du)


class Attestation(models.Model):
    """A home-insurance certificate (loi du 6 juillet 1989, art. 7 g), valid from `du` to `au`, both included.

    A validated one whose last day has passed is *expirée*: that is read from the calendar, never stored.
    """

    class Status(models.TextChoices):
        RECUE = "recue", _("Reçue")
        VALIDEE = "validee", _("Validée")
        REFUSEE = "refusee", _("Refusée")
        RETIREE = "retiree", _("Retirée")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="attestations", verbose_name=_("dossier"))
    assureur = models.CharField(_("assureur"), max_length=100)
    police = models.CharField(_("numéro de police"), max_length=60)
    du = models.DateField(_("valable du"))
    au = models.DateField(_("au"))
    status = models.CharField(_("état"), max_length=8, choices=Status, default=Status.RECUE)
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("envoyée par")
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("par")
    )
    reason = models.TextField(_("motif du refus"), blank=True, max_length=1000)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = _("attestation d’assurance")
        verbose_name_plural = _("attestations d’assurance")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(status="recue"), name="attestation_waiting_by_date")
        ]
        permissions = [("decide_attestation", "Can accept or refuse an insurance certificate")]
        constraints = [
            models.CheckConstraint(condition=models.Q(au__gt=models.F("du")), name="attestation_au_after_du"),
            models.CheckConstraint(condition=~models.Q(assureur=""), name="attestation_assureur_present"),
            models.CheckConstraint(condition=~models.Q(police=""), name="attestation_police_present"),
            models.CheckConstraint(
                condition=models.Q(status="recue", decided_at__isnull=True)
                | models.Q(status__in=["validee", "refusee", "retiree"], decided_at__isnull=False),
                name="attestation_decided_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(status="refusee") ^ models.Q(reason=""), name="attestation_reason_when_refused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assureur} {self.du:%d/%m/%Y} – {self.au:%d/%m/%Y}"

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has decided on it yet."""
        return self.status == self.Status.RECUE

    @property
    def has_expired(self) -> bool:
        """Say whether it was accepted and its last day is before today."""
        return self.status == self.Status.VALIDEE and self.au < timezone.localdate()

    @property
    def state(self) -> str:
        """Return its state in a word, in the reader's language."""
        return gettext("Expirée") if self.has_expired else self.get_status_display()

    @property
    def tone(self) -> str:
        """Return the tone of that word: `ok`, `wait`, `late`, or none."""
        if self.has_expired or self.status == self.Status.REFUSEE:
            return "late"
        return {self.Status.RECUE: "wait", self.Status.VALIDEE: "ok"}.get(self.Status(self.status), "")


class PieceQuerySet(models.QuerySet["Piece"]):
    """Answers which papers wait for a form to be finished."""

    def loose(self, dossier: Dossier, user: "User") -> "PieceQuerySet":
        """Return what this person sent for this lease with forms not finished yet."""
        return self.filter(dossier=dossier, sent_by=user, attestation=None)


class Piece(StoredFile):
    """A paper a tenant sent: a PDF as it came, or a photograph made anew without place or camera.

    Until the form it came with is complete, `attestation` is empty: nothing sent is lost by a mistake elsewhere in
    the form. `name` is what its owner called it, without extension.
    """

    class Extension(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="pieces", verbose_name=_("dossier"))
    attestation = models.ForeignKey(
        Attestation, models.CASCADE, null=True, related_name="pieces", verbose_name=_("attestation")
    )
    name = models.CharField(_("nom"), max_length=80)
    extension = models.CharField(_("format"), max_length=3, choices=Extension)
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("envoyée par")
    )

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce")
        verbose_name_plural = _("pièces")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(attestation__isnull=True), name="piece_loose_by_date")
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="piece_not_empty"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"\A[0-9a-f]{64}\Z"), name="piece_sha256"),
            models.CheckConstraint(
                condition=models.Q(extension__in=["pdf", "jpg", "png"]), name="piece_extension_known"
            ),
            models.UniqueConstraint(
                fields=["attestation", "sha256"],
                condition=models.Q(attestation__isnull=False),
                name="piece_once_per_attestation",
            ),
            models.UniqueConstraint(
                fields=["dossier", "sent_by", "sha256"],
                condition=models.Q(attestation__isnull=True),
                name="piece_once_while_loose",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """Return the name a person sees when they keep the file."""
        return f"{self.name}.{self.extension}"

    @property
    def content_type(self) -> str:
        """Return its media type."""
        return {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}[self.extension]

    @property
    def is_image(self) -> bool:
        """Say whether a browser shows it as an image."""
        return self.extension != self.Extension.PDF

    @property
    def details(self) -> str:
        """Return format and size, for a line below the name."""
        # Kilobytes of 1 000 bytes, as telephones count them.
        size = number_format(max(1, round(self.size_bytes / 1000)))
        return gettext("%(format)s, %(size)s ko") % {"format": self.get_extension_display(), "size": size}
