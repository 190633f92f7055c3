"""Databases of the bench's own, made for one run and dropped at its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

# What the import fills, in the order in which the rows of one refer to those of another.
FILLED = (
    "residence_news_residence",
    "dossier_logement",
    "compte_locataire",
    "dossier_dossier",
    "dossier_titulaire",
    "dossier_occupant",
    "solde_ecriture",
    "documents_document",
)
RUNS = ("erp_importrun", "solde_arretecomptes")
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Copied:
    """A raw COPY of everything: how many rows, in how many seconds."""

    rows: int
    seconds: float


class BenchDatabase:
    """A database of that name on the server of TEST_DATABASE_URL. `url` leads to it."""

    def __init__(self, server_url: str, name: str) -> None:
        self._name = name
        parts = urlsplit(server_url)
        self.url = urlunsplit(parts._replace(scheme="postgresql", path=f"/{name}"))
        self._maintenance = urlunsplit(parts._replace(scheme="postgresql", path="/postgres"))

    @contextmanager
    def existing(self) -> Iterator[None]:
        """Create the database, and drop it at the end whatever happens. Another run waits for its turn."""
        with self._only_run():
            self._drop()
            self._maintain(sql.SQL("CREATE DATABASE {}"))
            try:
                yield
            finally:
                self._drop()

    def analyse(self) -> None:
        """Let the server look at what the tables hold, as it does by itself a minute after they were filled."""
        with psycopg.connect(self.url) as connection:
            connection.execute("ANALYZE")

    def empty(self) -> None:
        """Leave no row in the tables that an import fills."""
        with psycopg.connect(self.url) as connection:
            tables = sql.SQL(", ").join(map(sql.Identifier, (*FILLED, *RUNS)))
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))

    def copy_out(self, folder: Path) -> None:
        """Write the rows of each table to a file of the folder, as COPY writes them."""
        with psycopg.connect(self.url) as connection:
            for table in FILLED:
                statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
                with (folder / table).open("wb") as file, connection.cursor().copy(statement) as copy:
                    for block in copy:
                        file.write(block)

    def copy_in(self, folder: Path) -> Copied:
        """Bring the rows of the files back with COPY and nothing else, in one transaction."""
        rows = 0
        started = perf_counter()
        with psycopg.connect(self.url) as connection:
            for table in FILLED:
                statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                cursor = connection.cursor()
                with (folder / table).open("rb") as file, cursor.copy(statement) as copy:
                    while block := file.read(CHUNK_BYTES):
                        copy.write(block)
                rows += cursor.rowcount
        return Copied(rows, perf_counter() - started)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        assert found is not None
        return int(found[0])

    def environment(self) -> dict[str, str]:
        """Return the environment of a process that works on this database."""
        return os.environ | {
            "TEST_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join([".", "site"]),
        }

    @contextmanager
    def _only_run(self) -> Iterator[None]:
        with psycopg.connect(self._maintenance, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [self._name])
            yield

    def _drop(self) -> None:
        self._maintain(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"))

    def _maintain(self, statement: sql.SQL) -> None:
        with psycopg.connect(self._maintenance, autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(self._name)))
