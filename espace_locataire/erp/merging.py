"""From the temporary tables into the site's own: a statement or two per table, whatever the number of rows."""

from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Model

from espace_locataire.compte.models import Locataire
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier, Logement, Occupant, Titulaire
from espace_locataire.erp.databases import Database
from espace_locataire.erp.format import (
    DOCUMENTS,
    DOSSIERS,
    ECRITURES,
    LOCATAIRES,
    LOGEMENTS,
    OCCUPANTS,
    RESIDENCES,
    TITULAIRES,
    ExportFile,
)
from espace_locataire.erp.staging import LINKS, execute, staged
from espace_locataire.solde.models import Ecriture
from residence_news.models import Residence


@dataclass(frozen=True)
class Registry:
    """Where the rows of a file go: `columns` maps a column of the table to SQL over the row `s`.

    `for_new` is the same for columns that an import never changes afterwards.
    """

    file: ExportFile
    model: type[Model]
    key: str
    columns: dict[str, str]
    joins: str = ""
    for_new: dict[str, str] = field(default_factory=dict)


def _same_names(file: ExportFile, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    return {column.name: f's."{column.name}"' for column in file.columns if column.name not in but}


OF_DOSSIER = f"JOIN {Dossier._meta.db_table} d ON d.reference = s.dossier"
REGISTRIES = (
    Registry(RESIDENCES, Residence, "code", _same_names(RESIDENCES)),
    Registry(
        LOGEMENTS,
        Logement,
        "reference",
        {**_same_names(LOGEMENTS, but=("residence",)), "residence_id": "r.id"},
        f"JOIN {Residence._meta.db_table} r ON r.code = s.residence",
    ),
    Registry(LOCATAIRES, Locataire, "reference_client", _same_names(LOCATAIRES)),
    Registry(
        DOSSIERS,
        Dossier,
        "reference",
        {**_same_names(DOSSIERS, but=("logement",)), "logement_id": "l.id"},
        f"JOIN {Logement._meta.db_table} l ON l.reference = s.logement",
        {"cle": "s.cle"},
    ),
    Registry(
        OCCUPANTS,
        Occupant,
        "source_ref",
        {**_same_names(OCCUPANTS, but=("id", "dossier")), "source_ref": "s.id", "dossier_id": "d.id"},
        OF_DOSSIER,
    ),
)
APPENDED = (
    Registry(
        ECRITURES,
        Ecriture,
        "source_ref",
        {
            "source": "'erp'",
            "source_ref": "s.id",
            "dossier_id": "d.id",
            "value_date": "s.date",
            "due_date": "COALESCE(s.echeance, s.date)",
            "nature": "s.nature",
            "label": "s.libelle",
            "amount_cents": "s.montant",
            "payment_ref": "s.reference_paiement",
        },
        OF_DOSSIER,
    ),
    Registry(
        DOCUMENTS,
        Document,
        "source_ref",
        {
            "source": "'erp'",
            "source_ref": "s.id",
            "dossier_id": "d.id",
            "nature": "s.nature",
            "title": "s.titre",
            "period": "s.periode",
            "issued_on": "s.date",
            "file": "s.stored",
            "sha256": "s.sha256",
            "size_bytes": "s.size_bytes",
        },
        OF_DOSSIER,
    ),
)


@dataclass
class Counts:
    """How many rows of a file were new, changed, closed; the others were already as the file says."""

    new: int = 0
    changed: int = 0
    closed: int = 0

    def as_dict(self, lines: int) -> dict[str, int]:
        """Return the counts as `ImportRun.counts` keeps them."""
        return {
            "lignes": lines,
            "nouvelles": self.new,
            "modifiees": self.changed,
            "fermees": self.closed,
            "inchangees": lines - self.new - self.changed,
        }


def merge(file: ExportFile, database: Database, *, day: date, is_complete: bool) -> Counts:
    """Bring the rows of a file into its table.

    `day` is the day of the export, which dates the closing of what a complete one no longer lists.
    """
    if file is TITULAIRES:
        return _merge_titulaires(database, day=day, is_complete=is_complete)
    for registry in REGISTRIES:
        if registry.file is file:
            counts = _upsert(registry, database)
            if is_complete:
                counts.closed = _close_absent(registry, day)
            return counts
    return next(Counts(new=_append(registry)) for registry in APPENDED if registry.file is file)


def _upsert(registry: Registry, database: Database) -> Counts:
    table = registry.model._meta.db_table
    inserted = {**registry.columns, **registry.for_new}
    followed = [name for name in registry.columns if name != registry.key]
    before = _count(table)
    touched = execute(
        f"""
        INSERT INTO {table} ({", ".join(f'"{name}"' for name in inserted)})
        SELECT {", ".join(inserted.values())} FROM {staged(registry.file)} s {registry.joins}
        WHERE true ORDER BY s.line
        ON CONFLICT ("{registry.key}") DO UPDATE
        SET closed_on = NULL, {", ".join(f'"{name}" = excluded."{name}"' for name in followed)}
        WHERE {table}.closed_on IS NOT NULL
        OR {" OR ".join(f'{table}."{name}" {database.differs} excluded."{name}"' for name in followed)}
        """
    )
    new = _count(table) - before
    return Counts(new=new, changed=touched - new)


def _close_absent(registry: Registry, day: date) -> int:
    table = registry.model._meta.db_table
    return execute(
        f"""
        UPDATE {table} SET closed_on = %s WHERE closed_on IS NULL AND NOT EXISTS (
            SELECT 1 FROM {staged(registry.file)} s WHERE s."{registry.file.key[0]}" = {table}."{registry.key}"
        )
        """,
        [day.isoformat()],
    )


def _append(registry: Registry) -> int:
    table = registry.model._meta.db_table
    return execute(
        f"""
        INSERT INTO {table} ({", ".join(f'"{name}"' for name in registry.columns)})
        SELECT {", ".join(registry.columns.values())} FROM {staged(registry.file)} s {registry.joins}
        WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE t.source = 'erp' AND t.source_ref = s.id)
        ORDER BY s.line
        """
    )


def _merge_titulaires(database: Database, *, day: date, is_complete: bool) -> Counts:
    """Bring the links between people and leases in, those that end before those that begin."""
    table = Titulaire._meta.db_table
    execute(
        f"""
        CREATE TEMPORARY TABLE {LINKS} AS
        SELECT t.id, d.id AS dossier_id, p.id AS locataire_id, s.role, s.du, s.au, s.line
        FROM {staged(TITULAIRES)} s
        {OF_DOSSIER}
        JOIN {Locataire._meta.db_table} p ON p.reference_client = s.reference_client
        LEFT JOIN {table} t ON t.dossier_id = d.id AND t.locataire_id = p.id AND t.role = s.role
            AND t.du {database.same} s.du
        """
    )
    database.settle(LINKS, ["id"])
    counts = Counts()
    if is_complete:
        # Whoever held a lease that the export no longer lists keeps their papers: only the lease is closed.
        counts.closed = execute(
            f"""
            UPDATE {table} SET closed_on = %s WHERE closed_on IS NULL
            AND NOT EXISTS (SELECT 1 FROM {LINKS} k WHERE k.id = {table}.id)
            AND dossier_id IN (
                SELECT d.id FROM {Dossier._meta.db_table} d
                JOIN {staged(DOSSIERS)} s ON s.reference = d.reference
            )
            """,
            [day.isoformat()],
        )
    # A lease has one current holder at any moment, even between two rows of one statement.
    for ending in ("k.au IS NOT NULL", "k.au IS NULL"):
        counts.changed += execute(
            f"""
            UPDATE {table} SET au = k.au, closed_on = NULL FROM {LINKS} k
            WHERE k.id = {table}.id AND {ending}
            AND ({table}.closed_on IS NOT NULL OR {table}.au {database.differs} k.au)
            """
        )
    counts.new = execute(
        f"""
        INSERT INTO {table} (dossier_id, locataire_id, role, du, au)
        SELECT dossier_id, locataire_id, role, du, au FROM {LINKS} WHERE id IS NULL ORDER BY line
        """
    )
    return counts


def table_of(file: ExportFile) -> str:
    """Return the table the rows of a file go to."""
    if file is TITULAIRES:
        return Titulaire._meta.db_table
    return next(entry.model._meta.db_table for entry in (*REGISTRIES, *APPENDED) if entry.file is file)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])
