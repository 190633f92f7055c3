"""What this room holds about people, and what it forgets in time."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.documents.models import Document, MadeDocument, Reading
from espace_locataire.dossier.discarding import delete_with_files
from espace_locataire.dossier.models import Dossier
from home.personal_data import HeldFile, Holding, declare_holding
from home.retention import Retention, declare_retention

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def _papers(person: "User") -> "QuerySet[Document]":
    held = Dossier.objects.held_by(person)
    return Document.objects.filter(dossier__in=held, withdrawn_at=None).select_related("dossier").order_by("pk")


def _made(person: "User") -> "QuerySet[MadeDocument]":
    return MadeDocument.objects.filter(dossier__in=Dossier.objects.held_by(person)).select_related("dossier")


def papers_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield the papers of the leases the person holds, and when they read them."""
    reads: dict[int, list[dict[str, Any]]] = {}
    for reading in Reading.objects.filter(person=person):
        reads.setdefault(reading.document_id, []).append(
            {"facon": reading.get_how_display(), "premiere_fois": reading.first_at, "derniere_fois": reading.last_at}
        )
    for paper in _papers(person):
        yield {
            "dossier": paper.dossier.reference,
            "titre": paper.shown_title,
            "date": paper.issued_on,
            "fichier": _name(paper),
            "lectures": reads.get(paper.pk, []),
        }
    for made in _made(person):
        yield {
            "dossier": made.dossier.reference,
            "titre": made.title,
            "date": made.made_on,
            "fichier": _made_name(made),
            "code_de_verification": made.code,
        }


def files_of(person: "User") -> Iterator[HeldFile]:
    """Yield the papers themselves."""
    for paper in _papers(person):
        yield HeldFile(_name(paper), paper.open_checked)
    for made in _made(person):
        yield HeldFile(_made_name(made), made.open_checked)


def _name(paper: Document) -> str:
    return f"documents/{paper.pk}-{paper.display_name}"


def _made_name(made: MadeDocument) -> str:
    return f"documents-obtenus/{made.pk}-{made.display_name}"


def papers_over(limit: datetime) -> "QuerySet[Document]":
    """Return the papers of leases the ERP has not listed for long."""
    return Document.objects.filter(dossier__closed_on__lt=timezone.localdate(limit))


def discard_papers(rows: list[Any]) -> None:
    """Delete papers with their files and the log of who read them."""
    pks = [row.pk for row in rows]
    Document.objects.filter(replaced_by__in=pks).update(replaced_by=None)
    Reading.objects.filter(document__in=pks).delete()
    delete_with_files(rows)


def made_over(limit: datetime) -> "QuerySet[MadeDocument]":
    """Return what was made before that."""
    return MadeDocument.objects.filter(made_at__lt=limit)


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            100,
            "documents",
            _("Vos documents"),
            _("Vous donner vos avis d’échéance, quittances et régularisations, et savoir s’ils ont été lus."),
            _("Pendant le bail, puis cinq ans (code civil, art. 2224)."),
            papers_of,
            files_of,
            icon="file-text",
        )
    )
    declare_retention(
        Retention(
            100,
            "made-documents",
            _("Documents faits sur place"),
            "MADE_DOCUMENTS_KEPT_DAYS",
            made_over,
            delete_with_files,
        )
    )
    declare_retention(
        Retention(110, "papers", _("Documents d’anciens baux"), "PAPERS_KEPT_DAYS", papers_over, discard_papers)
    )
