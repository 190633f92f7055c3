"""Accountants and administrators read what came in and what was refused; nobody changes it."""

import pytest
from django.test import Client
from django.urls import reverse

from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from tests.compte.factories import StaffFactory, UserFactory
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(export: ExportFolder) -> tuple[ImportRun, ImportRun]:
    """Return a run that was imported and one that was refused."""
    export.dossier("1000000010A")
    export.ecriture("1000000010A", 100)
    imported = export.bring_in()
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.ecriture("9999999999Z", 100)
    return imported, import_folder(export.write(), launched_by="tests")


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("Rédaction", False),
        ("Publication", False),
        ("Gestion locative", False),
        ("Service technique", False),
        ("Comptabilité", True),
        ("Administration", True),
    ],
)
def test_some_roles_see_the_imports(client: Client, runs: tuple[ImportRun, ImportRun], role: str, sees: bool) -> None:
    client.force_login(StaffFactory.create(role=role))
    for address in (reverse("imports:index"), reverse("imports:inspect", args=[runs[1].pk])):
        assert (client.get(address).status_code == 200) == sees


def test_a_refused_import_says_what_to_mend_and_where(client: Client, runs: tuple[ImportRun, ImportRun]) -> None:
    client.force_login(StaffFactory.create(role="Comptabilité"))
    page = client.get(reverse("imports:inspect", args=[runs[1].pk])).text
    for text in ("Refusé, rien n’a changé", "ecritures.csv", "9999999999Z", "1 anomalie. Rien n’a été importé."):
        assert text in page


def test_an_import_says_what_came_in(client: Client, runs: tuple[ImportRun, ImportRun]) -> None:
    client.force_login(StaffFactory.create(role="Comptabilité"))
    page = client.get(reverse("imports:inspect", args=[runs[0].pk])).text
    assert "dossiers.csv" in page
    assert "Nouvelles" in page


@pytest.mark.parametrize("screen", ["add", "edit", "delete"])
def test_nobody_changes_an_import_not_even_with_every_right(
    client: Client, runs: tuple[ImportRun, ImportRun], screen: str
) -> None:
    client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    arguments = [] if screen == "add" else [runs[0].pk]
    response = client.post(reverse(f"imports:{screen}", args=arguments), {"folder": "/ailleurs"})
    assert response.status_code == 302
    assert ImportRun.objects.count() == 2
    assert not ImportRun.objects.filter(folder="/ailleurs").exists()


def test_the_list_costs_the_same_however_many_there_are(
    client: Client, runs: tuple[ImportRun, ImportRun], django_assert_max_num_queries: object
) -> None:
    client.force_login(StaffFactory.create(role="Comptabilité"))
    for number in range(25):
        ImportRun.objects.create(
            launched_by="tests",
            started_at=runs[1].started_at,
            finished_at=runs[1].finished_at,
            outcome="unchanged",
            folder=f"/export/{number}",
        )
    client.get(reverse("imports:index"))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert client.get(reverse("imports:index")).text.count("Déjà importé") >= 25
