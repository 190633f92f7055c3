"""One screen says everything about a lease, to each as far as their work goes, and remembers who looked."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.urls import reverse

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Consultation
from residence_news.models import Outage
from tests.dossier.tenants import Tenant
from tests.erp.export_folder import ExportFolder
from tests.guichet.counter import MAY_USE, member, screen

pytestmark = pytest.mark.django_db

MONEY, PAPERS, PROOFS, LOG, MESSAGES = (
    "Compte</h2>",
    "Documents</h2>",
    "Mises à jour</h2>",
    "Consultations</h2>",
    "Messages envoyés</h2>",
)


def test_everything_stands_on_one_screen(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    outage = Outage.objects.create(kind="ascenseur", title="Ascenseur en panne", message="Nous réparons.")
    outage.residences.add(mine.dossier.logement.residence)
    client, _ = member()
    page = screen(client, mine.dossier).text
    person = mine.user.locataire
    for text in (
        person.nom,
        person.reference_client,
        mine.user.email,
        "1 rue du Moulin",
        "28000",
        "Ascenseur en panne",
    ):
        assert text in page
    assert "300,00" in page
    assert reverse("attestation_decide", args=[mine.dossier.attestations.get().pk]) in page
    assert reverse("miseajour_decide", args=[mine.dossier.mises_a_jour.get().pk]) in page
    paper = Document.objects.filter(dossier=mine.dossier)[0]
    assert reverse("paper_file", args=[paper.pk]) in page
    assert "Votre changement est arrivé" in page or "Messages envoyés" in page
    assert other.dossier.reference not in page
    assert other.user.email not in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("Gestion locative", {MONEY, PAPERS, PROOFS, MESSAGES}),
        ("Service technique", set()),
        ("Comptabilité", {MONEY, PAPERS, MESSAGES}),
        ("Administration", {MONEY, PAPERS, PROOFS, LOG, MESSAGES}),
    ],
)
def test_each_sees_what_their_work_takes(neighbours: tuple[Tenant, Tenant], role: str, seen: set[str]) -> None:
    mine, _ = neighbours
    client, _user = member(role)
    page = screen(client, mine.dossier).text
    assert {title for title in (MONEY, PAPERS, PROOFS, LOG, MESSAGES) if title in page} == seen
    assert mine.user.locataire.nom in page
    assert ("Voir l’espace de" in page) is (role in ("Gestion locative", "Administration"))


def test_the_technical_staff_reads_no_amount_and_no_paper(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    client, _user = member("Service technique")
    page = screen(client, mine.dossier).text
    assert "€" not in page
    assert "papiers/" not in page
    assert "Avis d’échéance" not in page
    assert "Paiement par" not in page


def test_opening_it_is_kept(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    client, user = member("Service technique")
    screen(client, mine.dossier)
    screen(client, mine.dossier)
    rows = Consultation.objects.filter(act="dossier_opened")
    assert [(row.dossier, row.by, row.by_name) for row in rows] == [(mine.dossier, user, "Nadia Brun")]
    assert not Consultation.objects.filter(dossier=other.dossier).exists()


@pytest.mark.parametrize("role", ["Rédaction", "Publication"])
def test_those_who_write_the_site_see_nothing_and_nothing_is_kept(
    neighbours: tuple[Tenant, Tenant], role: str
) -> None:
    mine, _ = neighbours
    client, _user = member(role)
    assert role not in MAY_USE
    answer = screen(client, mine.dossier)
    assert answer.status_code == 302
    assert screen(client, mine.dossier).status_code == client.get(reverse("guichet_lease", args=[0])).status_code
    assert not Consultation.objects.exists()


def test_an_unknown_lease_is_a_404(neighbours: tuple[Tenant, Tenant]) -> None:
    client, _ = member()
    assert client.get(reverse("guichet_lease", args=[0])).status_code == 404


def test_who_looked_stands_there_for_those_who_read_the_audit(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    agent, _user = member("Service technique")
    screen(agent, mine.dossier)
    admin, _user = member("Administration")
    page = screen(admin, mine.dossier).text
    assert "Dossier ouvert au guichet" in page
    assert f"?dossier={mine.dossier.reference}" in page


def test_a_long_life_costs_no_more(
    export: ExportFolder,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    from espace_locataire.dossier.models import Dossier

    export.dossier("1000000010A")
    for month in range(1, 10):
        export.ecriture("1000000010A", 40_000, f"2026-0{month}-01")
        export.document("1000000010A")
    export.titulaire("1000000010A", "100000099", "cotitulaire")
    export.bring_in()
    client, _ = member("Administration")
    dossier = Dossier.objects.get()
    screen(client, dossier)
    with django_assert_max_num_queries(31):
        assert screen(client, dossier).status_code == 200
