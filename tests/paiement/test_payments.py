"""Paiement shows the account month by month, twelve at a time, in words and not in accounting."""

import pytest

from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant with two and a half years of rent, paid but for the last month."""
    export.dossier(REFERENCE)
    for index in range(30):
        month = f"{2024 + (index + 5) // 12}-{(index + 5) % 12 + 1:02}"
        export.ecriture(REFERENCE, 40_000, f"{month}-01", libelle=f"Loyer {month}")
        export.ecriture(REFERENCE, -12_000, f"{month}-01", nature="apl", libelle=f"APL {month}")
        if index < 29:
            export.ecriture(REFERENCE, -28_000, f"{month}-05", libelle=f"Règlement {month}")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def page(tenant: Tenant, **query: str) -> str:
    return tenant.client().get(tenant.url("paiement"), query).text


def test_it_says_what_was_asked_deducted_and_paid(tenant: Tenant) -> None:
    shown = page(tenant)
    for text in (
        "Vos paiements pour le dossier",
        REFERENCE,
        "Novembre 2026",
        "Ce qui vous a été demandé",
        "Loyer 2026-11",
        "Ce qui a été déduit",
        "\u2212120,00\u202f€",
        "Ce que vous avez payé",
        "Règlement 2026-10",
    ):
        assert text in shown


def test_it_says_where_the_account_stood_at_the_end_of_each_month(tenant: Tenant) -> None:
    shown = page(tenant)
    assert shown.count("À la fin du mois, il restait à payer") == 1
    assert shown.count("À la fin du mois, rien à payer") == 11


def test_twelve_months_at_a_time_back_to_the_first_and_forth_again(tenant: Tenant) -> None:
    newest = page(tenant)
    assert "Décembre 2025" in newest
    assert "Loyer 2025-11" not in newest
    assert "?mois=2025-11" in newest
    assert "Mois plus récents" not in newest
    older = page(tenant, mois="2025-11")
    assert "Loyer 2025-11" in older
    assert "?mois=2024-11" in older
    assert "?mois=2026-11" in older
    oldest = page(tenant, mois="2024-11")
    assert "Loyer 2024-06" in oldest
    assert "Mois plus anciens" not in oldest


@pytest.mark.parametrize("asked", ["", "hier", "2026-13", "9999-99", "２０２６-11", "-1", "2190-01"])
def test_a_month_that_is_not_one_shows_the_newest(tenant: Tenant, asked: str) -> None:
    assert "Loyer 2026-11" in page(tenant, mois=asked)


def test_a_month_before_the_first_says_there_is_nothing(tenant: Tenant) -> None:
    assert "Rien n’a été demandé ni payé" in page(tenant, mois="2020-01")


def test_each_kind_of_line_shown_is_explained_and_no_other(tenant: Tenant) -> None:
    shown = page(tenant)
    assert "Le prix de la location de votre logement pour le mois." in shown
    assert "L’aide que la CAF ou la MSA nous verse pour vous." in shown
    assert "Une remise de loyer prévue par la loi" not in shown


def test_an_account_without_entries_explains_itself(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.bring_in()
    shown = page(tenant_of(REFERENCE, UserFactory.create()))
    assert "Rien à montrer pour l’instant" in shown
