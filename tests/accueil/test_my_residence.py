"""Accueil says what happens where the tenant lives."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Site

from residence_news.models import Residence
from residence_news.residence_life import life_of
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder
from tests.residence_news.newsroom import Newsroom, in_days, outage, residence

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant of Les Comtesses."""
    export.residence("R01", nom="Les Comtesses", gardien_nom="Loge 1", gardien_horaires="Le matin")
    export.dossier(REFERENCE)
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def shown(tenant: Tenant) -> str:
    return tenant.client().get(tenant.url("accueil")).text


def test_a_quiet_residence_says_so_with_its_caretaker(tenant: Tenant) -> None:
    page = shown(tenant)
    for words in ("Ma résidence", "Les Comtesses", "Loge 1", "Le matin", "Aucune panne, aucuns travaux"):
        assert words in page


def test_it_tells_of_outages_events_and_news_of_here_and_of_everyone(tenant: Tenant) -> None:
    newsroom, here, elsewhere = Newsroom.open(), Residence.objects.get(code="R01"), residence("Ailleurs")
    lift = outage(here)
    outage(elsewhere, kind="chauffage", wide=True)
    newsroom.hold("Fête d’ici", here)
    newsroom.hold("Fête d’ailleurs", elsewhere)
    newsroom.hold("Fête passée", here, starts_at=in_days(-2), ends_at=in_days(-1))
    newsroom.write("Nouvelle de tous")
    newsroom.write("Nouvelle d’ailleurs", elsewhere)
    newsroom.write("Brouillon", here, live=False)
    page = shown(tenant)
    for words in ("Ascenseur à l’arrêt", "Fête d’ici", "Nouvelle de tous", f'href="/travaux-et-pannes/{lift.pk}/"'):
        assert words in page
    for words in ("Chauffage", "Fête d’ailleurs", "Fête passée", "Nouvelle d’ailleurs", "Brouillon"):
        assert words not in page


def test_what_is_mended_goes_at_once(tenant: Tenant) -> None:
    made = outage(Residence.objects.get(code="R01"))
    made.record("retabli")
    assert "Ascenseur" not in shown(tenant)


def test_the_card_is_in_the_language_of_the_page(tenant: Tenant) -> None:
    Newsroom.open().write("En français")
    Newsroom.open("en").write("In English")
    page = tenant.client().get(f"/en{tenant.url('accueil')}").text
    assert "In English" in page
    assert "En français" not in page


def test_the_card_costs_six_queries_at_most(tenant: Tenant, django_assert_max_num_queries: Any) -> None:
    newsroom, here = Newsroom.open(), Residence.objects.get(code="R01")
    outage(here)
    newsroom.hold("Fête", here)
    newsroom.write("Nouvelle", here)
    # Wagtail keeps where each site begins.
    Site.get_site_root_paths()
    with django_assert_max_num_queries(6):
        life = life_of(here)
    assert (len(life.outages), len(life.events), len(life.news)) == (1, 1, 1)


def test_it_costs_the_same_however_much_happens(
    tenant: Tenant, settings: Settings, django_assert_max_num_queries: Any
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    newsroom, here = Newsroom.open(), Residence.objects.get(code="R01")
    for number in range(8):
        outage(here, starts_at=timezone.now() - timedelta(days=number + 1))
        newsroom.hold(f"Fête {number}", here)
        newsroom.write(f"Nouvelle {number}", here)
    client = tenant.client()
    client.get(tenant.url("accueil"))
    with django_assert_max_num_queries(15):
        assert client.get(tenant.url("accueil")).status_code == 200
