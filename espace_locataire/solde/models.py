"""The landlord's entries, and our movements until the landlord has them. Both only grow: triggers see to it."""

from django.db import models
from django.utils import timezone
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
        indexes = [
            models.Index(fields=["dossier", "value_date"], name="ecriture_of_dossier_by_date"),
            models.Index(fields=["payment_ref"], condition=~models.Q(payment_ref=""), name="ecriture_payment_ref"),
        ]
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


class MouvementQuerySet(models.QuerySet["Mouvement"]):
    """Answers which movements count, and which the ERP has to be told of."""

    def in_flight(self) -> "MouvementQuerySet":
        """Return those the ERP has no entry for yet: they count beside its entries."""
        return self.filter(ecriture=None)

    def to_export(self) -> "MouvementQuerySet":
        """Return those the ERP has neither answered about nor an entry for: they leave again until it does."""
        return self.in_flight().filter(erp_answer="").order_by("pk")


class Mouvement(models.Model):
    """Money that moved here, which counts until the landlord's ERP sends its own entry for it (`ecriture`).

    Cents < 0 in the tenant's favour, > 0 owed again. `reference` is what it is about, once: the ERP is told it and
    writes it on its entry. A payment, a refund, a dispute, a returned debit is each a movement of its own; none ever
    changes. `counterparty_ref` is what the bank or the provider calls it.
    """

    class Kind(models.TextChoices):
        PAIEMENT = "paiement", _("Paiement")
        PRELEVEMENT = "prelevement", _("Prélèvement")
        REMBOURSEMENT = "remboursement", _("Remboursement")
        LITIGE = "litige", _("Paiement contesté")
        LITIGE_GAGNE = "litige_gagne", _("Contestation rejetée")
        REJET = "rejet", _("Prélèvement rejeté")

    class Means(models.TextChoices):
        CARTE = "carte", _("Carte bancaire")
        PRELEVEMENT = "prelevement", _("Prélèvement automatique")

    class ErpAnswer(models.TextChoices):
        INTEGRE = "integre", _("Intégré")
        REFUSE = "refuse", _("Refusé par le progiciel")

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="mouvements", db_index=False, verbose_name=_("dossier")
    )
    kind = models.CharField(_("sorte"), max_length=13, choices=Kind)
    means = models.CharField(_("moyen"), max_length=11, choices=Means)
    amount_cents = models.BigIntegerField(_("montant en centimes"))
    reference = models.CharField(_("référence"), max_length=40, unique=True)
    counterparty_ref = models.CharField(_("référence du prestataire"), max_length=100, blank=True)
    at = models.DateTimeField(_("le"), default=timezone.now)
    ecriture = models.OneToOneField(
        Ecriture, models.PROTECT, null=True, blank=True, related_name="mouvement", verbose_name=_("écriture")
    )
    tied_at = models.DateTimeField(_("rapproché le"), null=True, blank=True)
    erp_answer = models.CharField(_("réponse du progiciel"), max_length=7, choices=ErpAnswer, blank=True)
    erp_answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    erp_reason = models.CharField(_("motif du progiciel"), max_length=300, blank=True)

    objects = MouvementQuerySet.as_manager()

    class Meta:
        verbose_name = _("mouvement")
        verbose_name_plural = _("mouvements")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["dossier", "at"], name="mouvement_of_dossier_by_date"),
            models.Index(fields=["dossier"], condition=models.Q(ecriture__isnull=True), name="mouvement_in_flight"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["paiement", "prelevement", "litige_gagne"], amount_cents__lt=0)
                | models.Q(kind__in=["remboursement", "litige", "rejet"], amount_cents__gt=0),
                name="mouvement_kind_and_sign",
            ),
            models.CheckConstraint(
                condition=models.Q(means__in=["carte", "prelevement"]), name="mouvement_means_known"
            ),
            models.CheckConstraint(condition=~models.Q(reference=""), name="mouvement_reference_present"),
            models.CheckConstraint(
                condition=models.Q(erp_answer="", erp_answered_at__isnull=True)
                | models.Q(erp_answer__in=["integre", "refuse"], erp_answered_at__isnull=False),
                name="mouvement_erp_answer_dated",
            ),
            models.CheckConstraint(
                condition=models.Q(ecriture__isnull=True, tied_at__isnull=True)
                | models.Q(ecriture__isnull=False, tied_at__isnull=False),
                name="mouvement_tied_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ArreteComptes(models.Model):
    """The moment at which the landlord's accounts were drawn up: what « solde au » speaks of."""

    as_of = models.DateTimeField(_("arrêté au"), unique=True)

    class Meta:
        verbose_name = _("arrêté des comptes")
        verbose_name_plural = _("arrêtés des comptes")
        ordering = ["-as_of"]

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d}"
