"""Migrations of large tables that must not stop a site in service."""

from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently


class AddIndexInService(AddIndexConcurrently):
    """Adds an index without keeping anyone from writing: PostgreSQL builds it aside, SQLite has one user at a time.

    The migration says `atomic = False` and does nothing else.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the index."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            super(AddIndexConcurrently, self).database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it away."""
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            super(AddIndexConcurrently, self).database_backwards(app_label, schema_editor, from_state, to_state)

    def _ensure_not_in_transaction(self, schema_editor: Any) -> None:
        # SQL that is only written down runs nowhere.
        if not schema_editor.collect_sql:
            super()._ensure_not_in_transaction(schema_editor)
