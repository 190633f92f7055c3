"""The papers that come with a form: kept while it is not complete, then tied to what was sent, or forgotten."""

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from espace_locataire.dossier.discarding import delete_with_files, discard_files
from espace_locataire.dossier.models import Attestation, Dossier, MiseAJour, Piece
from espace_locataire.dossier.receiving import Received

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LARGEST_NUMBER_OF_PIECES = 10


def keep_piece(dossier: Dossier, user: "User", file: Received, form: str = Piece.Form.ATTESTATION) -> Piece:
    """Keep a paper until its form is complete. The same content sent twice is kept once.

    Raises `OSError` when the storage does not take it.
    """
    digest = sha256(file.content).hexdigest()
    existing = Piece.objects.loose(dossier, user, form).filter(sha256=digest).first()
    if existing:
        return existing
    piece = Piece(
        dossier=dossier,
        sent_by=user,
        form=form,
        name=file.name,
        extension=file.extension,
    )
    piece.keep(file.content)
    try:
        with transaction.atomic():
            piece.save()
    except IntegrityError:
        # Two clicks at once: the other one kept it.
        discard_files([str(piece.file.name)])
        return Piece.objects.loose(dossier, user, form).get(sha256=digest)
    return piece


def tie(pieces: Iterable[Piece], to: Attestation | MiseAJour, user: "User", form: str) -> None:
    """Tie these papers to what they were sent with; the person's other unfinished papers of that form go."""
    owner = {"attestation": to} if isinstance(to, Attestation) else {"mise_a_jour": to}
    loose = Piece.objects.loose(to.dossier, user, form)
    loose.filter(pk__in=[piece.pk for piece in pieces]).update(**owner)
    delete_with_files(list(Piece.objects.loose(to.dossier, user, form)))
