"""The landlord's register of residences, and the equipment people depend on in them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.searching.words import fold


class ResidenceQuerySet(models.QuerySet["Residence"]):
    """Answers which residences the landlord has, and finds them by words."""

    def present(self) -> Self:
        """Keep the residences the landlord still has."""
        return self.filter(closed_on=None)

    def matching(self, words: str) -> Self:
        """Keep the residences that hold every word in their name, address, town or code, accents ignored."""
        needles = fold(words).split()
        fields = ("nom", "adresse", "complement", "code_postal", "commune", "code")
        rows = self.values_list("pk", *fields)
        found = [pk for pk, *texts in rows if all(needle in fold(" ".join(texts)) for needle in needles)]
        return self.filter(pk__in=found)


class Residence(models.Model):  # type: ignore[django-manager-missing]
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

    objects = ResidenceQuerySet.as_manager()

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


class Equipement(models.Model):
    """Something in a residence that may break down, and that outages and requests refer to.

    `note` is public; `reference_interne` and `note_interne` are the staff's alone.
    """

    class Kind(models.TextChoices):
        ASCENSEUR = "ascenseur", _("Ascenseur")
        CHAUFFAGE = "chauffage", _("Chauffage collectif")
        EAU_CHAUDE = "eau_chaude", _("Eau chaude collective")
        CHAUFFERIE = "chaufferie", _("Chaufferie")
        FIBRE = "fibre", _("Fibre ou télévision")
        INTERPHONE = "interphone", _("Interphone")
        PORTE = "porte", _("Porte d’entrée")
        PORTAIL = "portail", _("Portail")
        PARKING = "parking", _("Parking")
        LOCAL_VELOS = "local_velos", _("Local à vélos")
        LOCAL_DECHETS = "local_dechets", _("Local à déchets")
        AUTRE = "autre", _("Autre équipement")

    residence = models.ForeignKey(Residence, models.PROTECT, related_name="equipements", verbose_name=_("résidence"))
    kind = models.CharField(_("nature"), max_length=15, choices=Kind)
    name = models.CharField(
        _("nom"), max_length=80, help_text=_("Tel que les locataires le disent : « Ascenseur B ».")
    )
    note = models.CharField(
        _("note publique"), max_length=200, blank=True, help_text=_("Montrée sur la page de la résidence.")
    )
    in_service_since = models.DateField(_("en service depuis"), null=True, blank=True)
    reference_interne = models.CharField(
        _("référence interne"), max_length=60, blank=True, help_text=_("Pour le service, jamais montrée au public.")
    )
    note_interne = models.TextField(
        _("note interne"), blank=True, help_text=_("Pour le service, jamais montrée au public.")
    )

    class Meta:
        verbose_name = _("équipement")
        verbose_name_plural = _("équipements")
        ordering = ["residence", "name"]
        constraints = [
            models.UniqueConstraint(fields=["residence", "name"], name="equipement_name_unique_in_residence"),
            models.CheckConstraint(condition=~models.Q(name=""), name="equipement_name_present"),
        ]

    def __str__(self) -> str:
        return self.name
