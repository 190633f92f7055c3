"""Bring the search of the counter up to date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from espace_locataire.guichet.indexing import rebuild


class Command(BaseCommand):
    """Writes what is missing and takes away what is over; each import does the same."""

    help = _("Met à jour la recherche du guichet. Sans danger : peut être interrompu et relancé.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say what changed."""
        console = Console(file=cast(TextIO, self.stdout), highlight=False)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:

            @contextmanager
            def step(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
                task = progress.add_task(label, total=total)
                yield lambda count: progress.advance(task, count)

            changed = rebuild(step)
        self.stdout.write(_("Dossiers mis à jour dans la recherche : %(count)d.") % {"count": changed})
