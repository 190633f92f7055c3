"""Fill an empty site with a landlord who does not exist: homes, tenants, pages, accounts."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from config.demonstration import ACCOUNTS, PASSWORD, TO_SIGN_UP, create_accounts
from config.demonstration_proofs import create_certificates
from config.demonstration_site import create_site
from espace_locataire.compte.models import Locataire
from espace_locataire.erp.generating.cases import demo_cases
from espace_locataire.erp.generating.export import write_export
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun


class Command(BaseCommand):
    """Bring in the demonstration's tenants by the ordinary import, once, then say how to enter."""

    help = _("Remplit un site vide avec des données de démonstration, et affiche les comptes.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the size of the portfolio."""
        parser.add_argument("--homes", type=int, default=400, help=_("nombre de logements"))
        parser.add_argument("--months", type=int, default=24, help=_("nombre de mois d’écritures"))
        parser.add_argument("--seed", type=int, default=28, help=_("même graine, mêmes données"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database up to date and fill what is empty; a second run only prints the accounts."""
        if not settings.DEMONSTRATION:
            raise CommandError(_("La démonstration ne s’installe que sur un poste de développement."))
        call_command("migrate", verbosity=0)
        if not ImportRun.objects.filter(outcome=ImportRun.Outcome.IMPORTED).exists():
            self._bring_in(options["homes"], options["months"], options["seed"])
        self.stdout.write(_("Création des pages du site, en français et en anglais…"))
        create_site()
        create_accounts()
        create_certificates()
        # The accounts came after the import; a site filled by an older version has no search of the counter yet.
        call_command("rebuild_guichet", stdout=self.stdout)
        self._say_how_to_enter()

    def _bring_in(self, homes: int, months: int, seed: int) -> None:
        self.stdout.write(_("Création de %(homes)d logements de démonstration…") % {"homes": homes})
        with TemporaryDirectory() as name:
            folder = Path(name) / "export"
            cases = demo_cases(timezone.localdate())
            write_export(folder, homes=homes, months=months, seed=seed, cases=cases, pdfs=10)
            run = import_folder(folder, launched_by="demo")
        if run.outcome != ImportRun.Outcome.IMPORTED:
            raise CommandError(
                _("L’import des données de démonstration a été refusé : %(faults)s") % {"faults": run.faults}
            )

    def _say_how_to_enter(self) -> None:
        console = Console(file=self.stdout, soft_wrap=True)  # type: ignore[arg-type]
        table = Table(title=_("Comptes de démonstration"), title_justify="left", box=None)
        table.add_column(_("Adresse e-mail"), no_wrap=True)
        table.add_column(_("Ce qu’on y voit"))
        for account in ACCOUNTS:
            table.add_row(account.email, str(account.shows))
        console.print(table)
        console.print(_("Mot de passe de tous : %(password)s") % {"password": PASSWORD}, highlight=False)
        if newcomer := Locataire.objects.filter(reference_client=TO_SIGN_UP, user=None).first():
            person = {"nom": newcomer.nom, "prenom": newcomer.prenom, "reference": newcomer.reference_client}
            text = _("Pour essayer l’inscription : %(nom)s, %(prenom)s, référence client %(reference)s.")
            console.print(text % person, _("Les e-mails s’affichent ici."), highlight=False)
        console.print(_("Le site : %(url)s") % {"url": settings.SITE_URL}, highlight=False)
        console.print(_("L’administration : %(url)s/admin/") % {"url": settings.SITE_URL}, highlight=False)
