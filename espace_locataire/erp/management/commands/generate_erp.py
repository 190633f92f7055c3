"""Write a plausible export of the landlord's ERP."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from espace_locataire.erp.generating.export import FolderNotEmptyError, write_export


class Command(BaseCommand):
    """Write residences, leases, entries and papers of a landlord who does not exist."""

    help = _("Écrit un export plausible du progiciel du bailleur, avec des personnes qui n’existent pas.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder and the size of the portfolio."""
        parser.add_argument("folder", type=Path, help=_("dossier où écrire, absent ou vide"))
        parser.add_argument("--homes", type=int, default=300, help=_("nombre de logements"))
        parser.add_argument("--months", type=int, default=24, help=_("nombre de mois d’écritures"))
        parser.add_argument("--seed", type=int, default=1, help=_("même graine, même export"))
        parser.add_argument("--pdfs", type=int, default=0, help=_("nombre de dossiers avec leurs documents"))
        parser.add_argument(
            "--emitted-at", type=_moment, default=None, help=_("date de l’export, « 2026-11-23T22:00 » (maintenant)")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the export, showing how far it is on a terminal."""
        homes = options["homes"]
        console = Console()
        bar = Progress(
            TextColumn(_("Logements")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        with bar:
            task = bar.add_task("", total=homes)
            try:
                lines = write_export(
                    options["folder"],
                    homes=homes,
                    months=options["months"],
                    seed=options["seed"],
                    emitted_at=options["emitted_at"],
                    pdfs=options["pdfs"],
                    progress=lambda written: bar.advance(task, written),
                )
            except FolderNotEmptyError:
                message = _("« %(folder)s » n’est pas vide. Donnez un dossier absent ou vide.")
                raise CommandError(message % {"folder": options["folder"]}) from None
            except ValueError:
                raise CommandError(_("Donnez au moins un mois, et pas de nombre négatif.")) from None
        for name, count in lines.items():
            self.stdout.write(f"{name} : {count}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else timezone.make_aware(moment)
