"""What each kind of entry means, for someone who never saw an account."""

from django.utils.translation import gettext_lazy as _

from espace_locataire.solde.models import Ecriture

EXPLANATIONS = {
    Ecriture.Nature.LOYER: _("Le prix de la location de votre logement pour le mois."),
    Ecriture.Nature.CHARGES: _(
        "Une avance chaque mois pour l’eau, le chauffage, l’ascenseur ou l’entretien. "
        "Une fois par an, nous comparons avec les vraies dépenses."
    ),
    Ecriture.Nature.APL: _("L’aide que la CAF ou la MSA nous verse pour vous. Elle baisse votre loyer."),
    Ecriture.Nature.RLS: _("Une remise de loyer prévue par la loi, selon vos revenus."),
    Ecriture.Nature.SLS: _("Un supplément demandé quand les revenus dépassent un plafond."),
    Ecriture.Nature.GARAGE: _("Le prix de la location de votre garage ou de votre place."),
    Ecriture.Nature.REGULARISATION: _(
        "La différence entre vos avances de charges et les vraies dépenses de l’année. "
        "Elle peut être à payer, ou en votre faveur."
    ),
    Ecriture.Nature.PAIEMENT: _("Ce que nous avons reçu de vous."),
    Ecriture.Nature.REJET: _("Un paiement que la banque a refusé : la somme est de nouveau à payer."),
    Ecriture.Nature.FRAIS: _("Des frais prévus par votre bail ou par la loi."),
    Ecriture.Nature.ASSURANCE: _("L’assurance prise par nous pour votre logement, faute d’attestation."),
    Ecriture.Nature.PLAN: _("Une échéance du plan convenu avec vous pour rembourser une dette."),
    Ecriture.Nature.DEPOT: _("La somme versée à l’entrée, rendue à la sortie si tout est en ordre."),
    Ecriture.Nature.AUTRE: _("Une autre somme. Si vous ne la comprenez pas, appelez-nous."),
}
