"""What the landlord certifies at once: that someone rents, that nothing is late."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.documents.making import (
    Asked,
    Figure,
    Letter,
    Maker,
    MakerForm,
    RefusedError,
    Section,
    Table,
    declare_maker,
    dwelling,
    holders_on,
)
from espace_locataire.dossier.models import Scope
from espace_locataire.solde.ledger import Solde, solde_of
from espace_locataire.solde.templatetags.money import owed
from home.dates import in_full
from home.models import Bailleur

RENTING, UP_TO_DATE = "attestation-location", "attestation-a-jour"


def declare_certificates() -> None:
    """Declare what this module makes."""
    declare_maker(
        Maker(
            RENTING,
            gettext_lazy("Attestation de location"),
            gettext_lazy("Elle dit que vous louez ce logement, et depuis quand. La CAF la demande souvent."),
            _renting,
            icon="house",
        )
    )
    declare_maker(
        Maker(
            UP_TO_DATE,
            gettext_lazy("Attestation de loyer à jour"),
            gettext_lazy("Elle dit que vous n’avez aucun loyer en retard. Un futur bailleur la demande souvent."),
            _up_to_date,
            form=UpToDateForm,
            icon="badge-check",
            scope=Scope.PAIEMENT,
        )
    )


def landlord() -> str:
    """Return the landlord's name."""
    return (Bailleur.objects.first() or Bailleur()).name


def _renting(asked: Asked) -> Letter:
    dossier, logement = asked.dossier, asked.dossier.logement
    facts = [
        (_("Ce qui est loué"), dwelling(dossier)),
        (_("Adresse"), f"{logement.short_address}, {logement.city}"),
        (_("Début du bail"), in_full(dossier.date_entree)),
    ]
    if dossier.date_sortie:
        facts.append((_("Fin du bail"), in_full(dossier.date_sortie)))
    ended = dossier.date_sortie is not None and dossier.date_sortie < asked.day
    words = {"landlord": landlord(), "holders": holders_on(dossier, asked.day), "day": in_full(asked.day)}
    if ended:
        said = _("%(landlord)s atteste avoir loué ce qui est désigné ci-dessous à : %(holders)s.") % words
        now = _("Ce bail a pris fin.")
    else:
        said = _("%(landlord)s atteste louer ce qui est désigné ci-dessous à : %(holders)s.") % words
        now = _("Ce bail est en cours le %(day)s.") % words
    return Letter(
        title=_("Attestation de location"),
        sections=[
            Section(paragraphs=[said]),
            Section(_("Le bail"), Table(("text", "text"), (_("Sujet"), _("Détail")), facts), [now]),
        ],
        small_print=[_("Cette attestation est faite à la demande du locataire. Elle ne vaut pas quittance de loyer.")],
    )


class UpToDateForm(MakerForm):
    """Chooses nothing; says beforehand when something is late."""

    @property
    def refusal(self) -> str:
        """Return why it cannot be said today that nothing is late, or nothing when it can."""
        return _reason(solde_of(self.dossier))


def _reason(solde: Solde) -> str:
    if solde.as_of is None or solde.first_entry is None:
        return _("Nous n’avons pas encore votre compte. Réessayez demain.")
    if solde.is_late:
        return _(
            "Une somme de %(amount)s est en retard. Cette attestation sera possible dès qu’elle sera réglée. "
            "Une difficulté pour payer ? Appelez-nous."
        ) % {"amount": owed(solde.late_cents)}
    return ""


def _up_to_date(asked: Asked) -> Letter:
    solde = solde_of(asked.dossier)
    # Asked again here: what was true when the page was shown may not be any more.
    reason = _reason(solde)
    if reason or solde.as_of is None:
        raise RefusedError(reason)
    words = {
        "landlord": landlord(),
        "reference": asked.dossier.reference,
        "accounts": in_full(timezone.localdate(solde.as_of)),
        "day": in_full(asked.day),
    }
    return Letter(
        title=_("Attestation de loyer à jour"),
        figure=Figure(
            _("Rien n’est en retard"),
            _("Comptes arrêtés au %(accounts)s") % words,
            owed(0),
            good=True,
        ),
        sections=[
            Section(
                paragraphs=[
                    _(
                        "%(landlord)s atteste que le loyer et les charges du dossier %(reference)s sont à jour : "
                        "le %(day)s, aucune somme échue ne reste à payer."
                    )
                    % words
                ]
            )
        ],
        small_print=[
            _(
                "Cette attestation dit l’état du compte ce jour-là, sous réserve des paiements que la banque pourrait "
                "encore refuser. Elle ne vaut pas quittance de loyer."
            )
        ],
    )
