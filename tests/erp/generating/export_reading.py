"""Reading an export back, by the words of the format alone."""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file of an export."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an export."""
    content: dict[str, Any] = json.loads((folder / "manifeste.json").read_text("utf-8"))
    return content


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def cents(amount: str) -> int:
    """Return an amount of the format in cents."""
    whole, _, fraction = amount.partition(",")
    assert len(fraction) == 2, amount
    return int(whole + fraction)


def balances(folder: Path) -> Counter[str]:
    """Return what each dossier owes, in cents."""
    found: Counter[str] = Counter()
    for row in rows(folder, "ecritures.csv"):
        found[row["dossier"]] += cents(row["montant"])
    return found


def late(folder: Path, on: date) -> Counter[str]:
    """Return what of each dossier fell due before a day and is not covered, in cents (< 0 when in credit)."""
    found: Counter[str] = Counter()
    for row in rows(folder, "ecritures.csv"):
        amount = cents(row["montant"])
        due = date.fromisoformat(row["echeance"] or row["date"])
        if amount < 0 or due < on:
            found[row["dossier"]] += amount
    return found
