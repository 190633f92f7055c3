"""Bringing an export of the landlord's ERP in: all of it, or nothing and the reasons why."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from espace_locataire.dossier.models import new_cle
from espace_locataire.dossier.signals import leases_imported
from espace_locataire.dossier.updates import keep_accepted
from espace_locataire.erp.acknowledging import take_answers
from espace_locataire.erp.crosschecks import CrossChecks
from espace_locataire.erp.databases import AlreadyRunningError, Database, database_in_use, only_import
from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import ACCUSE, BY_NAME, DOCUMENTS, DOSSIERS, ECRITURES, FILES, MANIFEST, ExportFile
from espace_locataire.erp.manifest import Manifest, Promise, read_manifest
from espace_locataire.erp.merging import merge, table_of
from espace_locataire.erp.models import ImportRun
from espace_locataire.erp.papers import Papers, discard, new_prefix, sweep
from espace_locataire.erp.progress import Advance, Follower, Silent
from espace_locataire.erp.reading import FileReading, Row
from espace_locataire.erp.staging import create_tables, drop_tables, load, staged
from espace_locataire.erp.values import as_amount
from espace_locataire.solde.models import ArreteComptes
from espace_locataire.solde.movements import tie
from home.page_cache import forget
from residence_news.closing import withdraw_closed

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

# Below this, the statistics the planner has are good enough.
ROWS_WORTH_ANALYZING = 1_000


class _RefusedError(Exception):
    """The export has faults: leave everything as it was."""


def import_folder(
    folder: Path,
    *,
    launched_by: str,
    user: "User | None" = None,
    progress: Follower | None = None,
    report: Path | None = None,
) -> ImportRun:
    """Import an export and return the run, saved: imported, unchanged, or refused with its faults.

    A refused export changes nothing but the list of runs. `report` is where all its faults go, as CSV,
    when there are any. Two imports never run at once: the second waits, then is refused.
    Raises `OSError` when a file cannot be read or kept, `ChangedDuringImportError` when the folder
    changes meanwhile; nothing has changed then either.
    """
    run = ImportRun(user=user, launched_by=launched_by[:150], started_at=timezone.now(), folder=str(folder)[:500])
    with FaultLog() as faults:
        database = database_in_use()
        follower = progress or Silent()
        try:
            with only_import(database):
                _Import(folder, run, faults, database, follower).attempt()
                if run.outcome == ImportRun.Outcome.IMPORTED:
                    leases_imported.send(ImportRun, step=follower.step)
        except AlreadyRunningError:
            faults.add("", None, "", "", _("Un autre import est en cours. Attendez sa fin, puis recommencez."))
        except _RefusedError:
            logger.warning("import refused: %s faults", faults.count)
        if faults:
            run.outcome = ImportRun.Outcome.REFUSED
            run.fault_count = faults.count
            run.faults = [fault.as_dict() for fault in faults.sorted()]
            run.papers_prefix = ""
            run.counts = {}
            if report:
                faults.save_all(report)
        if run.pk is None:
            run.warnings = [warning.as_dict() for warning in faults.warnings]
            run.finished_at = timezone.now()
            run.save()
    return run


class _Import:
    """One import, under the lock. Raises `_RefusedError` once every fault is noted."""

    def __init__(self, folder: Path, run: ImportRun, faults: FaultLog, database: Database, progress: Follower) -> None:
        self._folder = folder
        self._run = run
        self._faults = faults
        self._database = database
        self._progress = progress
        self._papers = Papers(folder, faults)
        self._lines: dict[str, int] = {}

    def attempt(self) -> None:
        """Bring everything in, or find out that there is nothing to do."""
        sweep()
        manifest = read_manifest(self._folder, self._faults)
        if manifest is None:
            raise _RefusedError
        self._run.bailleur = manifest.bailleur
        self._run.emitted_at = manifest.emitted_at
        self._run.mode = manifest.mode
        self._run.sha256 = manifest.sha256
        if self._was_imported(manifest):
            self._compare_digests(manifest)
            self._refuse_if_faulty()
            self._run.outcome = ImportRun.Outcome.UNCHANGED
            return
        try:
            with self._database.staging():
                with self._database.working():
                    self._stage(manifest)
                self._refuse_if_faulty()
                self._bring_in(manifest)
        finally:
            drop_tables()

    def _refuse_if_faulty(self) -> None:
        if self._faults:
            raise _RefusedError

    def _was_imported(self, manifest: Manifest) -> bool:
        """Is it the last export again? Notes a fault when it is older, or another one of the same moment."""
        last = ImportRun.objects.filter(outcome=ImportRun.Outcome.IMPORTED).order_by("-emitted_at").first()
        if last is None or last.emitted_at is None or manifest.emitted_at > last.emitted_at:
            return False
        if manifest.emitted_at == last.emitted_at and manifest.sha256 == last.sha256:
            return True
        shown = date_format(timezone.localtime(last.emitted_at), "j F Y H:i:s")
        self._faults.add(
            MANIFEST,
            None,
            "emis_le",
            manifest.emitted_at.isoformat(),
            _("Cet export n’est pas postérieur au dernier importé, émis le %s. Déposez un export plus récent.")
            % shown,
        )
        return False

    def _compare_digests(self, manifest: Manifest) -> None:
        for name, promise in manifest.files.items():
            if (self._folder / name).is_file():
                with (self._folder / name).open("rb") as source:
                    self._check_digest(BY_NAME[name], promise, file_digest(source, "sha256").hexdigest())

    # --- Reading and checking -----------------------------------------------------

    def _stage(self, manifest: Manifest) -> None:
        create_tables()
        unusable = {file.name for file in FILES if file.name in manifest.files and not self._read(file, manifest)}
        # What is absent without leave is a fault already; what refers to it is not another one.
        unusable |= {
            file.name
            for file in FILES
            if file.name not in manifest.files
            and ((manifest.is_complete and not file.optional) or (self._folder / file.name).exists())
        }
        with self._progress.step(_("Vérification des liens entre les fichiers"), None):
            CrossChecks(
                self._database,
                self._faults,
                unusable=unusable,
                day=timezone.localdate(manifest.emitted_at),
                is_complete=manifest.is_complete,
            ).run()

    def _read(self, file: ExportFile, manifest: Manifest) -> bool:
        """Read a file into its temporary table; return whether its rows can be told apart."""
        promise = manifest.files[file.name]
        path = self._folder / file.name
        if not path.is_file():
            return False
        before = self._faults.count
        reading = FileReading(path, file, self._faults)
        with self._progress.step(file.name, promise.lines) as advance:
            load(self._database, file, self._prepared(file, reading, advance))
        sound = self._faults.count == before
        self._lines[file.name] = reading.lines
        if reading.usable and reading.lines != promise.lines:
            self._faults.add(
                file.name,
                None,
                "",
                reading.lines,
                _("Le manifeste annonce %(promised)d lignes, le fichier en compte %(found)d.")
                % {"promised": promise.lines, "found": reading.lines},
            )
        self._check_digest(file, promise, reading.digest.hexdigest())
        if file is ECRITURES and sound:
            self._check_total(manifest)
        return reading.usable

    def _prepared(self, file: ExportFile, reading: FileReading, advance: Advance) -> Iterator[list[Row]]:
        """Yield the rows with the columns we add to them."""
        for rows in reading.batches():
            if file is DOSSIERS:
                yield [(*row, new_cle()) for row in rows]
            elif file is DOCUMENTS:
                yield self._papers.checked(rows)
            else:
                yield rows
            advance(len(rows))

    def _check_digest(self, file: ExportFile, promise: Promise, found: str) -> None:
        if found != promise.sha256:
            self._faults.add(
                file.name,
                None,
                "",
                found,
                _("L’empreinte sha256 n’est pas celle du manifeste : le fichier a changé depuis l’export."),
            )

    def _check_total(self, manifest: Manifest) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COALESCE(SUM(montant), 0) FROM {staged(ECRITURES)}")
            total = int(cursor.fetchone()[0])
        if total != manifest.total_cents:
            self._faults.add(
                ECRITURES.name,
                None,
                "montant",
                as_amount(total),
                _("Le manifeste annonce un total de %s, celui des lignes est différent.")
                % as_amount(manifest.total_cents),
            )

    # --- Bringing in --------------------------------------------------------------

    def _bring_in(self, manifest: Manifest) -> None:
        prefix = new_prefix()
        try:
            with self._database.working():
                self._store_papers(prefix)
            with transaction.atomic():
                self._merge(manifest)
        except BaseException:
            # A storage that does not answer now is swept by the next import.
            with suppress(OSError):
                discard(prefix)
            raise

    def _store_papers(self, prefix: str) -> None:
        if new := self._papers.count_new():
            self._run.papers_prefix = prefix
            with self._progress.step(_("Copie des nouveaux documents"), new) as advance:
                self._papers.store_new(prefix, advance)

    def _merge(self, manifest: Manifest) -> None:
        day = timezone.localdate(manifest.emitted_at)
        with self._progress.step(_("Mise à jour des données"), sum(self._lines.values())) as advance:
            for file in FILES:
                if file.name not in manifest.files:
                    continue
                lines = self._lines[file.name]
                if file is ACCUSE:
                    counts = take_answers(timezone.now(), self._faults)
                else:
                    counts = merge(file, self._database, day=day, is_complete=manifest.is_complete)
                self._run.counts[file.name] = counts.as_dict(lines)
                if file is not ACCUSE and counts.new + counts.changed >= ROWS_WORTH_ANALYZING:
                    self._database.analyze(table_of(file))
                advance(lines)
        # The entries that answer movements of ours take their place: nothing counts twice.
        tie()
        # What tenants changed and the ERP has not answered about comes before its own version.
        keep_accepted()
        ArreteComptes.objects.get_or_create(as_of=manifest.emitted_at)
        # Rows moved in SQL, unknown to what keeps public pages.
        withdraw_closed()
        forget()
        self._run.outcome = ImportRun.Outcome.IMPORTED
        self._run.warnings = [warning.as_dict() for warning in self._faults.warnings]
        self._run.finished_at = timezone.now()
        self._run.save()
