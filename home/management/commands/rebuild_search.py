"""Have the search read the whole site again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from home.models import SearchEntry
from home.searching.indexing import everything, forget_what_is_gone, index_page


class Command(BaseCommand):
    """Read each published page, one transaction each: stopped at any moment, what was read stays."""

    help = _("Relit tout le site pour la recherche. Peut être relancée sans risque.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every page, forget what is gone, and say how much can be found."""
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        ids = list(everything())
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as progress:
            for page_id in progress.track(ids, description=_("Lecture des pages")):
                index_page(page_id)
        forget_what_is_gone()
        console.print(_("La recherche connaît %(count)d pages et documents.") % {"count": SearchEntry.objects.count()})
