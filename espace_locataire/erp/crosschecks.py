"""What no row shows alone: duplicates, references that lead nowhere, holders, entries that changed.

Asked in SQL of the temporary tables, so that memory does not grow with the export.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as noop

from espace_locataire.compte.models import Locataire
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier, Logement
from espace_locataire.erp.databases import Database
from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import (
    DOCUMENTS,
    DOSSIERS,
    ECRITURES,
    FILES,
    LOCATAIRES,
    LOGEMENTS,
    OCCUPANTS,
    RESIDENCES,
    TITULAIRES,
    ExportFile,
)
from espace_locataire.erp.staging import HOLDERS, LEASES, staged
from espace_locataire.erp.values import as_amount
from espace_locataire.solde.models import Ecriture
from residence_news.models import Residence

ROWS_AT_A_TIME = 1_000


@dataclass(frozen=True)
class Reference:
    """A column that points to a row of another file, or to one imported before."""

    file: ExportFile
    column: str
    target: ExportFile
    model: type[Model]
    reason: Any


@dataclass(frozen=True)
class RowRule:
    """Columns of a row that must agree: `broken` is the SQL condition of a row at fault.

    `when_sound` names columns whose refused values, kept as absent ones, would break the rule by themselves.
    """

    file: ExportFile
    column: str
    broken: str
    reason: Any
    when_sound: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """What must not change once imported: (column, SQL of the row, SQL of what is in the database)."""

    file: ExportFile
    model: type[Model]
    columns: tuple[tuple[str, str, str], ...]
    reason: str


UNKNOWN_DOSSIER = gettext_lazy("Ce dossier n’existe ni dans dossiers.csv ni dans un import précédent.")
REFERENCES = (
    Reference(
        LOGEMENTS,
        "residence",
        RESIDENCES,
        Residence,
        gettext_lazy("Cette résidence n’existe ni dans residences.csv ni dans un import précédent."),
    ),
    Reference(
        DOSSIERS,
        "logement",
        LOGEMENTS,
        Logement,
        gettext_lazy("Ce logement n’existe ni dans logements.csv ni dans un import précédent."),
    ),
    Reference(TITULAIRES, "dossier", DOSSIERS, Dossier, UNKNOWN_DOSSIER),
    Reference(
        TITULAIRES,
        "reference_client",
        LOCATAIRES,
        Locataire,
        gettext_lazy("Ce locataire n’existe ni dans locataires.csv ni dans un import précédent."),
    ),
    Reference(OCCUPANTS, "dossier", DOSSIERS, Dossier, UNKNOWN_DOSSIER),
    Reference(ECRITURES, "dossier", DOSSIERS, Dossier, UNKNOWN_DOSSIER),
    Reference(DOCUMENTS, "dossier", DOSSIERS, Dossier, UNKNOWN_DOSSIER),
)
ROW_RULES = (
    RowRule(
        RESIDENCES,
        "latitude",
        "(latitude IS NULL) <> (longitude IS NULL)",
        gettext_lazy("Latitude et longitude vont ensemble : donnez les deux, ou aucune."),
        when_sound=("latitude", "longitude"),
    ),
    RowRule(
        LOGEMENTS,
        "type",
        "type <> '' AND nature <> 'logement'",
        gettext_lazy("Seul un logement a un type. Videz ce champ, ou corrigez la nature."),
    ),
    RowRule(
        DOSSIERS,
        "date_sortie",
        "date_sortie < date_entree",
        gettext_lazy("La sortie précède l’entrée. Corrigez l’une des deux dates."),
    ),
    RowRule(TITULAIRES, "au", "au < du", gettext_lazy("La fin précède le début. Corrigez l’une des deux dates.")),
)
CONTENTS = (
    Content(
        ECRITURES,
        Ecriture,
        (
            ("dossier", "s.dossier", "lease.reference"),
            ("date", "s.date", "t.value_date"),
            ("echeance", "COALESCE(s.echeance, s.date)", "t.due_date"),
            ("nature", "s.nature", "t.nature"),
            ("libelle", "s.libelle", "t.label"),
            ("montant", "s.montant", "t.amount_cents"),
            ("reference_paiement", "s.reference_paiement", "t.payment_ref"),
        ),
        noop(
            "L’écriture %(id)s a déjà été importée avec une autre valeur. Une écriture ne change jamais : "
            "passez une écriture de correction, avec un nouvel identifiant."
        ),
    ),
    Content(
        DOCUMENTS,
        Document,
        (
            ("dossier", "s.dossier", "lease.reference"),
            ("nature", "s.nature", "t.nature"),
            ("titre", "s.titre", "t.title"),
            ("periode", "s.periode", "t.period"),
            ("date", "s.date", "t.issued_on"),
            ("fichier", "s.sha256", "t.sha256"),
        ),
        noop(
            "Le document %(id)s a déjà été importé avec un autre contenu. Donnez un nouvel identifiant "
            "au document corrigé."
        ),
    ),
)


class CrossChecks:
    """The checks between rows. `unusable` names the files whose rows could not be told apart.

    `day` is the day of the export: who holds a lease is judged on that day, or on the first of the lease.
    """

    def __init__(
        self, database: Database, faults: FaultLog, *, unusable: set[str], day: date, is_complete: bool
    ) -> None:
        self._database = database
        self._faults = faults
        self._unusable = unusable
        self._day = day.isoformat()
        self._is_complete = is_complete

    def run(self) -> None:
        """Note every fault found."""
        for file in FILES:
            self._duplicates(file)
        for reference in REFERENCES:
            self._reference(reference)
        for rule in ROW_RULES:
            self._row_rule(rule)
        for content in CONTENTS:
            self._content(content)
        if not self._unusable & {DOSSIERS.name, TITULAIRES.name}:
            self._gather_holders()
            self._missing_holder()
            self._second_holder()

    def _duplicates(self, file: ExportFile) -> None:
        first, *others = file.key
        same = " AND ".join(
            [f'd."{first}" = s."{first}"', *(f's."{k}" {self._database.same} d."{k}"' for k in others)]
        )
        keys = ", ".join(f'"{name}"' for name in file.key)
        sql = f"""
            SELECT s.line, s."{first}", d.first_line FROM {staged(file)} s
            JOIN (
                SELECT {keys}, MIN(line) AS first_line FROM {staged(file)}
                WHERE "{first}" IS NOT NULL GROUP BY {keys} HAVING COUNT(*) > 1
            ) d ON {same} AND s.line > d.first_line
            ORDER BY s.line
        """
        for line, value, first_line in _rows(sql):
            self._faults.add(
                file.name,
                line,
                first,
                value,
                _("Cette ligne répète la ligne %s. Gardez-en une seule.") % first_line,
                kind="duplicate",
            )

    def _reference(self, reference: Reference) -> None:
        if self._unusable & {reference.file.name, reference.target.name}:
            return
        key = reference.target.key[0]
        sql = f"""
            SELECT s.line, s."{reference.column}" FROM {staged(reference.file)} s
            WHERE s."{reference.column}" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM {staged(reference.target)} t WHERE t."{key}" = s."{reference.column}")
            AND NOT EXISTS (
                SELECT 1 FROM {reference.model._meta.db_table} m WHERE m."{key}" = s."{reference.column}"
            )
            ORDER BY s.line
        """
        for line, value in _rows(sql):
            self._faults.add(reference.file.name, line, reference.column, value, str(reference.reason))

    def _row_rule(self, rule: RowRule) -> None:
        if self._faults.has(rule.file.name, *rule.when_sound):
            return
        sql = f'SELECT line, "{rule.column}" FROM {staged(rule.file)} WHERE {rule.broken} ORDER BY line'
        for line, value in _rows(sql):
            self._faults.add(rule.file.name, line, rule.column, value, str(rule.reason))

    def _content(self, content: Content) -> None:
        differing = [self._differing(content.file, *column) for column in content.columns]
        shown = [f"{ours} AS shown_{number}" for number, (_name, ours, _theirs) in enumerate(content.columns)]
        sql = f"""
            SELECT s.line, s.id, {", ".join(differing)}, {", ".join(shown)}
            FROM {staged(content.file)} s
            JOIN {content.model._meta.db_table} t ON t.source = 'erp' AND t.source_ref = s.id
            JOIN {Dossier._meta.db_table} lease ON lease.id = t.dossier_id
            WHERE {" OR ".join(differing)}
            ORDER BY s.line
        """
        for line, identifier, *found in _rows(sql):
            for (column, _ours, _theirs), differs, value in zip(
                content.columns, found, found[len(content.columns) :], strict=False
            ):
                if differs:
                    self._faults.add(
                        content.file.name,
                        line,
                        column,
                        _as_written(column, value),
                        _(content.reason) % {"id": identifier},
                        kind="changed",
                    )

    def _differing(self, file: ExportFile, column: str, ours: str, theirs: str) -> str:
        """Return the SQL condition of a value that changed; a value already refused is not reported again."""
        sound = [f"{ours} IS NOT NULL"] if column != "periode" else []
        if self._faults.has(file.name, column):
            sound.append(f's."{column}" IS NOT NULL')
        return f"({' AND '.join([*sound, f'{ours} {self._database.differs} {theirs}'])})"

    # --- Exactly one current holder per open lease --------------------------------

    def _gather_holders(self) -> None:
        """Put side by side what the folder says and what it leaves as it was."""
        lease, link, person = Dossier._meta.db_table, "dossier_titulaire", Locataire._meta.db_table
        # A complete export closes the links it no longer lists, of the leases it lists.
        stays = f"NOT EXISTS (SELECT 1 FROM {staged(DOSSIERS)} x WHERE x.reference = d.reference)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                CREATE TEMPORARY TABLE {HOLDERS} AS
                SELECT dossier, du, au, MIN(line) AS line FROM {staged(TITULAIRES)}
                WHERE dossier IS NOT NULL AND (role = 'titulaire' OR role IS NULL)
                GROUP BY dossier, reference_client, du, au
                UNION ALL
                SELECT d.reference, t.du, t.au, 0 FROM {link} t
                JOIN {lease} d ON d.id = t.dossier_id JOIN {person} p ON p.id = t.locataire_id
                WHERE t.role = 'titulaire' AND t.closed_on IS NULL
                AND (
                    EXISTS (SELECT 1 FROM {staged(TITULAIRES)} x WHERE x.dossier = d.reference)
                    OR EXISTS (SELECT 1 FROM {staged(DOSSIERS)} x WHERE x.reference = d.reference)
                )
                AND NOT EXISTS (
                    SELECT 1 FROM {staged(TITULAIRES)} x WHERE x.dossier = d.reference
                    AND x.reference_client = p.reference_client AND x.role = t.role
                    AND x.du {self._database.same} t.du
                )
                {"AND " + stays if self._is_complete else ""}
                """
            )
            cursor.execute(
                f"""
                CREATE TEMPORARY TABLE {LEASES} AS
                SELECT reference, date_entree, date_sortie, line FROM {staged(DOSSIERS)} WHERE reference IS NOT NULL
                UNION ALL
                SELECT d.reference, d.date_entree, d.date_sortie, 0 FROM {lease} d
                WHERE d.closed_on IS NULL AND {stays}
                AND EXISTS (SELECT 1 FROM {staged(TITULAIRES)} x WHERE x.dossier = d.reference)
                """
            )
        self._database.settle(HOLDERS, ["dossier"])
        self._database.settle(LEASES, ["reference"])

    def _missing_holder(self) -> None:
        sql = f"""
            SELECT l.line, l.reference,
            (SELECT MIN(s.line) FROM {staged(TITULAIRES)} s WHERE s.dossier = l.reference)
            FROM {LEASES} l
            WHERE (l.date_sortie IS NULL OR l.date_sortie >= '{self._day}')
            AND NOT EXISTS (
                SELECT 1 FROM {HOLDERS} h WHERE h.dossier = l.reference
                AND (h.du IS NULL OR h.du <= '{self._day}' OR h.du <= l.date_entree)
                AND (h.au IS NULL OR h.au >= '{self._day}')
            )
            ORDER BY l.line
        """
        reason = _("Ce dossier ouvert n’a pas de titulaire actuel dans titulaires.csv. Il en faut un, et un seul.")
        for line, reference, other_line in _rows(sql):
            if line:
                self._faults.add(DOSSIERS.name, line, "reference", reference, reason)
            else:
                self._faults.add(TITULAIRES.name, other_line, "dossier", reference, reason)

    def _second_holder(self) -> None:
        # On the day one leaves and another enters, both are there: that is one holder.
        current = "({h}.du IS NULL OR {h}.du <= '{day}') AND ({h}.au IS NULL OR {h}.au > '{day}')"
        both_current = f"{current.format(h='a', day=self._day)} AND {current.format(h='b', day=self._day)}"
        sql = f"""
            SELECT DISTINCT b.line, b.dossier FROM {HOLDERS} b
            JOIN {HOLDERS} a ON a.dossier = b.dossier AND a.line < b.line
            LEFT JOIN {LEASES} l ON l.reference = b.dossier
            WHERE (a.au IS NULL AND b.au IS NULL)
            OR ({both_current} AND (l.date_sortie IS NULL OR l.date_sortie >= '{self._day}'))
            ORDER BY b.line
        """
        for line, reference in _rows(sql):
            self._faults.add(
                TITULAIRES.name,
                line,
                "dossier",
                reference,
                _("Ce dossier a déjà un titulaire actuel. Terminez le premier (colonne « au »), ou corrigez le rôle."),
            )


def _as_written(column: str, value: Any) -> str:
    if column == "montant" and value is not None:
        return as_amount(int(value))
    if column == "periode" and value is not None:
        return str(value)[:7]
    return "" if value is None else str(value)


def _rows(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS_AT_A_TIME):
            yield from rows
