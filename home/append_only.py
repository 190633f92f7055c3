"""Tables that only grow: the database itself refuses to change a row, or to delete one too early."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation


class OnlyGrows(Operation):
    """Makes the database refuse every change of a row of `table`.

    Without `kept_days` no row is ever deleted; with it, those may go whose column `dated` lies more than that many
    days back. With `fixed`, these columns alone never change; those of `set_once` change from NULL, once.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        table: str,
        kept_days: int | None = None,
        dated: str = "at",
        fixed: Sequence[str] = (),
        set_once: Sequence[str] = (),
    ) -> None:
        self.table = table
        self.kept_days = kept_days
        self.dated = dated
        self.fixed = fixed
        self.set_once = set_once

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models as they are."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Put the triggers in place."""
        for statement in self._refusing(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them away."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.table}_only_grows ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {self.table}_refuse()")
        else:
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_update")
            schema_editor.execute(f"DROP TRIGGER {self.table}_no_delete")

    def describe(self) -> str:
        """Say what it does."""
        return f"Let {self.table} only grow"

    def _refusing(self, vendor: str) -> list[str]:
        words = f"{self.table} only grows"
        if vendor == "postgresql":
            allowed = self._allowed_change("IS DISTINCT FROM")
            leave = f"IF TG_OP = 'UPDATE' AND {allowed} THEN RETURN NEW; END IF;" if allowed else ""
            if self.kept_days is not None:
                old = f"OLD.{self.dated} < now() - interval '{self.kept_days} days'"
                leave += f" IF TG_OP = 'DELETE' AND {old} THEN RETURN OLD; END IF;"
            return [
                f"""
                CREATE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    {leave}
                    RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';
                END $$
                """,
                f"""
                CREATE TRIGGER {self.table}_only_grows BEFORE UPDATE OR DELETE ON {self.table}
                FOR EACH ROW EXECUTE FUNCTION {self.table}_refuse()
                """,
            ]
        when = changed = ""
        if self.kept_days is not None:
            when = f"WHEN OLD.{self.dated} >= datetime('now', '-{self.kept_days} days')"
        if allowed := self._allowed_change("IS NOT"):
            changed = f"WHEN NOT ({allowed})"
        return [
            f"""
            CREATE TRIGGER {self.table}_no_update BEFORE UPDATE ON {self.table} {changed}
            BEGIN SELECT RAISE(ABORT, '{words}'); END
            """,
            f"""
            CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} {when}
            BEGIN SELECT RAISE(ABORT, '{words}'); END
            """,
        ]

    def _allowed_change(self, differs: str) -> str:
        """Return the condition under which a row may be changed, empty when it never may."""
        if not (self.fixed or self.set_once):
            return ""
        same = [f"NOT (NEW.{column} {differs} OLD.{column})" for column in self.fixed]
        once = [f"(OLD.{column} IS NULL OR NOT (NEW.{column} {differs} OLD.{column}))" for column in self.set_once]
        return " AND ".join([*same, *once])
