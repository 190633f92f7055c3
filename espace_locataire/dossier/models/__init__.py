"""Leases: what is rented, by whom, with whom, and what tenants send for their file."""

from espace_locataire.dossier.models.leases import NEVER, Dossier, Logement, Occupant, Titulaire, new_cle
from espace_locataire.dossier.models.proofs import Attestation, Piece
from espace_locataire.dossier.models.proposals import Proposal
from espace_locataire.dossier.models.updates import MiseAJour

__all__ = [
    "NEVER",
    "Attestation",
    "Dossier",
    "Logement",
    "MiseAJour",
    "Occupant",
    "Piece",
    "Proposal",
    "Titulaire",
    "new_cle",
]
