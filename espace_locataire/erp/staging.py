"""The rows of an export in temporary tables, one per file: what checks and merges work on."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from espace_locataire.erp.databases import Database
from espace_locataire.erp.format import FILES, ExportFile
from espace_locataire.erp.reading import Row

PREFIX = "erp_import_"
HOLDERS = f"{PREFIX}holders"
LEASES = f"{PREFIX}leases"
LINKS = f"{PREFIX}links"


def staged(file: ExportFile) -> str:
    """Return the name of the temporary table of a file."""
    return f"{PREFIX}{file.stem}"


def execute(sql: str, parameters: list[Any] | None = None) -> int:
    """Run a statement and return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def create_tables() -> None:
    """Create an empty temporary table per file. `line` is the physical line of the row."""
    drop_tables()
    for file in FILES:
        columns = ", ".join(
            f'"{name}" {sql_type}'
            for name, sql_type in [
                ("line", "bigint"),
                *((column.name, column.kind.sql_type) for column in file.columns),
                *file.prepared,
            ]
        )
        execute(f"CREATE TEMPORARY TABLE {staged(file)} ({columns})")


def drop_tables() -> None:
    """Drop what an import left in this connection."""
    for table in [*(staged(file) for file in FILES), HOLDERS, LEASES, LINKS]:
        execute(f"DROP TABLE IF EXISTS {table}")


def load(database: Database, file: ExportFile, batches: Iterable[list[Row]]) -> None:
    """Fill the temporary table of a file."""
    columns = [f'"{column.name}"' for column in file.columns] + [f'"{name}"' for name, _type in file.prepared]
    database.load(staged(file), ["line", *columns], batches)
    database.settle(staged(file), [f'"{name}"' for name in file.key])
