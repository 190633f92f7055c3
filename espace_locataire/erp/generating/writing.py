"""Writing the files of an export as their rows come, and the manifest that vouches for them."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLUSH_AT = 1 << 18


def written_amount(cents: int) -> str:
    """Return cents as the format writes them: `-1234,56`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


class TableWriter:
    """One CSV file, written through a small buffer; counts its rows and takes their sha256 on the way."""

    def __init__(self, path: Path, columns: Iterable[str]) -> None:
        self.name = path.name
        self.lines = 0
        self._digest = hashlib.sha256()
        self._file = path.open("wb")
        self._buffer = io.StringIO()
        self._csv = csv.writer(self._buffer, delimiter=";", lineterminator="\n")
        self._csv.writerow(columns)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()
        self._file.close()

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows, each a tuple in the order of the columns."""
        for row in rows:
            self._csv.writerow(row)
            self.lines += 1
        if self._buffer.tell() > FLUSH_AT:
            self._flush()

    def manifest_entry(self) -> dict[str, Any]:
        """Return what the manifest says of the file, once it is complete."""
        return {"lignes": self.lines, "sha256": self._digest.hexdigest()}

    def _flush(self) -> None:
        content = self._buffer.getvalue().encode()
        self._digest.update(content)
        self._file.write(content)
        self._buffer.seek(0)
        self._buffer.truncate()


def write_manifest(
    folder: Path, bailleur: str, emitted_at: datetime, files: Mapping[str, Mapping[str, Any]], total_cents: int
) -> None:
    """Write manifeste.json: the last file, so that an export cut short is never taken for a whole one."""
    manifest = {
        "format": 1,
        "bailleur": bailleur,
        "emis_le": emitted_at.isoformat(timespec="seconds"),
        "mode": "complet",
        "fichiers": files,
        "total_ecritures": written_amount(total_cents),
    }
    (folder / "manifeste.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
