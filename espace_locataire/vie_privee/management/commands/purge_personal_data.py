"""Forget the personal data whose time is over, and report it."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from espace_locataire.vie_privee.purging import Line, purge
from home.dates import in_full


class Command(BaseCommand):
    """`run_due` does it too; by hand, it shows the rules and what they do."""

    help = _("Efface les données personnelles dont la durée de conservation est passée.")

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take `--dry-run`."""
        parser.add_argument("--dry-run", action="store_true", help=_("Compte seulement : rien n’est effacé."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, or count; print the report. Raises `CommandError` with the names of the kinds that failed."""
        lines = purge(dry_run=options["dry_run"])
        title = _("À effacer (rien ne l’est)") if options["dry_run"] else _("Effacé")
        Console(file=self.stdout, width=110).print(self._report(lines, title))  # type: ignore[arg-type]
        failed = [line.retention.name for line in lines if line.count is None]
        if failed:
            raise CommandError(_("En échec : %(names)s") % {"names": ", ".join(failed)})

    def _report(self, lines: list[Line], title: str) -> Table:
        table = Table(box=None)
        table.add_column(_("Données"))
        table.add_column(_("Gardées (jours)"), justify="right")
        table.add_column(_("Réglage"))
        table.add_column(_("Avant le"))
        table.add_column(title, justify="right")
        for line in lines:
            table.add_row(
                str(line.retention.label),
                str(line.retention.days),
                line.retention.setting or "—",
                in_full(timezone.localdate(line.limit)),
                _("échec") if line.count is None else str(line.count),
            )
        return table
