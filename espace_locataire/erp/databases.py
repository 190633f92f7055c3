"""What differs between PostgreSQL and SQLite: bulk loading, locking, and a few words of SQL."""

import fcntl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction

LOCK_NUMBER = 7_366_115
LOCK_WAIT_SECONDS = 600
POLL_SECONDS = 0.5


class AlreadyRunningError(Exception):
    """Another import is still running after `LOCK_WAIT_SECONDS`."""


class Database(Protocol):
    """What the import asks of a database."""

    same: str
    differs: str

    def try_lock(self) -> bool:
        """Become the only import, if none is running."""
        ...

    def unlock(self) -> None:
        """Let another import run."""
        ...

    def staging(self) -> AbstractContextManager[Any]:
        """Surround a whole import, from its first temporary table to its last row."""
        ...

    def working(self) -> AbstractContextManager[Any]:
        """Surround work on temporary tables only."""
        ...

    def load(self, table: str, columns: Sequence[str], batches: Iterable[list[tuple[Any, ...]]]) -> None:
        """Fill a temporary table."""
        ...

    def settle(self, table: str, key: Sequence[str]) -> None:
        """Make a temporary table quick to look into by its key."""
        ...

    def analyze(self, table: str) -> None:
        """Let the planner know that a table has grown."""
        ...


class PostgreSQL:
    """Everything in one transaction: a connection that dies leaves nothing behind."""

    same = "IS NOT DISTINCT FROM"
    differs = "IS DISTINCT FROM"

    def try_lock(self) -> bool:
        """Take the advisory lock; the server gives it back when the connection dies."""
        with connection.cursor() as cursor:
            # Without it, a server busy with a long statement notices a killed import only at its end.
            cursor.execute("SET client_connection_check_interval = '2s'")
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
            return bool(cursor.fetchone()[0])

    def unlock(self) -> None:
        """Give the advisory lock back."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
            cursor.execute("RESET client_connection_check_interval")

    @contextmanager
    def staging(self) -> Iterator[None]:
        """Open the one transaction."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                # For hash joins that keep the rows' order; the session's own value comes back at the end.
                cursor.execute("SET LOCAL work_mem = '64MB'")
            yield

    def working(self) -> AbstractContextManager[Any]:
        """Stay in the one transaction."""
        return nullcontext()

    def load(self, table: str, columns: Sequence[str], batches: Iterable[list[tuple[Any, ...]]]) -> None:
        """Stream the rows through COPY."""
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            write_row = copy.write_row
            for batch in batches:
                for row in batch:
                    write_row(row)

    def settle(self, table: str, key: Sequence[str]) -> None:
        """Tell the planner how many rows came: it will hash them."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")

    def analyze(self, table: str) -> None:
        """Refresh the planner's statistics."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table}")


class SQLite:
    """Temporary tables first, so that the site's own file is locked for the merge alone."""

    same = "IS"
    differs = "IS NOT"

    def __init__(self) -> None:
        self._lock_file: Any = None

    def try_lock(self) -> bool:
        """Lock a file beside the database; the system gives it back when the process dies."""
        name = str(connection.settings_dict["NAME"])
        if connection.is_in_memory_db():  # type: ignore[attr-defined]
            return True
        # A database kept read-only elsewhere would not be imported into: its folder can be written.
        lock_file = Path(f"{name}.import-lock").open("a")  # noqa: SIM115
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock_file.close()
            return False
        self._lock_file = lock_file
        return True

    def unlock(self) -> None:
        """Give the lock back."""
        if self._lock_file:
            self._lock_file.close()
            self._lock_file = None

    def staging(self) -> AbstractContextManager[Any]:
        """Hold nothing: each step has its own transaction."""
        return nullcontext()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Open a transaction that reads the site's data and writes none of it."""
        if connection.in_atomic_block:
            yield
            return
        with connection.cursor() as cursor:
            # Not atomic(): it would take the write lock at once (IMMEDIATE).
            cursor.execute("BEGIN")
            try:
                yield
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def load(self, table: str, columns: Sequence[str], batches: Iterable[list[tuple[Any, ...]]]) -> None:
        """Insert batch by batch."""
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        with connection.cursor() as cursor:
            for batch in batches:
                cursor.executemany(statement, batch)

    def settle(self, table: str, key: Sequence[str]) -> None:
        """Index the key: SQLite joins through indexes only."""
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX {table}_by_key ON {table} ({', '.join(key)})")

    def analyze(self, table: str) -> None:
        """Refresh the planner's statistics from a sample."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute(f"ANALYZE {table}")


def database_in_use() -> Database:
    """Return what is particular to the database of the settings."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


@contextmanager
def only_import(database: Database) -> Iterator[None]:
    """Run one import at a time, waiting for the one that runs. Raises `AlreadyRunningError`."""
    give_up_at = time.monotonic() + LOCK_WAIT_SECONDS
    while not database.try_lock():
        if time.monotonic() > give_up_at:
            raise AlreadyRunningError
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        database.unlock()


def installation() -> str:
    """Return 12 hexadecimal digits that tell this database from another one using the same storage."""
    settings = connection.settings_dict
    identity = "|".join(str(settings.get(name, "")) for name in ("HOST", "PORT", "NAME"))
    return sha256(identity.encode()).hexdigest()[:12]
