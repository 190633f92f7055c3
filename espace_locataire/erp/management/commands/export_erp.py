"""Write what tenants changed in a folder for the landlord's ERP."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espace_locataire.erp.databases import AlreadyRunningError
from espace_locataire.erp.exporting import export


class Command(BaseCommand):
    """Writes a folder; exits with 1, and leaves nothing behind, when it cannot."""

    help = _("Écrit pour le progiciel du bailleur le dossier de ce que les locataires ont changé.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where the folder goes."""
        parser.add_argument(
            "--vers",
            type=Path,
            metavar="DOSSIER",
            default=settings.ERP_EXPORT_ROOT,
            help=_("où écrire le dossier ; par défaut, ERP_EXPORT_ROOT"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export, and say where it is and how much it holds."""
        try:
            run = export(options["vers"], launched_by=getpass.getuser())
        except AlreadyRunningError as error:
            raise CommandError(_("Un import ou un export est en cours. Recommencez quand il sera fini.")) from error
        except OSError as error:
            raise CommandError(_("Le dossier ne peut pas être écrit : %s.") % error.strerror) from error
        self.stdout.write(run.folder)
        text = ngettext("%(count)d ligne envoyée.", "%(count)d lignes envoyées.", run.lines) % {"count": run.lines}
        self.stdout.write(text)
        if run.missing_files:
            text = ngettext("%(count)d fichier illisible.", "%(count)d fichiers illisibles.", run.missing_files)
            self.stderr.write(text % {"count": run.missing_files})
