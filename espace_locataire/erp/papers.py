"""The PDFs of an export: found in its folder, checked, kept in private storage, swept when a run died."""

import secrets
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection
from django.utils.translation import gettext as _

from espace_locataire.documents.models import Document
from espace_locataire.dossier.private_files import private_storage, reaching_storage
from espace_locataire.erp.databases import installation
from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import DOCUMENTS, PAPERS_FOLDER
from espace_locataire.erp.models import ImportRun
from espace_locataire.erp.reading import Row
from espace_locataire.erp.staging import staged
from home.uploads.pdf import LARGEST_BYTES, fault_of_pdf

STORED_AT_A_TIME = 200
# Waiting for a remote storage, not computing.
STORING_THREADS = 8

_NEW = f"NOT EXISTS (SELECT 1 FROM {Document._meta.db_table} d WHERE d.source = 'erp' AND d.source_ref = s.id)"
_PATH_POSITION = 1 + [column.name for column in DOCUMENTS.columns].index("fichier")


class ChangedDuringImportError(Exception):
    """A PDF is no longer the one that was checked a moment ago: the folder is still being written."""


class _RefusedPathError(ValueError):
    """A path leads nowhere or outside the folder; the message is the reason."""


class Papers:
    """The PDFs of one folder."""

    def __init__(self, folder: Path, faults: FaultLog) -> None:
        self._root = (folder / PAPERS_FOLDER).resolve()
        self._faults = faults
        self._names_in = lru_cache(maxsize=4)(_names_in)

    def checked(self, rows: list[Row]) -> list[Row]:
        """Return the rows of documents.csv with the sha256, the size in bytes, and no stored name yet."""
        return [(*row, *self._check(int(row[0] or 0), row[_PATH_POSITION]), None) for row in rows]

    def _check(self, line: int, path: object) -> tuple[str | None, int | None]:
        if not isinstance(path, str):
            return None, None
        try:
            content = self._read(path)
            reason = fault_of_pdf(content)
        except _RefusedPathError as error:
            content, reason = b"", str(error)
        except OSError:
            content, reason = b"", _("Ce fichier ne peut pas être lu. Vérifiez les droits.")
        if reason:
            self._faults.add(DOCUMENTS.name, line, "fichier", path, reason)
            return None, None
        return sha256(content).hexdigest(), len(content)

    def _read(self, path: str) -> bytes:
        with self._find(path).open("rb") as source:
            return source.read(LARGEST_BYTES + 1)

    def _find(self, path: str) -> Path:
        """Return the file of a path written in documents.csv, whatever way its accents or capitals are coded."""
        parts = PurePosixPath(path).parts
        if path.startswith("/") or ".." in parts or "\\" in path or ":" in path[:2] or not parts:
            raise _RefusedPathError(_("Écrivez un chemin relatif au dossier « documents », avec « / », sans « .. »."))
        found = self._root.joinpath(*parts)
        if not found.is_file():
            found = self._root
            for part in parts:
                found = found / self._names_in(found).get(_folded(part), part)
        if not found.is_file():
            raise _RefusedPathError(_("Ce fichier manque dans le dossier « documents »."))
        if not found.resolve().is_relative_to(self._root):
            raise _RefusedPathError(_("Ce lien sort du dossier « documents ». Déposez le fichier lui-même."))
        return found

    def count_new(self) -> int:
        """Return how many papers are not known yet."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {staged(DOCUMENTS)} s WHERE {_NEW}")
            return int(cursor.fetchone()[0])

    def store_new(self, prefix: str, stored: Callable[[int], None]) -> None:
        """Copy the papers not known yet into private storage, under random names below `prefix`.

        Calls `stored` with a number of files as they go. Raises `ChangedDuringImportError`, `OSError`.
        """
        storage = private_storage()
        table = staged(DOCUMENTS)
        with ThreadPoolExecutor(STORING_THREADS) as threads, connection.cursor() as cursor:
            for batch in _new_papers():
                names = list(threads.map(lambda paper: self._store(storage, prefix, *paper[1:]), batch))
                cursor.executemany(
                    f"UPDATE {table} SET stored = %s WHERE id = %s",
                    [(name, identifier) for name, (identifier, _path, _digest) in zip(names, batch, strict=True)],
                )
                stored(len(batch))

    def _store(self, storage: Storage, prefix: str, path: str, digest: str) -> str:
        content = self._read(path)
        if sha256(content).hexdigest() != digest:
            raise ChangedDuringImportError
        name = secrets.token_hex(16)
        # Spread over folders: a file system slows down with a hundred thousand names in one.
        with reaching_storage():
            return storage.save(f"{prefix}/{name[:2]}/{name}.pdf", ContentFile(content))


def _names_in(folder: Path) -> dict[str, str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return {}
    return {_folded(name): name for name in names}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _new_papers() -> Iterator[list[tuple[str, str, str]]]:
    """Yield (id, path, sha256) of the papers to store, a batch at a time."""
    last = ""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT s.id, s.fichier, s.sha256 FROM {staged(DOCUMENTS)} s WHERE s.id > %s AND {_NEW}
                ORDER BY s.id LIMIT {STORED_AT_A_TIME}
                """,
                [last],
            )
            batch = cursor.fetchall()
        if not batch:
            return
        yield batch
        last = batch[-1][0]


# --- What a run leaves in storage ---------------------------------------------------


def root_prefix() -> str:
    """Return the folder of private storage where this installation's imports keep their papers."""
    return f"erp/{installation()}"


def new_prefix() -> str:
    """Return a folder of its own for the papers of a new run."""
    return f"{root_prefix()}/{secrets.token_hex(8)}"


def sweep() -> int:
    """Delete the papers of runs that died before their end, and return how many files that was.

    A run's papers stay in a folder of their own, which its `ImportRun` names: one listing finds the
    folders that no run names, and nothing is deleted that a document refers to.
    """
    storage = private_storage()
    root = root_prefix()
    known = set(ImportRun.objects.exclude(papers_prefix="").values_list("papers_prefix", flat=True))
    return sum(
        discard(f"{root}/{folder}")
        for folder in _listing(storage, root)[0]
        if f"{root}/{folder}" not in known
        and not Document.objects.filter(file__startswith=f"{root}/{folder}/").exists()
    )


def discard(prefix: str) -> int:
    """Delete everything below a folder of private storage, and return how many files that was. Raises `OSError`."""
    storage = private_storage()
    folders, files = _listing(storage, prefix)
    deleted = sum(discard(f"{prefix}/{folder}") for folder in folders)
    with reaching_storage():
        for name in files:
            storage.delete(f"{prefix}/{name}")
        # On a file system the empty folder itself; on S3 there is no such thing and nothing happens.
        storage.delete(prefix)
    return deleted + len(files)


def _listing(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        with reaching_storage():
            return storage.listdir(folder)
    except FileNotFoundError:
        return [], []
