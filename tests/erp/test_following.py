"""Whoever launches an import sees how far it is: bars on a terminal, plain lines elsewhere."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from rich.console import Console

from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from espace_locataire.erp.progress import Bars, Lines
from espace_locataire.erp.reporting import report
from tests.erp.portfolio import portfolio

pytestmark = pytest.mark.django_db


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=160, color_system=None)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_terminal_shows_a_bar_per_file_with_its_count(tmp_path: Path) -> None:
    console = terminal()
    with Bars(console) as bars:
        import_folder(portfolio(tmp_path).write(), launched_by="tests", progress=bars)
    for name, count in [("residences.csv", 1), ("ecritures.csv", 4), ("Copie des nouveaux documents", 2)]:
        assert re.search(rf"{name}\s.*{count}/{count}.*/s", shown(console)), shown(console)


def test_elsewhere_a_plain_line_ends_each_step(tmp_path: Path) -> None:
    lines: list[str] = []
    import_folder(portfolio(tmp_path).write(), launched_by="tests", progress=Lines(lines.append))
    assert [line.split("\u00a0")[0] for line in lines] == [
        "residences.csv",
        "logements.csv",
        "locataires.csv",
        "dossiers.csv",
        "titulaires.csv",
        "occupants.csv",
        "ecritures.csv",
        "documents.csv",
        "accuse.csv",
        "Vérification des liens entre les fichiers",
        "Copie des nouveaux documents",
        "Mise à jour des données",
        "Recherche du guichet",
    ]
    assert not any("\x1b" in line for line in lines)


def test_the_command_says_what_came_in_and_then_that_nothing_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(portfolio(tmp_path).write())
    call_command("import_erp", folder)
    assert "ecritures.csv\u00a0: 4 lignes, 4 nouvelles, 0 modifiées, 0 fermées" in capsys.readouterr().out
    call_command("import_erp", folder)
    assert "rien de nouveau" in capsys.readouterr().out
    assert [run.outcome for run in ImportRun.objects.all()] == ["unchanged", "imported"]
    assert not (tmp_path / "export-anomalies.csv").exists()


def test_the_command_says_that_a_folder_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("import_erp", str(tmp_path / "nowhere"))


def test_a_terminal_shows_the_faults_as_a_table(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.row("ecritures.csv", "E0000002")["date"] = "[red]demain"
    console = terminal()
    report(import_folder(folder.write(), launched_by="tests"), console)
    assert re.search(r"ecritures\.csv.*3.*date.*\[red\]demain", shown(console))


def test_a_terminal_shows_what_came_in_as_a_table(tmp_path: Path) -> None:
    console = terminal()
    report(import_folder(portfolio(tmp_path).write(), launched_by="tests"), console)
    assert re.search(r"titulaires\.csv\W+3\W+3\W+0\W+0\W+0", shown(console))


def test_nothing_personal_reaches_the_logs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = portfolio(tmp_path)
    folder.row("locataires.csv", "002078800")["nom"] = "DUPRÉ" * 30
    with caplog.at_level("DEBUG", logger="espace_locataire"):
        import_folder(folder.write(), launched_by="tests")
    assert "1 faults" in caplog.text
    assert "DUPRÉ" not in caplog.text
