"""Leases: what is rented, by whom, with whom."""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.models import Locataire
from residence_news.models import Residence

if TYPE_CHECKING:
    from espace_locataire.compte.models import User
    from espace_locataire.dossier.standing import Standing


NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Logement(models.Model):
    """What is rented: a home, a garage, a parking space, a cellar, a shop. `surface` is in m²."""

    class Nature(models.TextChoices):
        LOGEMENT = "logement", _("Logement")
        GARAGE = "garage", _("Garage")
        PARKING = "parking", _("Place de stationnement")
        CAVE = "cave", _("Cave")
        LOCAL = "local", _("Local")

    reference = models.CharField(_("référence"), max_length=30, unique=True)
    residence = models.ForeignKey(Residence, models.PROTECT, related_name="logements", verbose_name=_("résidence"))
    nature = models.CharField(_("nature"), max_length=10, choices=Nature)
    type = models.CharField(_("type"), max_length=2, blank=True)
    batiment = models.CharField(_("bâtiment"), max_length=30, blank=True)
    escalier = models.CharField(_("escalier"), max_length=30, blank=True)
    etage = models.CharField(_("étage"), max_length=30, blank=True)
    porte = models.CharField(_("porte"), max_length=30, blank=True)
    adresse = models.CharField(_("adresse"), max_length=200)
    complement = models.CharField(_("complément d’adresse"), max_length=200, blank=True)
    code_postal = models.CharField(_("code postal"), max_length=5)
    commune = models.CharField(_("commune"), max_length=100)
    surface = models.DecimalField(_("surface"), max_digits=7, decimal_places=2, null=True, blank=True)
    closed_on = models.DateField(_("sorti du patrimoine le"), null=True, blank=True)

    class Meta:
        verbose_name = _("logement")
        verbose_name_plural = _("logements")
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reference=""), name="logement_reference_present"),
            models.CheckConstraint(
                condition=models.Q(nature__in=["logement", "garage", "parking", "cave", "local"]),
                name="logement_nature_known",
            ),
            models.CheckConstraint(
                condition=models.Q(type="") | models.Q(type__regex=r"\AT[1-7]\Z", nature="logement"),
                name="logement_type_for_homes",
            ),
            models.CheckConstraint(
                condition=models.Q(code_postal__regex=r"\A[0-9]{5}\Z"), name="logement_code_postal_five_digits"
            ),
            models.CheckConstraint(
                condition=models.Q(surface__isnull=True) | models.Q(surface__gt=0), name="logement_surface_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.reference}"

    @property
    def short_address(self) -> str:
        """Return street and complement on one line: « 12 rue des Comtesses, Appartement 34 »."""
        return ", ".join(part for part in (self.adresse, self.complement) if part)

    @property
    def city(self) -> str:
        """Return postcode and town."""
        return f"{self.code_postal} {self.commune}"


def still_shown(on: date, prefix: str = "") -> models.Q:
    """Return what holds for a lease shown on a day: in force, or over for `FORMER_TENANT_SEES_DAYS` at most."""
    limit = on - timedelta(days=settings.FORMER_TENANT_SEES_DAYS)
    return models.Q(**{f"{prefix}date_sortie__isnull": True}) | models.Q(**{f"{prefix}date_sortie__gte": limit})


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Answers who may see which lease."""

    def held_by(self, user: "User", on: date | None = None) -> "DossierQuerySet":
        """Return the dossiers this person holds on that day (today by default), each once.

        A link counts from its first day (`du`) to its last (`au`). Someone who stayed until the
        end of the lease keeps seeing it afterwards (the final account, the receipts), for
        `FORMER_TENANT_SEES_DAYS`; someone who left it before the end does not.
        """
        day = on or timezone.localdate()
        links = Titulaire.objects.current(day).filter(locataire__user=user)
        return self.filter(still_shown(day), pk__in=links.values("dossier"))

    def helped_by(self, user: "User", on: date | None = None) -> "DossierQuerySet":
        """Return the dossiers whose holders this person helps on that day (today by default), each once."""
        # Helpers stand on leases, and not the other way round.
        from espace_locataire.dossier.models.aidants import Aidant

        live = Aidant.objects.live(on or timezone.localdate()).filter(person=user)
        return self.filter(pk__in=live.values("dossier"))

    def last_opened_first(self, user: "User") -> "DossierQuerySet":
        """Put the one this person opened last first, then homes before garages, then the newest lease."""
        opened = (
            Titulaire.objects.filter(dossier=models.OuterRef("pk"), locataire__user=user)
            .order_by("-last_opened_at")
            .values(when=Coalesce("last_opened_at", models.Value(NEVER)))[:1]
        )
        return self.annotate(
            last_opened=models.Subquery(opened),
            home=models.Case(
                models.When(logement__nature=Logement.Nature.LOGEMENT, then=True),
                default=False,
                output_field=models.BooleanField(),
            ),
        ).order_by("-last_opened", "-home", "-date_entree", "pk")


def new_cle() -> str:
    """Return a random key for addresses: 22 URL-safe characters, 128 bits."""
    return secrets.token_urlsafe(16)


class Dossier(models.Model):
    """A lease account: reference of ten digits and a capital letter.

    `cle` stands in addresses instead of the reference, so that no reference reaches logs,
    referrers or payment providers. `closed_on` says since when the ERP no longer lists it.
    """

    class ModePaiement(models.TextChoices):
        PRELEVEMENT = "prelevement", _("Prélèvement automatique")
        CARTE = "carte", _("Carte bancaire")
        CHEQUE = "cheque", _("Chèque")
        VIREMENT = "virement", _("Virement")
        ESPECES = "especes", _("Espèces")
        AUTRE = "autre", _("Autre moyen")

    reference = models.CharField(_("référence"), max_length=11, unique=True)
    cle = models.CharField(_("clé d’adresse"), max_length=22, unique=True, default=new_cle, editable=False)
    logement = models.ForeignKey(Logement, models.PROTECT, related_name="dossiers", verbose_name=_("logement"))
    date_entree = models.DateField(_("date d’entrée"))
    date_sortie = models.DateField(_("date de sortie"), null=True, blank=True)
    mode_paiement = models.CharField(_("mode de paiement"), max_length=12, choices=ModePaiement, blank=True)
    closed_on = models.DateField(_("clos le"), null=True, blank=True)

    objects = DossierQuerySet.as_manager()
    # What the person who is logged in is to it, once `standing.dossiers_of` found it.
    standing: "Standing"

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reference__regex=r"\A[0-9]{10}[A-Z]\Z"), name="dossier_reference_ten_digits_letter"
            ),
            models.CheckConstraint(
                condition=models.Q(cle__regex=r"\A[A-Za-z0-9_-]{22}\Z"), name="dossier_cle_22_url_safe"
            ),
            models.CheckConstraint(
                condition=models.Q(date_sortie__isnull=True) | models.Q(date_sortie__gte=models.F("date_entree")),
                name="dossier_sortie_after_entree",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    mode_paiement__in=["", "prelevement", "carte", "cheque", "virement", "especes", "autre"]
                ),
                name="dossier_mode_paiement_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_over(self, on: date | None = None) -> bool:
        """Say whether the tenants have left, on a day (today by default)."""
        return self.date_sortie is not None and self.date_sortie < (on or timezone.localdate())


class TitulaireQuerySet(models.QuerySet["Titulaire"]):
    """Answers who is on a lease on a given day."""

    def current(self, on: date) -> "TitulaireQuerySet":
        """Return the links in force on that day, or in force when their lease ended."""
        begun = models.Q(du__isnull=True) | models.Q(du__lte=on)
        lasting = models.Q(au__isnull=True) | models.Q(au__gte=on) | models.Q(au__gte=models.F("dossier__date_sortie"))
        return self.filter(begun, lasting, closed_on__isnull=True)


class Titulaire(models.Model):
    """The link between a person and a lease: holder or co-holder, from a day (`du`) to a day (`au`)."""

    class Role(models.TextChoices):
        TITULAIRE = "titulaire", _("Titulaire")
        COTITULAIRE = "cotitulaire", _("Co-titulaire")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="titulaires", verbose_name=_("dossier"))
    locataire = models.ForeignKey(Locataire, models.PROTECT, related_name="titulaires", verbose_name=_("locataire"))
    role = models.CharField(_("rôle"), max_length=11, choices=Role)
    du = models.DateField(_("du"), null=True, blank=True)
    au = models.DateField(_("au"), null=True, blank=True)
    closed_on = models.DateField(_("sorti du fichier le"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("dernière ouverture"), null=True, blank=True, editable=False)

    objects = TitulaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("titulaire")
        verbose_name_plural = _("titulaires")
        ordering = ["-role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "locataire", "role", "du"],
                condition=models.Q(du__isnull=False),
                name="titulaire_once_per_start",
            ),
            models.UniqueConstraint(
                fields=["dossier", "locataire", "role"],
                condition=models.Q(du__isnull=True),
                name="titulaire_once_without_start",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(role="titulaire", au__isnull=True, closed_on__isnull=True),
                name="titulaire_one_current_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["titulaire", "cotitulaire"]), name="titulaire_role_known"
            ),
            models.CheckConstraint(
                condition=models.Q(au__isnull=True) | models.Q(du__isnull=True) | models.Q(au__gte=models.F("du")),
                name="titulaire_au_after_du",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locataire} ({self.get_role_display()})"


class Occupant(models.Model):
    """Someone who lives in the dwelling without being on the lease. `source_ref` is the ERP's identifier."""

    class Lien(models.TextChoices):
        CONJOINT = "conjoint", _("Conjoint")
        ENFANT = "enfant", _("Enfant")
        ASCENDANT = "ascendant", _("Parent ou grand-parent")
        AUTRE = "autre", _("Autre")

    source_ref = models.CharField(_("identifiant du progiciel"), max_length=40, unique=True)
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="occupants", verbose_name=_("dossier"))
    nom = models.CharField(_("nom"), max_length=100)
    prenom = models.CharField(_("prénom"), max_length=100)
    date_naissance = models.DateField(_("date de naissance"), null=True, blank=True)
    lien = models.CharField(_("lien"), max_length=9, choices=Lien, blank=True)
    closed_on = models.DateField(_("sorti du fichier le"), null=True, blank=True)

    class Meta:
        verbose_name = _("occupant")
        verbose_name_plural = _("occupants")
        ordering = ["date_naissance", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(source_ref=""), name="occupant_source_ref_present"),
            models.CheckConstraint(
                condition=models.Q(lien__in=["", "conjoint", "enfant", "ascendant", "autre"]),
                name="occupant_lien_known",
            ),
            models.CheckConstraint(condition=~models.Q(nom=""), name="occupant_nom_present"),
            models.CheckConstraint(condition=~models.Q(prenom=""), name="occupant_prenom_present"),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}"
