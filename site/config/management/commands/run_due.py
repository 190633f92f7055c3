"""Do everything time triggers: reminders, messages to send again, what is to be forgotten."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from home.due import declared_dues

logger = logging.getLogger(__name__)

# A number of this command's own among the locks of the database.
LOCK_NUMBER = 20_261_125


@contextmanager
def alone() -> Iterator[bool]:
    """Say whether no other run is under way; on SQLite each entry's own guard is enough."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
        taken = bool(cursor.fetchone()[0])
        try:
            yield taken
        finally:
            if taken:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


class Command(BaseCommand):
    """Run it every few minutes; a second run finds nothing more to do."""

    help = _("Fait tout ce que le temps déclenche. À lancer toutes les cinq minutes, sans risque.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do each thing, whatever becomes of the others. Raises `CommandError` with the names of those that failed."""
        console = Console(file=self.stdout, width=100)  # type: ignore[arg-type]
        with alone() as free:
            if not free:
                console.print(_("Une autre exécution est en cours. Rien à faire."))
                return
            failed = self._do_everything(console)
        if failed:
            raise CommandError(_("En échec : %(names)s") % {"names": ", ".join(failed)})

    def _do_everything(self, console: Console) -> list[str]:
        table = Table(box=None)
        table.add_column(_("Tâche"))
        table.add_column(_("Fait"), justify="right")
        failed = []
        for due in declared_dues():
            try:
                table.add_row(str(due.label), str(due.run()))
            except Exception as error:
                # One that fails must not stop the others. Named only: words may hold personal data.
                logger.error("Due task %s failed (%s).", due.name, type(error).__name__)
                failed.append(due.name)
                table.add_row(str(due.label), _("échec"))
        console.print(table)
        return failed
