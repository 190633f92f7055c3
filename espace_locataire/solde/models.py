"""The landlord's entries. Append-only: triggers refuse any change or deletion, on both databases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier


class Ecriture(models.Model):
    """A ledger entry of the landlord's: cents > 0 owed by the tenant, < 0 in the tenant's favour.

    `value_date` is the day of the entry; `due_date` the day a debit falls due (the value date when
    the ERP gives none). `source` and `source_ref` say where it comes from, once and for all.
    `payment_ref` is our own reference when the entry answers a payment made here.
    """

    class Nature(models.TextChoices):
        LOYER = "loyer", _("Loyer")
        CHARGES = "charges", _("Provisions pour charges")
        APL = "apl", _("Aide au logement (APL)")
        RLS = "rls", _("Réduction de loyer de solidarité (RLS)")
        SLS = "sls", _("Supplément de loyer de solidarité (SLS)")
        GARAGE = "garage", _("Garage ou stationnement")
        REGULARISATION = "regularisation", _("Régularisation de charges")
        PAIEMENT = "paiement", _("Paiement")
        REJET = "rejet", _("Paiement rejeté")
        FRAIS = "frais", _("Frais")
        ASSURANCE = "assurance", _("Assurance")
        PLAN = "plan", _("Plan d’apurement")
        DEPOT = "depot", _("Dépôt de garantie")
        AUTRE = "autre", _("Autre")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="ecritures", db_index=False, verbose_name=_("dossier")
    )
    amount_cents = models.BigIntegerField(_("montant en centimes"))
    nature = models.CharField(_("nature"), max_length=14, choices=Nature)
    label = models.CharField(_("libellé"), max_length=200)
    value_date = models.DateField(_("date"))
    due_date = models.DateField(_("échéance"))
    payment_ref = models.CharField(_("référence de paiement"), max_length=40, blank=True)
    source = models.CharField(_("origine"), max_length=10, default="erp")
    source_ref = models.CharField(_("identifiant d’origine"), max_length=40)

    class Meta:
        verbose_name = _("écriture")
        verbose_name_plural = _("écritures")
        ordering = ["value_date", "pk"]
        indexes = [models.Index(fields=["dossier", "value_date"], name="ecriture_of_dossier_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["source", "source_ref"], name="ecriture_source_once"),
            models.CheckConstraint(condition=~models.Q(amount_cents=0), name="ecriture_amount_not_zero"),
            models.CheckConstraint(condition=~models.Q(source_ref=""), name="ecriture_source_ref_present"),
            models.CheckConstraint(
                condition=models.Q(
                    nature__in=[
                        "loyer",
                        "charges",
                        "apl",
                        "rls",
                        "sls",
                        "garage",
                        "regularisation",
                        "paiement",
                        "rejet",
                        "frais",
                        "assurance",
                        "plan",
                        "depot",
                        "autre",
                    ]
                ),
                name="ecriture_nature_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.source_ref}"


class ArreteComptes(models.Model):
    """The moment at which the landlord's accounts were drawn up: what « solde au » speaks of."""

    as_of = models.DateTimeField(_("arrêté au"), unique=True)

    class Meta:
        verbose_name = _("arrêté des comptes")
        verbose_name_plural = _("arrêtés des comptes")
        ordering = ["-as_of"]

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d}"
