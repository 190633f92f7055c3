"""Writing a folder for the landlord's ERP: whole or not at all, with what it has not answered about yet."""

import csv
import json
import os
import shutil
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.utils import timezone

from espace_locataire.erp.databases import database_in_use, only_import
from espace_locataire.erp.format import MANIFEST, VERSION
from espace_locataire.erp.models import ExportRun
from espace_locataire.erp.outgoing import OUTGOING, OutgoingFile, Papers
from espace_locataire.erp.values import as_amount, as_cents
from home.models import Bailleur

UNFINISHED = "en-cours-"
# The column whose total the manifest tells.
AMOUNT = "montant"


def export(root: Path, *, launched_by: str, at: datetime | None = None) -> ExportRun:
    """Write a folder below `root` and return its run, saved. Folders older than the setting says are deleted.

    Raises `AlreadyRunningError` while an import or another export runs, `OSError` when the folder cannot be written;
    then nothing of it is left.
    """
    moment = at or timezone.now()
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_import(database_in_use()):
        _forget_old(root, moment)
        folder = Path(mkdtemp(prefix=UNFINISHED, dir=root))
        try:
            papers = Papers(folder)
            counts = {file.name: _write(file, folder, papers) for file in OUTGOING}
            digest = _write_manifest(folder, counts, moment)
            final = root / f"{timezone.localtime(moment):%Y-%m-%dT%H%M%S.%f}"
            folder.rename(final)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return ExportRun.objects.create(
        launched_by=launched_by[:150],
        started_at=moment,
        finished_at=timezone.now(),
        folder=str(final)[:500],
        sha256=digest,
        counts=counts,
        missing_files=papers.missing,
    )


def _write(file: OutgoingFile, folder: Path, papers: Papers) -> dict[str, int | str]:
    path = folder / file.name
    lines, total_cents = 0, 0
    amount_at = [*file.columns].index(AMOUNT) if AMOUNT in file.columns else None
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=";", lineterminator="\n")
        writer.writerow(file.columns)
        for row in file.rows(papers):
            writer.writerow(row)
            lines += 1
            if amount_at is not None:
                total_cents += as_cents(row[amount_at])
    counts: dict[str, int | str] = {"lignes": lines, "sha256": sha256(path.read_bytes()).hexdigest()}
    return counts if amount_at is None else counts | {"total": as_amount(total_cents)}


def _write_manifest(folder: Path, counts: dict[str, dict[str, int | str]], moment: datetime) -> str:
    bailleur = Bailleur.objects.first()
    content = {
        "format": VERSION,
        "bailleur": bailleur.name if bailleur else "",
        "emis_le": timezone.localtime(moment).isoformat(timespec="seconds"),
        "fichiers": counts,
    }
    written = json.dumps(content, ensure_ascii=False, indent=2).encode()
    with (folder / MANIFEST).open("wb") as target:
        target.write(written)
        target.flush()
        os.fsync(target.fileno())
    return sha256(written).hexdigest()


def _forget_old(root: Path, moment: datetime) -> None:
    limit = timezone.localtime(moment - timedelta(days=settings.ERP_EXPORTS_KEPT_DAYS)).strftime("%Y-%m-%dT%H%M%S")
    for folder in root.iterdir():
        dated = folder.name[:4].isdigit() and folder.name < limit
        if folder.is_dir() and (dated or folder.name.startswith(UNFINISHED)):
            shutil.rmtree(folder)
