"""Leases: what is rented, by whom, with whom, and what tenants send for their file."""

from espace_locataire.dossier.models.aidants import Aidant, Scope
from espace_locataire.dossier.models.consultations import CONSULTATIONS_KEPT_DAYS_AT_LEAST, Consultation
from espace_locataire.dossier.models.discarded import DiscardedFile
from espace_locataire.dossier.models.leases import NEVER, Dossier, Logement, Occupant, Titulaire, new_cle
from espace_locataire.dossier.models.proofs import Attestation, Piece
from espace_locataire.dossier.models.proposals import Proposal
from espace_locataire.dossier.models.updates import MiseAJour

__all__ = [
    "CONSULTATIONS_KEPT_DAYS_AT_LEAST",
    "NEVER",
    "Aidant",
    "Attestation",
    "Consultation",
    "DiscardedFile",
    "Dossier",
    "Logement",
    "MiseAJour",
    "Occupant",
    "Piece",
    "Proposal",
    "Scope",
    "Titulaire",
    "new_cle",
]
