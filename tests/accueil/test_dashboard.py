"""Accueil says what matters today in words anyone understands, whatever the state of the account."""

import pytest
from pytest_django import Settings

from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


def tenant_with(export: ExportFolder, *entries: tuple[int, str, str]) -> Tenant:
    """Bring in the leaflet's lease with these entries (cents, day, due day)."""
    export.residence("R01", gardien_nom="Loge 1", gardien_telephone="02 00 00 00 01", nom="Les Comtesses")
    export.dossier(REFERENCE)
    export.row("locataires.csv", REFERENCE[:9])["prenom"] = "Camille"
    export.row("logements.csv", f"L-{REFERENCE}").update(adresse="12 rue des Comtesses", complement="Appartement 34")
    for cents, day, due in entries:
        export.ecriture(REFERENCE, cents, day, echeance=due)
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def text_of(tenant: Tenant, page: str = "accueil") -> str:
    return tenant.client().get(tenant.url(page)).text


def test_it_greets_and_says_which_lease_this_is(export: ExportFolder) -> None:
    page = text_of(tenant_with(export))
    for text in ("Bonjour Camille", "12 rue des Comtesses, Appartement 34", "28000 Chartres", REFERENCE):
        assert text in page


@pytest.mark.parametrize("page", ["accueil", "paiement"])
def test_a_credit_is_said_in_the_words_of_the_leaflet(export: ExportFolder, page: str) -> None:
    shown = text_of(tenant_with(export, (-9_550, "2024-12-02", "")), page)
    assert "Votre solde est créditeur de" in shown
    assert "95,50\u202f€" in shown
    assert "rien à payer" in shown
    assert "solde au 23 novembre 2026" in shown


@pytest.mark.parametrize("page", ["accueil", "paiement"])
def test_a_debt_that_is_late_is_red_and_says_since_when(export: ExportFolder, page: str) -> None:
    shown = text_of(tenant_with(export, (41_237, "2025-11-01", "2025-11-05")), page)
    assert "Votre solde est débiteur de" in shown
    assert '<p class="amount late">412,37\u202f€</p>' in shown
    assert "En retard depuis le 5 novembre 2025" in shown
    assert "Toute cette somme est en retard" in shown


def test_someone_late_is_told_whom_to_call(export: ExportFolder) -> None:
    assert "Du mal à payer\u202f? Appelez-nous vite" in text_of(tenant_with(export, (100, "2025-11-01", "2025-11-05")))


def test_a_debt_not_due_yet_is_not_red(export: ExportFolder) -> None:
    shown = text_of(tenant_with(export, (41_237, "2026-11-20", "2150-12-05")))
    assert '<p class="amount">412,37\u202f€</p>' in shown
    assert "À payer au plus tard le 5 décembre 2150" in shown
    assert "retard" not in shown


def test_of_a_debt_late_in_part_the_late_part_is_said(export: ExportFolder) -> None:
    shown = text_of(tenant_with(export, (10_000, "2025-11-01", "2025-11-05"), (40_000, "2026-11-20", "2150-12-05")))
    assert "500,00\u202f€" in shown
    assert "Sur cette somme, 100,00\u202f€ sont en retard" in shown


def test_a_settled_account_says_so(export: ExportFolder) -> None:
    shown = text_of(tenant_with(export, (100, "2025-11-01", "2025-11-05"), (-100, "2025-11-05", "")))
    assert "Votre compte est à jour\u202f: vous n’avez rien à payer." in shown.replace("\u00a0:", "\u202f:")


def test_it_shows_whom_to_call(export: ExportFolder) -> None:
    shown = text_of(tenant_with(export))
    assert "Loge 1" in shown
    assert "tel:+33200000001" in shown


def test_the_latest_papers_are_there_three_at_most(export: ExportFolder) -> None:
    for month in ("07", "08", "09", "10"):
        export.document(REFERENCE, f"2024-{month}")
    shown = text_of(tenant_with(export))
    assert "Avis d’échéance — Octobre 2024" in shown
    assert "Avis d’échéance — Juillet 2024" not in shown


def test_tabs_are_links_that_work_and_none_is_dead(export: ExportFolder) -> None:
    tenant = tenant_with(export)
    shown = text_of(tenant)
    client = tenant.client()
    labels = ["Accueil", "Dossier", "Paiement", "Documents"]
    for name, label in zip(["accueil", "dossier", "paiement", "documents"], labels, strict=True):
        assert f'href="{tenant.url(name)}"' in shown
        assert label in shown
        assert client.get(tenant.url(name)).status_code == 200


@pytest.mark.parametrize("page", ["accueil", "dossier", "paiement", "documents"])
def test_private_pages_are_kept_by_no_cache(neighbours: tuple[Tenant, Tenant], page: str) -> None:
    mine, _ = neighbours
    response = mine.client().get(mine.url(page))
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["accueil", "dossier", "paiement", "documents"])
def test_a_page_costs_the_same_queries_however_long_the_account(
    export: ExportFolder, page: str, settings: Settings, django_assert_max_num_queries: object
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    for number in range(60):
        export.document(REFERENCE, f"{2020 + number // 12}-{number % 12 + 1:02}")
    tenant = tenant_with(
        export, *((40_000, f"{2016 + number // 12}-{number % 12 + 1:02}-01", "") for number in range(120))
    )
    client = tenant.client()
    client.get(tenant.url(page))
    # Of Accueil five are the residence's.
    with django_assert_max_num_queries(15 if page == "accueil" else 10):  # type: ignore[operator]
        assert client.get(tenant.url(page)).status_code == 200


def test_the_area_exists_in_english_too(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    documents = f"/en{mine.url('documents')}"
    page = mine.client().get(f"/en{mine.url('accueil')}").text
    assert '<html lang="en">' in page
    assert f'href="{documents}"' in page
