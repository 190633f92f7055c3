"""Bring an export of the landlord's ERP in."""

import getpass
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console

from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from espace_locataire.erp.papers import ChangedDuringImportError
from espace_locataire.erp.progress import Bars, Lines
from espace_locataire.erp.reporting import report


class Command(BaseCommand):
    """Imports a folder; exits with 1, and changes nothing, when it has faults."""

    help = _("Importe un export du progiciel du bailleur : tout, ou rien et la liste des anomalies.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and where the list of faults goes."""
        parser.add_argument("folder", type=Path, metavar="DOSSIER", help=_("le dossier déposé par le progiciel"))
        parser.add_argument(
            "--rapport",
            type=Path,
            metavar="FICHIER",
            help=_("où écrire toutes les anomalies (CSV) ; par défaut, à côté du dossier : DOSSIER-anomalies.csv"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say how it ended."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(_("Le dossier %s n’existe pas.") % folder)
        faults_file: Path = options["rapport"] or Path(f"{folder.resolve()}-anomalies.csv")
        console = Console(file=cast(TextIO, self.stdout), highlight=False)
        following = Bars(console) if console.is_terminal else nullcontext(Lines(self.stdout.write))
        try:
            with following as progress:
                run = import_folder(folder, launched_by=getpass.getuser(), progress=progress, report=faults_file)
        except ChangedDuringImportError as error:
            raise CommandError(
                _("Le dossier a changé pendant l’import. Rien n’a été importé : recommencez.")
            ) from error
        except OSError as error:
            raise CommandError(
                _("Un fichier ne peut pas être lu ou écrit : %s. Rien n’a été importé.") % error.strerror
            ) from error
        refused = run.outcome == ImportRun.Outcome.REFUSED
        report(run, console, faults_file if refused else None)
        if refused:
            raise CommandError(
                ngettext(
                    "Export refusé : %(count)d anomalie. Rien n’a changé.",
                    "Export refusé : %(count)d anomalies. Rien n’a changé.",
                    run.fault_count,
                )
                % {"count": run.fault_count}
            )
