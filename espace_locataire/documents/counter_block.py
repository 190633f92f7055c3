"""This room's block of the staff's counter: the latest papers."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from espace_locataire.documents.models import Document
from espace_locataire.dossier.counter import Block
from espace_locataire.dossier.models import Dossier

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LATEST = 12


def _papers(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return the latest papers, those withdrawn too."""
    papers = Document.objects.filter(dossier=dossier).order_by("-issued_on", "-pk")
    return {"dossier": dossier, "papers": papers[:LATEST]}


def papers_block() -> Block:
    """Offer the papers."""
    return Block(70, "documents", _("Documents"), "documents/guichet/papers.html", _papers, "documents.view_document")
