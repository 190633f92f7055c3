"""The papers of a lease: those the landlord brings, those made on the spot, and who read them."""

from espace_locataire.documents.models.made import MadeDocument
from espace_locataire.documents.models.papers import Document
from espace_locataire.documents.models.readings import Reading

# The first migration names the storage by this path.
from espace_locataire.dossier.private_files import private_storage

__all__ = ["Document", "MadeDocument", "Reading", "private_storage"]
