"""What an import says to the person who launched it: on a terminal in colour, elsewhere in plain lines."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from espace_locataire.erp.models import ImportRun

Line = dict[str, Any]


def report(run: ImportRun, console: Console, saved: Path | None = None) -> None:
    """Say how an import ended. `saved` is where the whole list of faults is, when there is one."""
    if run.warnings:
        _show(console, _("Avertissements, qui n’empêchent rien"), run.warnings)
    if run.outcome == ImportRun.Outcome.REFUSED:
        _show(console, _("Anomalies à corriger"), run.faults)
        hidden = run.fault_count - len(run.faults)
        if hidden:
            _say(
                console,
                ngettext(
                    "… et %(count)d autre anomalie du même genre.",
                    "… et %(count)d autres anomalies du même genre.",
                    hidden,
                )
                % {"count": hidden},
            )
        if saved:
            _say(console, _("La liste entière est dans le fichier %s.") % saved)
    elif run.outcome == ImportRun.Outcome.UNCHANGED:
        _say(console, _("Cet export est déjà importé : rien de nouveau."))
    else:
        _show_counts(console, run.counts)


def _say(console: Console, text: str) -> None:
    console.print(escape(text), soft_wrap=True)


def _show(console: Console, title: str, lines: list[Line]) -> None:
    if not console.is_terminal:
        _say(console, f"{title} :")
        for line in lines:
            _say(console, f"- {_place(line)} : {line['raison']}")
        return
    table = Table(title=title, title_justify="left", show_lines=False)
    for heading in (_("Fichier"), _("Ligne"), _("Colonne"), _("Valeur")):
        table.add_column(heading, overflow="fold")
    table.add_column(_("Raison"), overflow="fold", ratio=1)
    for line in lines:
        table.add_row(
            *(
                escape(str(line[name] if line[name] is not None else ""))
                for name in ("fichier", "ligne", "colonne", "valeur", "raison")
            )
        )
    console.print(table)


def _place(line: Line) -> str:
    parts = [line["fichier"] or _("import")]
    if line["ligne"]:
        parts.append(_("ligne %s") % line["ligne"])
    if line["colonne"]:
        parts.append(_("colonne « %s »") % line["colonne"])
    place = ", ".join(parts)
    value = " ".join(line["valeur"].split())
    return f"{place} = « {value} »" if value else place


def _show_counts(console: Console, counts: dict[str, dict[str, int]]) -> None:
    if not console.is_terminal:
        line = _("%(lignes)d lignes, %(nouvelles)d nouvelles, %(modifiees)d modifiées, %(fermees)d fermées")
        for name, figures in counts.items():
            _say(console, f"{name} : {line % figures}")
        return
    table = Table(title=_("Import terminé"), title_justify="left")
    table.add_column(_("Fichier"))
    for heading in (_("Lignes"), _("Nouvelles"), _("Modifiées"), _("Fermées"), _("Inchangées")):
        table.add_column(heading, justify="right")
    for name, figures in counts.items():
        table.add_row(
            name,
            *(str(figures[key]) for key in ("lignes", "nouvelles", "modifiees", "fermees", "inchangees")),
        )
    console.print(table)
