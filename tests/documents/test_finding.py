"""A tenant of thirty years finds one paper: by year, by kind, in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import Settings

from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant with papers of three years."""
    export.dossier(REFERENCE)
    export.document(REFERENCE, "2024-10", titre="Avis d’échéance", date="2024-09-25")
    export.document(REFERENCE, "2024-10", nature="quittance", titre="Quittance de loyer", date="2024-11-02")
    export.document(REFERENCE, "2024-08", titre="Avis d’échéance", date="2024-07-25")
    export.document(REFERENCE, "2023-10", titre="Avis d’échéance", date="2023-09-25")
    export.document(REFERENCE, "", nature="courrier", titre="Travaux de l’ascenseur", date="2022-02-03")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def titles(tenant: Tenant, language: str = "fr", **query: str) -> list[str]:
    """Return the titles the list shows for this query."""
    with translation.override(language):
        url = tenant.url("documents")
    page = tenant.client().get(url, query).text
    return [part.split(">", 1)[1].split("<")[0] for part in page.split('class="row-title"')[1:]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("octobre 2024", ["Quittance — Octobre 2024", "Avis d’échéance — Octobre 2024"]),
        ("OCT", ["Quittance — Octobre 2024", "Avis d’échéance — Octobre 2024", "Avis d’échéance — Octobre 2023"]),
        ("quittances", ["Quittance — Octobre 2024"]),
        ("10/2023", ["Avis d’échéance — Octobre 2023"]),
        ("échéance aout", ["Avis d’échéance — Août 2024"]),
        ("ecHeance 08 2024", ["Avis d’échéance — Août 2024"]),
        ("ascenseur", ["Courrier — Février 2022"]),
        ("février", ["Courrier — Février 2022"]),
        ("chauffage", []),
        ("%", None),
    ],
)
def test_words_lead_to_papers_whatever_their_accents(tenant: Tenant, words: str, found: list[str] | None) -> None:
    shown = titles(tenant, q=words)
    assert shown == found if found is not None else len(shown) == 5


def test_an_english_reader_searches_in_both_languages(tenant: Tenant) -> None:
    for words in ("october 2024", "octobre 2024"):
        assert len(titles(tenant, "en", q=words)) == 2


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"annee": "2024"}, 3),
        ({"annee": "2022"}, 1),
        ({"annee": "2024", "nature": "quittance"}, 1),
        ({"annee": "2024", "nature": "avis_echeance", "q": "août"}, 1),
        ({"annee": "1998"}, 5),
        ({"annee": "x\x00", "nature": "poème", "q": "\x00"}, 5),
    ],
)
def test_a_year_and_a_kind_can_be_chosen_together(tenant: Tenant, query: dict[str, str], count: int) -> None:
    assert len(titles(tenant, **query)) == count


def test_finding_nothing_says_what_to_do(tenant: Tenant) -> None:
    page = tenant.client().get(tenant.url("documents"), {"q": "<piscine>"}).text
    assert "Aucun document trouvé" in page
    assert "Voir tous les documents" in page
    assert "&lt;piscine&gt;" in page


def test_thirty_years_of_papers_cost_as_many_queries_as_a_few(export: ExportFolder, settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    export.dossier(REFERENCE)
    for number in range(600):
        export.document(REFERENCE, f"{1996 + number // 20}-{number % 12 + 1:02}", content=b"%PDF-1.4\n%%EOF\n")
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    client = tenant.client()
    # What stands around every page is asked for once, then kept for a while.
    client.get(tenant.url("documents"))
    for query in ({}, {"q": "octobre"}, {"annee": "2001", "nature": "avis_echeance"}, {"page": "9"}):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(tenant.url("documents"), query).text
        assert page.count('class="row-title"') >= 20
        assert len(queries) <= 10, "\n".join(query["sql"][:110] for query in queries)
