"""The ledger only grows: the database itself refuses anything else."""

import pytest
from django.db import DatabaseError, connection, transaction

from espace_locataire.solde.models import Ecriture
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE solde_ecriture SET amount_cents = amount_cents + 1",
        "UPDATE solde_ecriture SET label = label",
        "DELETE FROM solde_ecriture",
    ],
)
def test_no_statement_changes_or_deletes_an_entry(neighbours: tuple[Tenant, Tenant], statement: str) -> None:
    before = list(Ecriture.objects.values())
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert list(Ecriture.objects.values()) == before


def test_nor_does_the_code(neighbours: tuple[Tenant, Tenant]) -> None:
    entry = Ecriture.objects.first()
    assert entry is not None
    entry.amount_cents += 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
