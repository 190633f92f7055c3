"""The files that leave for the ERP: their columns, and the rows it has not answered about yet."""

import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from espace_locataire.dossier.models import Attestation, MiseAJour, Proposal
from espace_locataire.dossier.models.updates import ABOUT_SOMEONE_NEW
from espace_locataire.dossier.private_files import DamagedFileError
from espace_locataire.erp.format import PAPERS_FOLDER
from espace_locataire.erp.values import as_amount
from espace_locataire.solde.models import Mouvement

logger = logging.getLogger(__name__)

AT_A_TIME = 500
# Between the parts of a value that has several.
SEPARATOR = " | "


@dataclass
class Papers:
    """Where the papers of an export go; `missing` counts those that could not be read."""

    folder: Path
    missing: int = 0


@dataclass(frozen=True)
class OutgoingFile:
    """A file for the ERP. `columns` maps each column to what it holds, in French, as vendors read it.

    `rows` yields its rows; the first column is the key the ERP answers with, the field `key` of what `sent` returns.
    """

    name: str
    sent: Callable[[], "QuerySet[Any]"] = field(hash=False)
    columns: dict[str, str] = field(hash=False)
    rows: Callable[[Papers], Iterator[tuple[str, ...]]] = field(hash=False)
    key: str = "pk"


def _new_value(update: MiseAJour) -> str:
    if update.nature in ABOUT_SOMEONE_NEW:
        born = update.date_naissance.isoformat() if update.date_naissance else ""
        return SEPARATOR.join([update.nom, update.prenom, born, update.lien])
    if update.nature == MiseAJour.Nature.ETAT_CIVIL:
        return SEPARATOR.join([update.situation, update.nouvelle])
    return update.nouvelle


def _old_value(update: MiseAJour) -> str:
    return update.occupant.source_ref if update.occupant else update.ancienne


def update_rows(papers: Papers) -> Iterator[tuple[str, ...]]:
    """Yield the accepted changes the ERP has not answered about."""
    related = MiseAJour.objects.to_export().select_related("dossier", "locataire", "occupant", "decided_by")
    for update in related.iterator(chunk_size=AT_A_TIME):
        yield (
            str(update.pk),
            update.dossier.reference,
            update.nature,
            _old_value(update),
            _new_value(update),
            update.effective_on.isoformat(),
            str(update.decided_by or ""),
            update.locataire.reference_client if update.locataire else "",
        )


def attestation_rows(papers: Papers) -> Iterator[tuple[str, ...]]:
    """Yield the accepted certificates the ERP has not answered about, and copy their papers."""
    related: Any = Attestation.objects.to_export().select_related("dossier").prefetch_related("pieces")
    for attestation in related.iterator(chunk_size=AT_A_TIME):
        yield (
            str(attestation.pk),
            attestation.dossier.reference,
            attestation.assureur,
            attestation.police,
            attestation.du.isoformat(),
            attestation.au.isoformat(),
            SEPARATOR.join(_copied(attestation, papers)),
        )


def _copied(attestation: Attestation, papers: Papers) -> Iterator[str]:
    for number, piece in enumerate(attestation.pieces.all(), 1):
        path = Path(PAPERS_FOLDER, "attestations", f"{attestation.pk}-{number}.{piece.extension}")
        try:
            source = piece.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("piece %s cannot be exported: %s", piece.pk, type(error).__name__)
            papers.missing += 1
            continue
        target = papers.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        yield path.relative_to(PAPERS_FOLDER).as_posix()


# What the ERP calls each kind of movement: a debit is a payment, and a dispute we won is one taken back.
NATURES = {
    Mouvement.Kind.PAIEMENT: "paiement",
    Mouvement.Kind.PRELEVEMENT: "paiement",
    Mouvement.Kind.REMBOURSEMENT: "remboursement",
    Mouvement.Kind.LITIGE: "litige",
    Mouvement.Kind.LITIGE_GAGNE: "litige",
    Mouvement.Kind.REJET: "rejet",
}


def movement_rows(papers: Papers) -> Iterator[tuple[str, ...]]:
    """Yield the movements the ERP has neither answered about nor an entry for."""
    for movement in Mouvement.objects.to_export().select_related("dossier").iterator(chunk_size=AT_A_TIME):
        yield (
            movement.reference,
            movement.dossier.reference,
            timezone.localdate(movement.at).isoformat(),
            NATURES[Mouvement.Kind(movement.kind)],
            as_amount(movement.amount_cents),
            movement.means,
            movement.counterparty_ref,
        )


def _accepted(model: type[Proposal]) -> "QuerySet[Any]":
    return model._default_manager.filter(status=Proposal.Status.VALIDEE)


OUTGOING = (
    OutgoingFile(
        "paiements.csv",
        lambda: Mouvement.objects.all(),
        {
            "reference": "notre référence, à reprendre dans l’accusé et dans `reference_paiement` de votre écriture",
            "dossier": "`reference` du dossier",
            "date": "jour de l’opération",
            "nature": "`paiement`, `remboursement`, `litige` ou `rejet`",
            "montant": "négatif en faveur du locataire, positif quand la somme est de nouveau due",
            "moyen": "`carte` ou `prelevement`",
            "versement": "référence du prestataire ou de la banque, s’il y en a une",
        },
        movement_rows,
        key="reference",
    ),
    OutgoingFile(
        "mises_a_jour.csv",
        lambda: _accepted(MiseAJour),
        {
            "id": "notre identifiant, à reprendre dans l’accusé",
            "dossier": "`reference` du dossier",
            "champ": "`naissance`, `arrivee`, `depart`, `courrier`, `etat_civil`, `telephone` ou `email`",
            "ancienne": "valeur d’avant ; pour un départ, l’`id` de l’occupant",
            "nouvelle": "valeur d’après ; ses parties sont séparées par ` | `",
            "date": "jour où le changement prend effet",
            "decidee_par": "compte qui a accepté, ou celui du locataire pour un téléphone ou un e-mail",
            "reference_client": "la personne du bail dont il s’agit, s’il y en a une",
        },
        update_rows,
    ),
    OutgoingFile(
        "attestations.csv",
        lambda: _accepted(Attestation),
        {
            "id": "notre identifiant, à reprendre dans l’accusé",
            "dossier": "`reference` du dossier",
            "assureur": "compagnie d’assurance",
            "police": "numéro de police",
            "du": "premier jour de validité",
            "au": "dernier jour de validité",
            "fichier": "chemin relatif dans `documents/` ; s’il y en a plusieurs, séparés par ` | `",
        },
        attestation_rows,
    ),
)
