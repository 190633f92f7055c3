"""A whole export, as the landlord's ERP would drop it in a folder."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from espace_locataire.erp.generating.habits import WITHOUT_MEMORY
from espace_locataire.erp.generating.households import Household, households
from espace_locataire.erp.generating.months import month_of
from espace_locataire.erp.generating.papers import BAILLEUR, Choice, make_papers, recent
from espace_locataire.erp.generating.places import estates
from espace_locataire.erp.generating.rows import (
    DocumentRow,
    DossierRow,
    EcritureRow,
    LocataireRow,
    LogementRow,
    OccupantRow,
    ResidenceRow,
    TitulaireRow,
)
from espace_locataire.erp.generating.writing import TableWriter, write_manifest, written_amount

TABLES = {
    "residences.csv": ResidenceRow._fields,
    "logements.csv": LogementRow._fields,
    "locataires.csv": LocataireRow._fields,
    "dossiers.csv": DossierRow._fields,
    "titulaires.csv": TitulaireRow._fields,
    "occupants.csv": OccupantRow._fields,
    "ecritures.csv": EcritureRow._fields,
    "documents.csv": DocumentRow._fields,
}


class FolderNotEmptyError(Exception):
    """The folder an export was to be written to holds something already."""


@dataclass(frozen=True, slots=True)
class Case:
    """A lease imposed on an export, in a residence of its own making.

    `since` is the month its account starts with. `papers` gives the papers to make from the rows of the
    account and the day of the export. Cases of one residence carry the same `residence`.
    """

    residence: ResidenceRow
    household: Household
    since: int
    papers: Callable[[Sequence[EcritureRow], date], Sequence[Choice]]


def write_export(
    folder: Path,
    *,
    homes: int,
    months: int,
    seed: int,
    emitted_at: datetime | None = None,
    cases: Sequence[Case] = (),
    pdfs: int = 0,
    progress: Callable[[int], None] = lambda homes: None,
) -> dict[str, int]:
    """Write a plausible export to a folder, made if need be, and return how many rows each file has.

    `homes` dwellings and the garages, parking spaces and shops that go with them, the last `months` months of every
    account, the papers of `pdfs` leases that still run, and the imposed `cases` on top. `emitted_at` (now
    by default) must carry a time zone. The same arguments give the same bytes; a later `emitted_at` gives the same
    past and more. `progress` is called with the number of homes written since the last call.

    Raises `FolderNotEmptyError` when the folder holds anything, `ValueError` for numbers that make no sense.
    """
    if homes < 0 or months < 1 or pdfs < 0:
        raise ValueError("homes and pdfs must not be negative, months must be at least 1")
    emitted_at = timezone.localtime(emitted_at)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmptyError(folder)
    documents = folder / "documents"
    documents.mkdir()
    until = emitted_at.date()
    with ExitStack() as stack:
        tables = {name: stack.enter_context(TableWriter(folder / name, columns)) for name, columns in TABLES.items()}
        export = _Export(tables, documents, until)
        export.write_cases(cases)
        export.write_portfolio(homes, seed, month_of(until) - months + 1, pdfs, progress)
    files = {name: table.manifest_entry() for name, table in tables.items()}
    write_manifest(folder, BAILLEUR.nom, emitted_at, files, export.total_cents)
    return {name: table.lines for name, table in tables.items()}


class _Export:
    """The files being written, and the sum of the entries so far (cents)."""

    def __init__(self, tables: dict[str, TableWriter], documents: Path, until: date) -> None:
        self.tables = tables
        self.documents = documents
        self.until = until
        self.total_cents = 0

    def write_cases(self, cases: Sequence[Case]) -> None:
        self.tables["residences.csv"].write(dict.fromkeys(case.residence for case in cases))
        for case in cases:
            self.tables["logements.csv"].write([case.household.logement])
            rows = self._write_household(case.household, case.since)
            self._write_papers(case.household, rows, case.papers(rows, self.until))

    def write_portfolio(self, homes: int, seed: int, since: int, pdfs: int, progress: Callable[[int], None]) -> None:
        home = annexe = 0
        for estate in estates(homes, seed):
            self.tables["residences.csv"].write([estate.row])
            self.tables["logements.csv"].write((*estate.homes, *estate.annexes, *estate.shops))
            for household in households(estate, seed, home, annexe, since, self.until):
                rows = self._write_household(household, since)
                if pdfs and self._can_have_papers(household, since):
                    pdfs -= 1
                    self._write_papers(household, rows, recent(rows, self.until))
            home += len(estate.homes)
            annexe += len(estate.annexes) + len(estate.shops)
            progress(len(estate.homes))

    def _can_have_papers(self, household: Household, since: int) -> bool:
        account = household.account
        return household.dossier.date_sortie is None and account.first < since and account.habit in WITHOUT_MEMORY

    def _write_household(self, household: Household, since: int) -> list[EcritureRow]:
        self.tables["locataires.csv"].write(household.newcomers)
        self.tables["dossiers.csv"].write([household.dossier])
        self.tables["titulaires.csv"].write(household.titulaires)
        self.tables["occupants.csv"].write(household.occupants)
        rows = household.account.entries(since, self.until)
        self.total_cents += sum(row.montant for row in rows)
        self.tables["ecritures.csv"].write(_with_written_amounts(rows))
        return rows

    def _write_papers(self, household: Household, rows: Sequence[EcritureRow], choices: Sequence[Choice]) -> None:
        for row, content in make_papers(household, rows, choices):
            (self.documents / row.fichier).write_bytes(content)
            self.tables["documents.csv"].write([row])


def _with_written_amounts(rows: Sequence[EcritureRow]) -> Iterator[tuple[object, ...]]:
    for id_, dossier, day, due, nature, label, cents, payment in rows:
        yield id_, dossier, day, due, nature, label, written_amount(cents), payment
