"""The ledger only grows: the database itself refuses to change or delete an entry."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSE = {
    "postgresql": [
        """
        CREATE FUNCTION solde_ecriture_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'solde_ecriture is append-only' USING ERRCODE = 'restrict_violation';
        END $$
        """,
        """
        CREATE TRIGGER solde_ecriture_append_only BEFORE UPDATE OR DELETE ON solde_ecriture
        FOR EACH ROW EXECUTE FUNCTION solde_ecriture_refuse()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER solde_ecriture_no_update BEFORE UPDATE ON solde_ecriture
        BEGIN SELECT RAISE(ABORT, 'solde_ecriture is append-only'); END
        """,
        """
        CREATE TRIGGER solde_ecriture_no_delete BEFORE DELETE ON solde_ecriture
        BEGIN SELECT RAISE(ABORT, 'solde_ecriture is append-only'); END
        """,
    ],
}
ALLOW = {
    "postgresql": [
        "DROP TRIGGER solde_ecriture_append_only ON solde_ecriture",
        "DROP FUNCTION solde_ecriture_refuse()",
    ],
    "sqlite": ["DROP TRIGGER solde_ecriture_no_update", "DROP TRIGGER solde_ecriture_no_delete"],
}


def refuse_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    for statement in REFUSE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow_changes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("solde", "0001_initial")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
