"""Migrations are complete, go back as well as forth, and are safe on a database in service."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(
    configuration.label
    for configuration in apps.get_app_configs()
    if Path(configuration.path).is_relative_to(ROOT) and ".venv" not in configuration.path
)


@pytest.mark.django_db
def test_no_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_migration_can_be_undone() -> None:
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        if label in OURS:
            assert all(operation.reversible for operation in migration.operations), f"{label} {name}"


# Looked at by hand: it makes the indexes of a small table again (papers of tenants, a few rows per home and year),
# in less time than a page takes.
# New tables whose indexes have a condition in parentheses: the linter takes it for the table's name.
LOOKED_AT = ["0004_papers_of_changes", "0001_erasures_and_purges", "0008_aidants"]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_migrations_are_safe_while_the_site_is_in_service() -> None:
    # Ends the process with an error code, and the reasons on its output, when a migration is not safe.
    call_command("lintmigrations", include_apps=OURS, ignore_name=LOOKED_AT, no_cache=True, warnings_as_errors=[])


@pytest.mark.long
def test_the_whole_database_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }

    def migrate(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
        )

    migrate()
    for label in ("erp", "documents", "solde", "dossier", "residence_news", "home"):
        migrate(label, "zero")
    migrate()
