"""What this room holds about people, and what it forgets in time."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.discarding import delete_with_files
from espace_locataire.dossier.models import Aidant, Attestation, Consultation, Dossier, MiseAJour, Occupant, Piece
from home.personal_data import HeldFile, Holding, declare_holding
from home.retention import Retention, declare_retention, delete_rows

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def leases_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield the leases the person holds: the dwelling, the dates, who else is there."""
    held = Dossier.objects.held_by(person).select_related("logement__residence").order_by("reference")
    for dossier in held.prefetch_related("titulaires__locataire", "occupants"):
        logement = dossier.logement
        yield {
            "reference": dossier.reference,
            "entree": dossier.date_entree,
            "sortie": dossier.date_sortie,
            "mode_de_paiement": dossier.get_mode_paiement_display(),
            "logement": {
                "nature": logement.get_nature_display(),
                "type": logement.type,
                "adresse": logement.short_address,
                "ville": logement.city,
                "surface_m2": logement.surface,
                "residence": logement.residence.nom,
            },
            # Another holder's telephone, address and date of birth are theirs.
            "titulaires": [
                {"nom": str(link.locataire), "role": link.get_role_display(), "du": link.du, "au": link.au}
                for link in dossier.titulaires.all()
            ],
            "occupants": [
                {
                    "nom": occupant.nom,
                    "prenom": occupant.prenom,
                    "date_de_naissance": occupant.date_naissance,
                    "lien": occupant.get_lien_display(),
                }
                for occupant in dossier.occupants.all()
                if occupant.closed_on is None
            ],
        }


def proofs_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield what was sent for the leases the person holds, and what became of it."""
    held = Dossier.objects.held_by(person)
    for sent in Attestation.objects.filter(dossier__in=held).select_related("dossier"):
        yield _sent(sent) | {
            "sorte": "attestation d’assurance",
            "assureur": sent.assureur,
            "police": sent.police,
            "du": sent.du,
            "au": sent.au,
        }
    for change in MiseAJour.objects.filter(dossier__in=held).select_related("dossier", "occupant"):
        yield _sent(change) | {
            "sorte": change.get_nature_display(),
            "a_partir_du": change.effective_on,
            "quoi": change.shown,
            "ancienne_valeur": change.ancienne,
            "date_de_naissance": change.date_naissance,
        }


def _sent(sent: Attestation | MiseAJour) -> dict[str, Any]:
    return {
        "dossier": sent.dossier.reference,
        "etat": sent.state,
        "envoye_le": sent.sent_at,
        "reponse_le": sent.decided_at,
        "raison": sent.reason,
    }


def papers_sent_of(person: "User") -> Iterator[HeldFile]:
    """Yield the papers sent for the leases the person holds."""
    for piece in Piece.objects.filter(dossier__in=Dossier.objects.held_by(person)):
        yield HeldFile(f"fichiers-envoyes/{piece.pk}-{piece.display_name}", piece.open_checked)


def looks_at_leases_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield who but their holders looked at the person's leases; a member of staff is not named.

    The person may know when and what for, not which employee did their work (CJUE, C-579/21, Pankki S).
    """
    for look in Consultation.objects.filter(dossier__in=Dossier.objects.held_by(person)).select_related("dossier"):
        yield {"dossier": look.dossier.reference, "le": look.at, "par": look.shown_by, "acte": look.act_label}


def own_unfinished(person: "User") -> int:
    """Erase the papers of forms the person never finished."""
    rows = list(Piece.objects.unfinished().filter(sent_by=person))
    delete_with_files(rows)
    return len(rows)


def unfinished_over(limit: datetime) -> "QuerySet[Piece]":
    """Return the papers of forms left unfinished."""
    return Piece.objects.unfinished().filter(sent_at__lt=limit)


def _of_leases_over(limit: datetime) -> Q:
    return Q(dossier__date_sortie__lt=timezone.localdate(limit)) | Q(dossier__closed_on__lt=timezone.localdate(limit))


def attestations_over(limit: datetime) -> "QuerySet[Attestation]":
    """Return the certificates that prove nothing any more: their last day, or their lease, is long over."""
    return Attestation.objects.filter(Q(au__lt=timezone.localdate(limit)) | _of_leases_over(limit), sent_at__lt=limit)


def changes_over(limit: datetime) -> "QuerySet[MiseAJour]":
    """Return the changes decided on long ago that the ERP knows of, or never had to."""
    return MiseAJour.objects.filter(decided_at__lt=limit).exclude(status=MiseAJour.Status.VALIDEE, erp_answer="")


def discard_with_papers(rows: list[Any]) -> None:
    """Delete what tenants sent, with its papers and their files."""
    if rows:
        relation = "attestation" if isinstance(rows[0], Attestation) else "mise_a_jour"
        delete_with_files(list(Piece.objects.filter(**{f"{relation}__in": [row.pk for row in rows]})))
        delete_rows(rows)


def helpers_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield who helps the person with their leases, and whom the person helps."""
    given = Q(dossier__in=Dossier.objects.held_by(person)) | Q(person=person)
    for aidant in Aidant.objects.filter(given).select_related("dossier"):
        yield {
            "dossier": aidant.dossier.reference if aidant.person_id != person.pk else None,
            "c_est_vous": aidant.person_id == person.pk,
            "nom": aidant.name,
            "email": aidant.email,
            "invite_le": aidant.invited_at,
            "accepte_le": aidant.accepted_at,
            "jusqu_au": aidant.until,
            "termine_le": aidant.revoked_at,
        }


def erase_help(person: "User") -> int:
    """End what the person gave and was given: the helps go with the account."""
    return Aidant.objects.filter(Q(invited_by=person) | Q(person=person)).delete()[0]


def former_helpers_over(limit: datetime) -> "QuerySet[Aidant]":
    """Return the helps that ended, were refused or ran out before that."""
    return Aidant.objects.filter(
        Q(revoked_at__lt=limit) | Q(refused_at__lt=limit) | Q(until__lt=timezone.localdate(limit))
    )


def occupants_over(limit: datetime) -> "QuerySet[Occupant]":
    """Return those the ERP has not listed for long."""
    return Occupant.objects.filter(closed_on__lt=timezone.localdate(limit))


def consultations_over(limit: datetime) -> "QuerySet[Consultation]":
    """Return what was looked at before that."""
    return Consultation.objects.filter(at__lt=limit)


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            40,
            "dossiers",
            _("Votre bail et les personnes du logement"),
            _("Exécuter le bail que vous avez signé."),
            _("Pendant le bail, puis trois ans pour les personnes du logement (loi du 6 juillet 1989, art. 7-1)."),
            leases_of,
            icon="house",
        )
    )
    declare_holding(
        Holding(
            50,
            "envois",
            _("Ce que vous nous avez envoyé"),
            _("Vérifier votre assurance et vos changements de situation."),
            _("Trois ans après la fin de l’assurance, du changement ou du bail."),
            proofs_of,
            papers_sent_of,
            icon="upload",
        )
    )
    declare_holding(
        Holding(
            55,
            "formulaires",
            _("Les fichiers de formulaires que vous n’avez pas terminés"),
            _("Ne rien vous faire envoyer deux fois."),
            _("Deux jours."),
            lambda person: (),
            erase=own_unfinished,
            icon="file-clock",
        )
    )
    declare_holding(
        Holding(
            80,
            "consultations",
            _("Qui a consulté votre dossier"),
            _("Vous permettre de le savoir, et empêcher les abus."),
            _("Un an. Personne ne peut l’effacer plus tôt : c’est une preuve."),
            looks_at_leases_of,
            icon="eye",
        )
    )
    declare_holding(
        Holding(
            57,
            "aidants",
            _("Les personnes qui vous aident, et celles que vous aidez"),
            _("Ne montrer à chacune que ce que vous avez choisi."),
            _("Un an après la fin de l’aide."),
            helpers_of,
            erase=erase_help,
            icon="heart-handshake",
        )
    )
    for retention in (
        Retention(85, "aidants", _("Anciens aidants"), "FORMER_AIDANTS_KEPT_DAYS", former_helpers_over),
        Retention(
            50,
            "unfinished-pieces",
            _("Fichiers de formulaires abandonnés"),
            "UNFINISHED_PIECES_KEPT_DAYS",
            unfinished_over,
            delete_with_files,
        ),
        Retention(
            60,
            "attestations",
            _("Attestations d’assurance"),
            "PROOFS_KEPT_DAYS",
            attestations_over,
            discard_with_papers,
        ),
        Retention(
            70,
            "mises-a-jour",
            _("Changements de situation"),
            "PROOFS_KEPT_DAYS",
            changes_over,
            discard_with_papers,
        ),
        Retention(80, "occupants", _("Personnes du logement parties"), "OCCUPANTS_KEPT_DAYS", occupants_over),
        Retention(90, "consultations", _("Consultations de dossiers"), "CONSULTATIONS_KEPT_DAYS", consultations_over),
    ):
        declare_retention(retention)
