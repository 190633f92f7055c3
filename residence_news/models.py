"""The landlord's register of residences."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Residence(models.Model):
    """A building or an estate, as the landlord's ERP knows it.

    `latitude` and `longitude` are degrees (WGS 84). `closed_on` says since when the ERP no longer
    lists it.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    nom = models.CharField(_("nom"), max_length=150)
    adresse = models.CharField(_("adresse"), max_length=200)
    complement = models.CharField(_("complément d’adresse"), max_length=200, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=5)
    commune = models.CharField(_("commune"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    annee = models.PositiveSmallIntegerField(_("année de construction"), null=True, blank=True)
    gardien_nom = models.CharField(_("gardien"), max_length=100, blank=True)
    gardien_telephone = models.CharField(_("téléphone du gardien"), max_length=40, blank=True)
    gardien_horaires = models.CharField(_("horaires du gardien"), max_length=200, blank=True)
    closed_on = models.DateField(_("sortie du patrimoine le"), null=True, blank=True)

    class Meta:
        verbose_name = _("résidence")
        verbose_name_plural = _("résidences")
        ordering = ["nom", "code"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(code=""), name="residence_code_present"),
            models.CheckConstraint(condition=~models.Q(nom=""), name="residence_nom_present"),
            models.CheckConstraint(
                condition=models.Q(code_postal__regex=r"\A[0-9]{5}\Z"), name="residence_code_postal_five_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(latitude__range=(-90, 90)),
                name="residence_latitude_range",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True) | models.Q(longitude__range=(-180, 180)),
                name="residence_longitude_range",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="residence_coordinates_both_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.nom
