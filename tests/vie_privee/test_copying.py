"""A person gets a copy of all that is held about them, and of nothing that is someone else's."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent
from espace_locataire.documents.models import Document
from espace_locataire.dossier.consulting import record
from espace_locataire.vie_privee.copying import copy_of
from home.personal_data import declared_holdings
from tests.compte.browsing import person_at
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


def copy(tenant: Tenant) -> ZipFile:
    """Return the copy of a tenant's data, as the site gives it."""
    response = person_at(tenant.user).post(reverse("copie_de_mes_donnees"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/zip"
    assert "no-store" in response.headers["Cache-Control"]
    return ZipFile(BytesIO(response.getvalue()))


def rows(archive: ZipFile, name: str) -> list[dict[str, object]]:
    """Return the rows of a kind of data in a copy."""
    found: list[dict[str, object]] = json.loads(archive.read(f"{name}.json"))
    return found


def test_the_copy_holds_every_kind_of_data_and_the_files(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    consents.give(mine.user, Consent.Subject.DOCUMENTS, "Je reçois mes documents par voie électronique.")
    archive = copy(mine)
    assert {f"{holding.name}.json" for holding in declared_holdings()} <= set(archive.namelist())
    assert rows(archive, "compte")[0]["email"] == mine.user.email
    assert rows(archive, "identite")[0]["reference_client"] == mine.user.locataire.reference_client
    assert rows(archive, "accords")[0]["texte_lu"] == "Je reçois mes documents par voie électronique."
    assert [row["reference"] for row in rows(archive, "dossiers")] == [mine.dossier.reference]
    assert {row["sorte"] for row in rows(archive, "envois")} == {"attestation d’assurance", "Naissance"}
    assert [row["montant_centimes"] for row in rows(archive, "comptes")] == [40_000, -10_000]
    documents = rows(archive, "documents")
    assert len(documents) == 2
    for row in documents:
        assert archive.read(str(row["fichier"])).startswith(b"%PDF-")
    sent = [name for name in archive.namelist() if name.startswith("fichiers-envoyes/")]
    assert len(sent) == mine.dossier.pieces.count() > 0
    assert "Vos documents" in archive.read("lisez-moi.txt").decode()


def test_the_copy_holds_nothing_of_the_neighbour(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    archive = copy(mine)
    everything = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".json", ".txt")))
    locataire = other.user.locataire
    for secret in (other.dossier.reference, other.user.email, locataire.reference_client, other.dossier.cle):
        assert secret.encode() not in everything


def test_a_member_of_staff_who_looked_is_not_named(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    record(mine.dossier, StaffFactory.create(first_name="Nadia", last_name="Brun"), "attestation_opened")
    looks = rows(copy(mine), "consultations")
    assert [(look["par"], look["acte"]) for look in looks] == [("Un agent", "Attestation d’assurance consultée")]


def test_a_damaged_file_leaves_the_others_alone(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    Document.objects.filter(dossier=mine.dossier).update(sha256="0" * 64)
    archive = copy(mine)
    [excuse] = [name for name in archive.namelist() if name.startswith("documents/")]
    assert excuse.endswith(".pdf.txt")
    assert "abîmé" in archive.read(excuse).decode()
    assert [name for name in archive.namelist() if name.startswith("documents-obtenus/")]


def test_the_copy_costs_the_same_queries_however_many_papers(
    neighbours: tuple[Tenant, Tenant], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mine, _other = neighbours
    with django_assert_max_num_queries(32):
        assert b"".join(copy_of(mine.user))


def test_it_asks_for_the_password_again_first(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    response = mine.client().post(reverse("copie_de_mes_donnees"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_five_copies_a_day_are_enough(neighbours: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_locataire.vie_privee.views.COPIES", 1)
    client = person_at(neighbours[0].user)
    assert client.post(reverse("copie_de_mes_donnees")).getvalue()
    assert client.post(reverse("copie_de_mes_donnees")).status_code == 429


# What holds nothing a person has not in their copy another way, or nothing about people at all.
OF_NOBODY = {
    "compte.inscription",
    "documents.arretecomptes",
    "notifications.delivery",
    "solde.arretecomptes",
    "dossier.logement",
    "dossier.titulaire",
    "erp.importrun",
    "erp.exportrun",
    "dossier.discardedfile",
    "vie_privee.effacement",
    "vie_privee.purgerun",
    # The payment it is about is in the copy.
    "paiement.webhookevent",
    "paiement.anomalie",
}
IN_THE_COPY = {
    "compte.user",
    "compte.locataire",
    "compte.consent",
    "compte.emailchange",
    "notifications.notification",
    "notifications.preference",
    "dossier.dossier",
    "dossier.occupant",
    "dossier.attestation",
    "dossier.miseajour",
    "dossier.piece",
    "dossier.consultation",
    "solde.ecriture",
    "solde.mouvement",
    "paiement.paiement",
    "paiement.remboursement",
    "paiement.litige",
    "documents.document",
    "documents.reading",
    "documents.madedocument",
}


def test_each_table_of_the_tenant_area_was_thought_of() -> None:
    tables = {
        model._meta.label_lower
        for config in apps.get_app_configs()
        if config.name.startswith("espace_locataire.")
        for model in config.get_models()
    }
    assert tables - OF_NOBODY - IN_THE_COPY == set()
