"""The way in leads to the right lease, and someone who holds several goes from one to the other."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from espace_locataire.dossier.models import Dossier
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_and_garage(export: ExportFolder) -> tuple[Tenant, Dossier]:
    export.dossier("2000000001A", "200000000")
    export.dossier("2000000002B", "200000000", nature="garage")
    export.bring_in()
    return tenant_of("2000000001A", UserFactory.create()), Dossier.objects.get(reference="2000000002B")


def entry(client: Client) -> str:
    return client.get(reverse("espace_locataire")).headers["Location"]


def test_the_only_lease_opens_at_once(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    assert entry(mine.client()) == mine.url("accueil")


def test_of_several_the_home_opens_first(home_and_garage: tuple[Tenant, Dossier]) -> None:
    tenant, _ = home_and_garage
    assert entry(tenant.client()) == tenant.url("accueil")


def test_then_the_last_one_opened(home_and_garage: tuple[Tenant, Dossier]) -> None:
    tenant, garage = home_and_garage
    client = tenant.client()
    client.get(reverse("documents", args=[garage.cle]))
    assert entry(client) == reverse("accueil", args=[garage.cle])
    client.get(tenant.url("accueil"))
    assert entry(client) == tenant.url("accueil")


def test_the_pages_show_both_and_which_one_is_open(home_and_garage: tuple[Tenant, Dossier]) -> None:
    tenant, garage = home_and_garage
    page = tenant.client().get(reverse("accueil", args=[garage.cle])).text
    assert f'href="{tenant.url("accueil")}"' in page
    assert f'href="{reverse("accueil", args=[garage.cle])}" aria-current="true"' in page


def test_someone_with_no_lease_is_told_what_to_do(client: Client) -> None:
    client.force_login(UserFactory.create())
    response = client.get(reverse("espace_locataire"))
    assert response.status_code == 200
    assert "neuf chiffres, en haut de votre avis d’échéance" in response.text


def test_every_holder_has_their_own_way_in(export: ExportFolder) -> None:
    export.dossier("2000000001A", "200000000")
    export.titulaire("2000000001A", "200000001", role="cotitulaire")
    export.bring_in()
    first = tenant_of("2000000001A", UserFactory.create(), "200000000")
    second = tenant_of("2000000001A", UserFactory.create(), "200000001")
    assert entry(first.client()) == entry(second.client()) == first.url("accueil")


@pytest.mark.parametrize(
    ("role", "du", "au", "sees"),
    [
        ("cotitulaire", "", "", True),
        ("cotitulaire", "2020-01-01", "", True),
        ("cotitulaire", "", "2020-12-31", False),
        ("cotitulaire", "2190-01-01", "", False),
        ("cotitulaire", "2020-01-01", "2190-12-31", True),
    ],
)
def test_a_holder_sees_the_lease_from_their_first_day_to_their_last(
    export: ExportFolder, role: str, du: str, au: str, sees: bool
) -> None:
    export.dossier("2000000001A", "200000000")
    export.titulaire("2000000001A", "200000001", role=role, du=du, au=au)
    export.bring_in()
    second = tenant_of("2000000001A", UserFactory.create(), "200000001")
    assert (second.client().get(second.url("accueil")).status_code == 200) == sees


def test_whoever_stayed_to_the_end_keeps_the_papers_and_whoever_left_before_does_not(export: ExportFolder) -> None:
    export.dossier("2000000001A", "200000000", date_sortie="2024-08-31")
    export.row("titulaires.csv", "2000000001A")["au"] = "2024-08-31"
    export.titulaire("2000000001A", "200000001", role="cotitulaire", au="2023-01-31")
    export.bring_in()
    dossier = Dossier.objects.get()
    stayed = tenant_of("2000000001A", UserFactory.create(), "200000000")
    left = tenant_of("2000000001A", UserFactory.create(), "200000001")
    assert list(Dossier.objects.held_by(stayed.user)) == [dossier]
    assert list(Dossier.objects.held_by(left.user)) == []
    assert list(Dossier.objects.held_by(left.user, date(2022, 1, 1))) == [dossier]


def test_the_file_shows_dwelling_lease_holders_and_occupants(export: ExportFolder) -> None:
    export.dossier("2000000001A", "200000000")
    export.row("locataires.csv", "200000000").update(prenom="Văn Minh", nom="NGUYỄN")
    export.add("occupants.csv", id="O1", dossier="2000000001A", nom="NGUYỄN", prenom="Zoé", lien="enfant")
    export.row("logements.csv", "L-2000000001A").update(type="T3", surface="63,5", complement="Appartement 34")
    export.bring_in()
    tenant = tenant_of("2000000001A", UserFactory.create())
    page = tenant.client().get(tenant.url("dossier")).text
    for text in (
        "1 rue du Moulin, Appartement 34",
        "28000 Chartres",
        "T3",
        "63,5 m²",
        "Văn Minh NGUYỄN",
        "Zoé NGUYỄN",
    ):
        assert text in page
    assert "1er mars 2015" in page


def test_an_occupant_who_left_is_no_longer_shown(export: ExportFolder) -> None:
    export.dossier("2000000001A", "200000000")
    export.add("occupants.csv", id="O1", dossier="2000000001A", nom="NGUYỄN", prenom="Zoé", lien="enfant")
    export.bring_in()
    export.rows["occupants.csv"].clear()
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    tenant = tenant_of("2000000001A", UserFactory.create())
    page = tenant.client().get(tenant.url("dossier")).text
    assert "Zoé" not in page
    assert "Personne d’autre n’est inscrit" in page
