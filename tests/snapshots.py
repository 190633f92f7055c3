"""What some function writes to the database, kept once and put back for each test in a few milliseconds."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.test import TestCase
from wagtail.models import Site

Row = tuple[Any, ...]


def _tables() -> list[tuple[str, str]]:
    """Return (table, its key) of every table of a model, but those of Wagtail's own search, tied to virtual tables."""
    found: dict[str, str] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.app_label != "wagtailsearch":
            found[model._meta.db_table] = str(model._meta.pk.column)
    return sorted(found.items())


def _rows(table: str, key: str) -> tuple[list[str], dict[Any, Row]]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quote(key)}, * FROM {quote(table)}")
        columns = [column[0] for column in cursor.description[1:]]
        return columns, {row[0]: row[1:] for row in cursor.fetchall()}


class Snapshot:
    """The rows a function adds, changes and takes away, starting from an empty site."""

    def __init__(self, make: Callable[[], models.Model]) -> None:
        """Run `make` in a transaction that is undone, and remember what it changed."""
        self.changes: list[tuple[str, str, list[str], list[Any], list[Row]]] = []
        with transaction.atomic():
            before = {table: _rows(table, key) for table, key in _tables()}
            with TestCase.captureOnCommitCallbacks(execute=True):
                made = make()
            self.model, self.pk = type(made), made.pk
            for table, key in _tables():
                columns, after = _rows(table, key)
                old = before[table][1]
                gone = [pk for pk, row in old.items() if after.get(pk) != row]
                new = [row for pk, row in after.items() if old.get(pk) != row]
                if gone or new:
                    self.changes.append((table, key, columns, gone, new))
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()

    def put_back(self) -> Any:
        """Make the same changes again, and return what `make` returned, read anew."""
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            for table, key, _columns, gone, _new in self.changes:
                for pk in gone:
                    cursor.execute(f"DELETE FROM {quote(table)} WHERE {quote(key)} = %s", [pk])
            for table, _key, columns, _gone, new in self.changes:
                names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                for row in new:
                    cursor.execute(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", row)
        Site.clear_site_root_paths_cache()
        return self.model._default_manager.get(pk=self.pk)
