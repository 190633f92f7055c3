"""Deleting private files: after the rows they belonged to, and until the storage has done it."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from espace_locataire.dossier.models.discarded import DiscardedFile
from espace_locataire.dossier.private_files import private_storage, reaching_storage
from home.retention import delete_rows
from home.retrying import pause_after

logger = logging.getLogger(__name__)

AT_A_TIME = 500


def delete_with_files(rows: list[Any]) -> None:
    """Delete rows that have a file, all of one model, then their files once that is sure."""
    delete_rows(rows)
    discard_files(str(row.file.name) for row in rows)


def discard_files(names: Iterable[str]) -> None:
    """Have these files deleted once the transaction is over; those that cannot be are tried again by `run_due`."""
    with transaction.atomic():
        made = DiscardedFile.objects.bulk_create(DiscardedFile(name=name) for name in names)
        if made:
            transaction.on_commit(partial(_delete, [row.pk for row in made]))


def delete_due(now: datetime | None = None) -> int:
    """Delete the files whose turn has come; return how many are gone."""
    due = DiscardedFile.objects.filter(next_at__lte=now or timezone.now())
    return _delete(list(due.values_list("pk", flat=True)[:AT_A_TIME]))


def _delete(pks: list[int]) -> int:
    storage, gone = private_storage(), []
    for row in DiscardedFile.objects.filter(pk__in=pks):
        try:
            with reaching_storage():
                # Deleting what is no longer there does nothing: two runs may be at the same file.
                storage.delete(row.name)
        except OSError as error:
            logger.error("A private file cannot be deleted (%s); to be tried again.", type(error).__name__)
            attempts = row.attempts + 1
            DiscardedFile.objects.filter(pk=row.pk).update(
                attempts=attempts, next_at=timezone.now() + pause_after(attempts)
            )
        else:
            gone.append(row.pk)
    DiscardedFile.objects.filter(pk__in=gone).delete()
    return len(gone)
