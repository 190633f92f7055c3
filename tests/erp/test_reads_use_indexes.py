"""Reading one lease's account and papers costs the same in a table of millions: the plan goes by an index."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from espace_locataire.compte.models import Locataire, User
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.standing import dossiers_of
from espace_locataire.solde.ledger import months_of, solde_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db

LEASES, ENTRIES, PAPERS = 300, 24, 4
LARGE_TABLES = ["solde_ecriture", "documents_document", "dossier_dossier", "dossier_titulaire", "compte_locataire"]
READS: dict[str, Callable[[Dossier, User], object]] = {
    "solde_of": lambda dossier, user: solde_of(dossier, date(2026, 12, 1)),
    "months_of": lambda dossier, user: months_of(dossier, date(2026, 1, 1), date(2026, 12, 1)),
    "documents of a lease": lambda dossier, user: list(Document.objects.of(dossier).with_news_for(user)),
    "kinds and years of documents": lambda dossier, user: Document.objects.kinds_and_years_of(dossier),
    "leases held": lambda dossier, user: list(Dossier.objects.held_by(user)),
    "leases helped with": lambda dossier, user: list(Dossier.objects.helped_by(user)),
    "leases held or helped with": lambda dossier, user: dossiers_of(user),
}


@pytest.fixture
def portfolio(tmp_path: Path) -> Dossier:
    """Bring in enough leases for a plan to prefer an index, and return one of them."""
    folder = ExportFolder(tmp_path)
    for number in range(LEASES):
        reference = f"{number:010}A"
        folder.dossier(reference, f"{number:09}")
        for month in range(ENTRIES // 2):
            folder.ecriture(reference, 40_000, f"2026-{month + 1:02}-01")
            folder.ecriture(reference, -40_000, f"2026-{month + 1:02}-05")
        for _paper in range(PAPERS):
            folder.document(reference)
    folder.bring_in()
    Locataire.objects.filter(reference_client="000000007").update(user=User.objects.create_user("a@demo.example"))
    return Dossier.objects.get(reference="0000000007A")


@pytest.mark.parametrize("name", READS)
def test_no_large_table_is_read_whole(portfolio: Dossier, name: str) -> None:
    user = User.objects.get()
    with connection.cursor() as cursor:
        # What the server's own housekeeping does after a load.
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        READS[name](portfolio, user)
    assert len(queries)
    for query in queries.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + query["sql"])
            plan = "\n".join(str(row) for row in cursor.fetchall())
        for table in LARGE_TABLES:
            # « SCAN solde_ecriture » is SQLite's word, « Seq Scan on solde_ecriture » PostgreSQL's.
            scans = [line for line in plan.splitlines() if f"SCAN {table}" in line or f"Seq Scan on {table}" in line]
            assert scans == [], plan
