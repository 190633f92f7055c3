"""Tables that only grow: the database itself refuses to change a row, or to delete one too early."""

from typing import Any

from django.db.migrations.operations.base import Operation


class OnlyGrows(Operation):
    """Makes the database refuse every change of a row of `table`.

    Without `kept_days` no row is ever deleted; with it, those may go whose column `dated` lies more than that many
    days back.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, kept_days: int | None = None, dated: str = "at") -> None:
        self.table = table
        self.kept_days = kept_days
        self.dated = dated

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
            old = "FALSE"
            if self.kept_days is not None:
                old = f"TG_OP = 'DELETE' AND OLD.{self.dated} < now() - interval '{self.kept_days} days'"
            return [
                f"""
                CREATE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF {old} THEN RETURN OLD; END IF;
                    RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';
                END $$
                """,
                f"""
                CREATE TRIGGER {self.table}_only_grows BEFORE UPDATE OR DELETE ON {self.table}
                FOR EACH ROW EXECUTE FUNCTION {self.table}_refuse()
                """,
            ]
        when = ""
        if self.kept_days is not None:
            when = f"WHEN OLD.{self.dated} >= datetime('now', '-{self.kept_days} days')"
        return [
            f"""
            CREATE TRIGGER {self.table}_no_update BEFORE UPDATE ON {self.table}
            BEGIN SELECT RAISE(ABORT, '{words}'); END
            """,
            f"""
            CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} {when}
            BEGIN SELECT RAISE(ABORT, '{words}'); END
            """,
        ]
