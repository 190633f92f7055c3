"""What the ERP answers to what we sent: a row it took in or refused is not sent again."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from espace_locataire.dossier.models import Proposal
from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import ACCUSE
from espace_locataire.erp.merging import Counts
from espace_locataire.erp.outgoing import OUTGOING, OutgoingFile
from espace_locataire.erp.staging import staged


def take_answers(at: datetime, faults: FaultLog) -> Counts:
    """Keep the answers of `accuse.csv`; note as warnings the rows refused, and those we never sent.

    The same answer twice changes nothing; a later one takes the place of the first.
    """
    counts = Counts()
    for file in OUTGOING:
        answers = _answers_to(file.name)
        if not answers:
            continue
        rows = {str(getattr(row, file.key)): row for row in _rows(file, answers)}
        for reference, (line, state, reason) in answers.items():
            row = rows.pop(reference, None)
            if row is None:
                faults.warn(ACCUSE.name, line, "reference", reference, _("Nous n’avons pas envoyé cette ligne."))
                continue
            if state == Proposal.ErpAnswer.REFUSE:
                text = _("Le progiciel refuse une ligne de %(file)s : %(reason)s") % {
                    "file": file.name,
                    "reason": reason or _("sans motif"),
                }
                faults.warn(ACCUSE.name, line, "reference", reference, text)
            if (row.erp_answer, row.erp_reason) != (state, reason):
                row.erp_answer, row.erp_reason, row.erp_answered_at = state, reason, at
                row.save(update_fields=["erp_answer", "erp_reason", "erp_answered_at"])
                counts.changed += 1
    _warn_of_unknown_files(faults)
    return counts


def _answers_to(name: str) -> dict[str, tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT reference, line, etat, motif FROM {staged(ACCUSE)} WHERE fichier = %s ORDER BY line", [name]
        )
        return {reference: (line, state, reason) for reference, line, state, reason in cursor.fetchall()}


def _rows(file: OutgoingFile, answers: dict[str, tuple[int, str, str]]) -> list[Any]:
    if file.key != "pk":
        return list(file.sent().filter(**{f"{file.key}__in": list(answers)}))
    numbers = [int(reference) for reference in answers if reference.isascii() and reference.isdigit()]
    return list(file.sent().filter(pk__in=[number for number in numbers if number < 1 << 63]))


def _warn_of_unknown_files(faults: FaultLog) -> None:
    known = [file.name for file in OUTGOING]
    places = ", ".join(["%s"] * len(known))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT line, fichier FROM {staged(ACCUSE)} WHERE fichier NOT IN ({places})", known)
        for line, name in cursor.fetchall():
            faults.warn(ACCUSE.name, line, "fichier", name, _("Nous n’envoyons pas ce fichier."))
