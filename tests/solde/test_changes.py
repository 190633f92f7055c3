"""Why a month does not cost what the one before did, and the months as a drawing."""

from datetime import date

import pytest

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.changes import Comparison, compare
from espace_locataire.solde.chart import HEIGHT, WIDTH, chart_of
from espace_locataire.solde.ledger import Mois, months_of
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "1000000010A"


def months(export: ExportFolder, *entries: tuple[str, int, str]) -> list[Mois]:
    """Bring in a lease with these entries (nature, cents, day); return its months, the newest first."""
    export.dossier(REFERENCE)
    for nature, cents, day in entries:
        export.ecriture(REFERENCE, cents, day, nature=nature, echeance=day if cents > 0 else "")
    export.bring_in()
    return months_of(Dossier.objects.get(), date(2026, 1, 1), date(2027, 1, 1))


def compared(export: ExportFolder, *entries: tuple[str, int, str]) -> Comparison:
    found = compare(months(export, *entries))
    assert found is not None
    return found


OCTOBER = [("loyer", 40_000, "2026-10-01"), ("charges", 9_000, "2026-10-01"), ("apl", -12_000, "2026-10-05")]


def test_each_cause_has_its_line_and_payments_are_none(export: ExportFolder) -> None:
    found = compared(
        export,
        *OCTOBER,
        ("paiement", -37_000, "2026-10-06"),
        ("loyer", 40_350, "2026-11-01"),
        ("charges", 9_000, "2026-11-01"),
        ("apl", -10_000, "2026-11-05"),
        ("regularisation", 5_000, "2026-11-10"),
        ("paiement", -1_000, "2026-11-12"),
    )
    assert [(change.nature, change.difference_cents) for change in found.changes] == [
        ("loyer", 350),
        ("apl", 2_000),
        ("regularisation", 5_000),
    ]
    assert found.difference_cents == 7_350
    assert [month.first_day.month for month in (found.before, found.now)] == [10, 11]


def test_what_is_no_longer_asked_is_a_cause_too(export: ExportFolder) -> None:
    found = compared(export, *OCTOBER, ("loyer", 40_000, "2026-11-01"))
    assert [(change.nature, change.before_cents, change.now_cents) for change in found.changes] == [
        ("charges", 9_000, 0),
        ("apl", -12_000, 0),
    ]
    assert found.difference_cents == 3_000


def test_the_same_month_twice_has_no_cause(export: ExportFolder) -> None:
    again = [(nature, cents, day.replace("-10-", "-11-")) for nature, cents, day in OCTOBER]
    assert compared(export, *OCTOBER, *again).changes == []


def test_one_month_is_compared_with_nothing(export: ExportFolder) -> None:
    assert compare(months(export, *OCTOBER)) is None


def test_the_drawing_keeps_inside_its_frame_and_says_what_the_table_says(export: ExportFolder) -> None:
    found = months(
        export,
        *OCTOBER,
        ("paiement", -37_000, "2026-10-06"),
        ("loyer", 40_000, "2026-11-01"),
        ("paiement", -80_000, "2026-11-12"),
    )
    chart = chart_of(found)
    assert chart is not None
    assert [(column.month.month, column.asked_cents, column.paid_cents) for column in chart.columns] == [
        (10, 37_000, 37_000),
        (11, 40_000, 80_000),
    ]
    for column in chart.columns:
        for bar in column.bars:
            assert 0 <= bar.x < bar.x + bar.width <= WIDTH
            assert 0 <= bar.y <= HEIGHT
            assert bar.y + bar.height == pytest.approx(HEIGHT, abs=0.2)
    tallest = max((bar for column in chart.columns for bar in column.bars), key=lambda bar: bar.height)
    assert (tallest.kind, tallest in chart.columns[1].bars) == ("paid", True)
    assert chart_of(found[:1]) is None


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    months(export, *OCTOBER, ("loyer", 41_000, "2026-11-01"), ("charges", 9_000, "2026-11-01"))
    return tenant_of(REFERENCE, UserFactory.create())


def test_the_page_tells_it_in_words_with_the_drawing_and_its_table(tenant: Tenant) -> None:
    page = tenant.client().get(tenant.url("paiement")).text
    assert "En novembre, on vous demande 130,00\u202f€ de plus qu’en octobre." in page
    assert "Avant −120,00\u202f€, maintenant 0,00\u202f€." in page
    assert "L’aide que la CAF ou la MSA nous verse pour vous." in page
    assert 'class="chart-asked"' in page
    assert "Voir les chiffres" in page
    assert 'x="3' in page
    english = tenant.client().get(f"/en{tenant.url('paiement')}").text
    assert "In November, we ask you for" in english


def test_looking_back_shows_neither(tenant: Tenant) -> None:
    page = tenant.client().get(tenant.url("paiement") + "?mois=2026-10").text
    assert "on vous demande" not in page
    assert "chart-asked" not in page
