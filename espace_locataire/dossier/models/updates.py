"""What changed in a tenant's life, as they tell it: who was born, came, left; a name, an address, a number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models.leases import Dossier, Occupant
from espace_locataire.dossier.models.proposals import Proposal, ProposalQuerySet

AT_ONCE = ["telephone", "email"]
ABOUT_SOMEONE_NEW = ["naissance", "arrivee"]
ABOUT_A_PERSON_ON_THE_LEASE = ["telephone", "email", "etat_civil"]
# What no helper sees nor does: a person's own papers and contact details, and where the post goes.
FOR_HOLDERS_ONLY = ["telephone", "email", "etat_civil", "courrier"]


class MiseAJourQuerySet(ProposalQuerySet["MiseAJour"]):
    """Answers which changes tenants told us of."""


class MiseAJour(Proposal):
    """A change to the file, from the day `effective_on`.

    Of someone who is born or comes: `nom`, `prenom`, `date_naissance`, `lien`. Of someone who leaves: `occupant`. Of a
    person on the lease (`locataire`): `ancienne` and `nouvelle`, the value before and after; for the civil status,
    `situation` and the nom d'usage. Of the address for the post: `nouvelle`. Telephone and e-mail are accepted as they
    are sent.
    """

    class Nature(models.TextChoices):
        NAISSANCE = "naissance", _("Naissance")
        ARRIVEE = "arrivee", _("Arrivée d’une personne")
        DEPART = "depart", _("Départ d’une personne")
        COURRIER = "courrier", _("Adresse pour le courrier")
        ETAT_CIVIL = "etat_civil", _("État civil")
        TELEPHONE = "telephone", _("Téléphone")
        EMAIL = "email", _("Adresse e-mail")

    class Situation(models.TextChoices):
        MARIAGE = "mariage", _("Mariage")
        PACS = "pacs", _("Pacs")
        SEPARATION = "separation", _("Séparation ou divorce")
        VEUVAGE = "veuvage", _("Décès du conjoint")
        NOM = "nom", _("Changement de nom")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="mises_a_jour", verbose_name=_("dossier"))
    nature = models.CharField(_("nature"), max_length=10, choices=Nature)
    effective_on = models.DateField(_("à partir du"))
    locataire = models.ForeignKey(
        Locataire, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("locataire")
    )
    occupant = models.ForeignKey(
        Occupant, models.CASCADE, null=True, blank=True, related_name="departures", verbose_name=_("occupant")
    )
    nom = models.CharField(_("nom"), max_length=100, blank=True)
    prenom = models.CharField(_("prénom"), max_length=100, blank=True)
    date_naissance = models.DateField(_("date de naissance"), null=True, blank=True)
    lien = models.CharField(_("lien"), max_length=9, choices=Occupant.Lien, blank=True)
    situation = models.CharField(_("situation"), max_length=10, choices=Situation, blank=True)
    ancienne = models.CharField(_("ancienne valeur"), max_length=300, blank=True)
    nouvelle = models.CharField(_("nouvelle valeur"), max_length=300, blank=True)

    objects = MiseAJourQuerySet.as_manager()

    class Meta(Proposal.Meta):
        verbose_name = _("mise à jour")
        verbose_name_plural = _("mises à jour")
        indexes = [
            models.Index(fields=["sent_at"], condition=models.Q(status="recue"), name="miseajour_waiting_by_date"),
            models.Index(
                fields=["id"], condition=models.Q(status="validee", erp_answer=""), name="miseajour_to_export"
            ),
        ]
        permissions = [("decide_miseajour", "Can accept or refuse a change to a file")]
        constraints = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    nature__in=["naissance", "arrivee", "depart", "courrier", "etat_civil", "telephone", "email"]
                ),
                name="miseajour_nature_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(nature__in=ABOUT_SOMEONE_NEW) | (~models.Q(nom="") & ~models.Q(prenom="")),
                name="miseajour_names_who_comes",
            ),
            models.CheckConstraint(
                condition=models.Q(nature="depart") ^ models.Q(occupant__isnull=True),
                name="miseajour_occupant_of_a_departure",
            ),
            models.CheckConstraint(
                condition=models.Q(nature__in=ABOUT_A_PERSON_ON_THE_LEASE) ^ models.Q(locataire__isnull=True),
                name="miseajour_locataire_of_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(nature="etat_civil") ^ models.Q(situation=""), name="miseajour_situation_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(nature__in=["courrier", "email"]) | ~models.Q(nouvelle=""),
                name="miseajour_new_value_present",
            ),
            models.UniqueConstraint(
                fields=["occupant"],
                condition=models.Q(nature="depart", status__in=["recue", "validee"], erp_answer=""),
                name="miseajour_one_departure_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.effective_on:%d/%m/%Y}"

    @property
    def person(self) -> str:
        """Return who is born, comes or leaves; empty for the rest."""
        if self.nature in ABOUT_SOMEONE_NEW:
            return f"{self.prenom} {self.nom}"
        return str(self.occupant) if self.occupant else ""

    @property
    def shown(self) -> str:
        """Return what changes in a few words: the person, the new name, address or number."""
        if self.person:
            return self.person
        if self.nature == self.Nature.ETAT_CIVIL:
            return " ".join(part for part in (self.get_situation_display(), self.nouvelle) if part)
        return self.nouvelle

    @property
    def icon(self) -> str:
        """Return the name of the drawing that stands for its nature."""
        return {
            self.Nature.NAISSANCE: "baby",
            self.Nature.ARRIVEE: "user-plus",
            self.Nature.DEPART: "user-minus",
            self.Nature.COURRIER: "mail",
            self.Nature.ETAT_CIVIL: "id-card",
            self.Nature.TELEPHONE: "phone",
            self.Nature.EMAIL: "at-sign",
        }[self.Nature(self.nature)]
