"""What tenants send for their file: insurance certificates and the papers that go with them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models.leases import Dossier
from espace_locataire.dossier.models.proposals import Proposal, ProposalQuerySet
from espace_locataire.dossier.models.updates import MiseAJour
from espace_locataire.dossier.private_files import StoredFile

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class AttestationQuerySet(ProposalQuerySet["Attestation"]):
    """Answers which certificates cover a day."""

    def overlapping(self, du: date, au: date) -> Self:
        """Return those that stand on at least one day of this period, both days included."""
        return self.standing().filter(du__lte=au, au__gte=du)


class Attestation(Proposal):
    """A home-insurance certificate (loi du 6 juillet 1989, art. 7 g), valid from `du` to `au`, both included.

    A validated one whose last day has passed is *expirée*: that is read from the calendar, never stored.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="attestations", verbose_name=_("dossier"))
    assureur = models.CharField(_("assureur"), max_length=100)
    police = models.CharField(_("numéro de police"), max_length=60)
    du = models.DateField(_("valable du"))
    au = models.DateField(_("au"))

    objects = AttestationQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("attestation d’assurance")
        verbose_name_plural = _("attestations d’assurance")
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(status="recue"), name="attestation_waiting_by_date")
        ]
        permissions = [("decide_attestation", "Can accept or refuse an insurance certificate")]
        constraints = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(condition=models.Q(au__gt=models.F("du")), name="attestation_au_after_du"),
            models.CheckConstraint(condition=~models.Q(assureur=""), name="attestation_assureur_present"),
            models.CheckConstraint(condition=~models.Q(police=""), name="attestation_police_present"),
        ]

    def __str__(self) -> str:
        return f"{self.assureur} {self.du:%d/%m/%Y} – {self.au:%d/%m/%Y}"

    @property
    def has_expired(self) -> bool:
        """Say whether it was accepted and its last day is before today."""
        return self.status == self.Status.VALIDEE and self.au < timezone.localdate()

    @property
    def state(self) -> str:
        """Return its state in a word, in the reader's language."""
        return gettext("Expirée") if self.has_expired else super().state

    @property
    def tone(self) -> str:
        """Return the tone of that word: `ok`, `wait`, `late`, or none."""
        return "late" if self.has_expired else super().tone


class PieceQuerySet(models.QuerySet["Piece"]):
    """Answers which papers wait for a form to be finished."""

    def unfinished(self) -> "PieceQuerySet":
        """Return what came with forms not finished yet."""
        return self.filter(attestation=None, mise_a_jour=None)

    def loose(self, dossier: Dossier, user: "User", form: str) -> "PieceQuerySet":
        """Return what this person sent for this lease with a form of this kind, not finished yet."""
        return self.unfinished().filter(dossier=dossier, sent_by=user, form=form)


class Piece(StoredFile):
    """A paper a tenant sent: a PDF as it came, or a photograph made anew without place or camera.

    Until the form it came with is complete it belongs to none: nothing sent is lost by a mistake elsewhere in the
    form. `form` names that form. `name` is what its owner called it, without extension.
    """

    class Form(models.TextChoices):
        ATTESTATION = "attestation", _("attestation d’assurance")
        NAISSANCE = "naissance", _("naissance")
        ARRIVEE = "arrivee", _("arrivée")
        DEPART = "depart", _("départ")
        COURRIER = "courrier", _("adresse pour le courrier")
        ETAT_CIVIL = "etat_civil", _("état civil")

    class Extension(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="pieces", verbose_name=_("dossier"))
    attestation = models.ForeignKey(
        Attestation, models.CASCADE, null=True, related_name="pieces", verbose_name=_("attestation")
    )
    mise_a_jour = models.ForeignKey(
        MiseAJour, models.CASCADE, null=True, related_name="pieces", verbose_name=_("mise à jour")
    )
    form = models.CharField(
        _("formulaire"), max_length=11, choices=Form, default=Form.ATTESTATION, db_default=Form.ATTESTATION
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
            models.Index(
                fields=["sent_at"],
                condition=models.Q(attestation__isnull=True, mise_a_jour__isnull=True),
                name="piece_unfinished_by_date",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size_bytes__gt=0), name="piece_not_empty"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"\A[0-9a-f]{64}\Z"), name="piece_sha256"),
            models.CheckConstraint(
                condition=models.Q(extension__in=["pdf", "jpg", "png"]), name="piece_extension_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    form__in=["attestation", "naissance", "arrivee", "depart", "courrier", "etat_civil"]
                ),
                name="piece_form_known",
            ),
            models.CheckConstraint(
                condition=models.Q(attestation__isnull=True) | models.Q(mise_a_jour__isnull=True),
                name="piece_of_one_proposal",
            ),
            models.UniqueConstraint(
                fields=["attestation", "sha256"],
                condition=models.Q(attestation__isnull=False),
                name="piece_once_per_attestation",
            ),
            models.UniqueConstraint(
                fields=["mise_a_jour", "sha256"],
                condition=models.Q(mise_a_jour__isnull=False),
                name="piece_once_per_mise_a_jour",
            ),
            models.UniqueConstraint(
                fields=["dossier", "sent_by", "form", "sha256"],
                condition=models.Q(attestation__isnull=True, mise_a_jour__isnull=True),
                name="piece_once_while_unfinished",
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
