"""An import killed at any moment changes nothing, the next one succeeds, and two never run together."""

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

from espace_locataire.documents.models import Document
from espace_locataire.erp import databases
from espace_locataire.erp.databases import LOCK_NUMBER, SQLite
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.papers import ChangedDuringImportError, Papers, root_prefix
from espace_locataire.solde.models import ArreteComptes
from tests.erp.export_folder import ExportFolder, tiny_pdf
from tests.erp.portfolio import HOME, everything, portfolio, private_files

IMPORTED, UNCHANGED = 0, 3


class ImportProcess:
    """Talks to `import_process` over a database and a private storage of its own."""

    def __init__(self, database_url: str, private_files: Path) -> None:
        self.database_url = database_url
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.erp.import_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.development",
                "PYTHONPATH": "site",
                "DATABASE_URL": database_url,
                "PRIVATE_MEDIA_ROOT": str(private_files),
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def _ask(self, command: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def look(self) -> dict[str, Any]:
        self._ask("look")
        return self._answer()

    def begin(self, folder: Path) -> int:
        self._ask(f"import {folder}")
        return int(self._answer()["process"])

    def end(self) -> int:
        return int(self._answer()["ended"])

    def bring_in(self, folder: Path, *, kill_after: float | None = None) -> int:
        """Import, or kill -9 the import after so many seconds; return what it ended with."""
        process = self.begin(folder)
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it had just ended
                os.kill(process, signal.SIGKILL)
        return self.end()


@pytest.fixture
def elsewhere(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[ImportProcess]:
    """Give a process with a migrated and empty database of its own, on the same engine as the tests."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            copy = tmp_path / "db.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute(f"VACUUM INTO '{copy}'")
            url = f"sqlite:///{copy}"
        else:
            there = connection.settings_dict
            name = f"{there['NAME']}_killed"
            connection.close()
            server = f"postgres://{there['USER']}@{there['HOST']}:{there['PORT'] or 5432}"
            with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
                admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                admin.execute(f"CREATE DATABASE {name} TEMPLATE {there['NAME']}")
            url = f"{server}/{name}"
    with ImportProcess(url, tmp_path / "private") as process:
        yield process
    if url.startswith("postgres"):
        with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Landlord:
    """Sends each night some entries and papers more than the night before."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._night = 0

    def export(self) -> Path:
        """Write the next night's export."""
        self._night += 1
        folder = portfolio(self._path / f"night-{self._night}", days=self._night)
        for number in range(60 * (self._night + 1)):
            reference = f"{number % 60 + 1:010}A"
            if number < 60:
                folder.dossier(reference)
            for _month in range(12):
                folder.ecriture(reference, 40_000, "2026-09-01")
        for _paper in range(30 * self._night):
            folder.document(HOME)
        return folder.write()


def test_an_import_killed_at_ten_moments_changes_nothing_each_time(elsewhere: ImportProcess, tmp_path: Path) -> None:
    landlord = Landlord(tmp_path)
    elsewhere.begin(landlord.export())
    begun = time.monotonic()
    assert elsewhere.end() == IMPORTED
    lasts = time.monotonic() - begun
    cut_short = 0
    for moment in range(10):
        folder = landlord.export()
        before = elsewhere.look()
        ended = elsewhere.bring_in(folder, kill_after=lasts * (moment + random.random()) / 10)
        after = elsewhere.look()
        if after["runs"] == before["runs"]:
            cut_short += ended == -signal.SIGKILL
            assert after["tables"] == before["tables"]
        # Already imported when it died between its last word to the database and its own end.
        assert elsewhere.bring_in(folder) in {IMPORTED, UNCHANGED}
        now = elsewhere.look()
        assert now["runs"] == before["runs"] + 1
        assert now["files"] == now["referred_to"]
    assert cut_short


def test_an_import_waits_for_the_one_that_runs(elsewhere: ImportProcess, tmp_path: Path) -> None:
    folder = portfolio(tmp_path).write()
    if elsewhere.database_url.startswith("sqlite"):
        with Path(f"{tmp_path}/db.sqlite3.import-lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            elsewhere.begin(folder)
            time.sleep(1)
            assert not (tmp_path / "private" / "erp").exists()
    else:
        with psycopg.connect(elsewhere.database_url, autocommit=True) as other:
            other.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
            elsewhere.begin(folder)
            time.sleep(1)
            assert not (tmp_path / "private" / "erp").exists()
    assert elsewhere.end() == IMPORTED


@pytest.mark.django_db
def test_an_import_that_waited_too_long_is_refused_plainly(
    export: ExportFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "LOCK_WAIT_SECONDS", 0.1)
    monkeypatch.setattr(databases, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(type(databases.database_in_use()), "try_lock", lambda self: False)
    run = import_folder(export.write(), launched_by="tests")
    assert run.outcome == "refused"
    assert "Un autre import est en cours" in run.faults[0]["raison"]


def test_two_connections_never_hold_the_sqlite_lock_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "db.sqlite3"))
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False, raising=False)
    first, second = SQLite(), SQLite()
    assert first.try_lock()
    assert not second.try_lock()
    first.unlock()
    assert second.try_lock()
    second.unlock()


@pytest.mark.django_db
def test_papers_of_a_killed_import_are_swept_and_the_others_kept(tmp_path: Path) -> None:
    portfolio(tmp_path / "first").bring_in()
    kept = private_files()
    storage = storages["private"]
    storage.save(f"{root_prefix()}/0123456789abcdef/00/left.pdf", ContentFile(tiny_pdf()))
    of_another_database = storage.save("erp/another/0123456789abcdef/00/left.pdf", ContentFile(tiny_pdf()))
    portfolio(tmp_path / "second", days=1).bring_in()
    assert private_files() == {*kept, of_another_database}
    storage.delete(of_another_database)
    assert {document.file.name for document in Document.objects.all()} == kept


@pytest.mark.django_db
def test_papers_are_kept_even_when_the_list_of_runs_was_emptied(tmp_path: Path) -> None:
    run = portfolio(tmp_path / "first").bring_in()
    kept = private_files()
    type(run).objects.all().delete()
    second = portfolio(tmp_path / "second", days=1)
    second.write()
    import_folder(second.path, launched_by="tests")
    assert private_files() == kept


@pytest.mark.django_db
def test_papers_at_rest_have_names_that_say_nothing(tmp_path: Path) -> None:
    portfolio(tmp_path).bring_in()
    for name in private_files():
        assert HOME not in name
        assert len(Path(name).stem) == 32


@pytest.mark.django_db
def test_a_failure_half_way_leaves_neither_rows_nor_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portfolio(tmp_path / "first").bring_in()
    before, files = everything(), private_files()
    second = portfolio(tmp_path / "second", days=1)
    second.document(HOME)
    second.ecriture(HOME, 100)

    def broken(*arguments: object, **options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(ArreteComptes.objects, "get_or_create", broken)
    with pytest.raises(OSError, match="disk full"):
        import_folder(second.write(), launched_by="tests")
    assert (everything(), private_files()) == (before, files)


@pytest.mark.django_db
def test_a_paper_that_changes_during_the_import_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = portfolio(tmp_path)
    folder.write()
    count_new = Papers.count_new

    def changed_meanwhile(papers: Papers) -> int:
        (folder.path / "documents" / "00001.pdf").write_bytes(tiny_pdf("Autre"))
        return count_new(papers)

    monkeypatch.setattr(Papers, "count_new", changed_meanwhile)
    with pytest.raises(ChangedDuringImportError):
        import_folder(folder.path, launched_by="tests")
    assert not Document.objects.exists()
    assert private_files() == set()
