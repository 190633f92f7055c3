"""Private files in a folder and in an S3 store: the same trips, and what happens when the store is away."""

import io
import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from unittest import mock
from zipfile import ZipFile

import boto3
import pytest
from config.s3 import s3_storages
from django.core.files.storage import storages
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from environ import Env
from moto.server import ThreadedMotoServer
from PIL import Image
from pytest_django import Settings

from espace_locataire.documents.models import Document, MadeDocument
from espace_locataire.dossier.discarding import delete_due, delete_with_files
from espace_locataire.dossier.models import Attestation, DiscardedFile, Piece
from tests.compte.factories import UserFactory
from tests.dossier.proofs import photograph
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
BUCKETS = ("public", "prive")


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """Run an S3 store for the time of these tests; return its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address, place = f"http://{host}:{port}", "eu-west-3"
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id="id", aws_secret_access_key="secret", region_name=place
    )
    for bucket in BUCKETS:
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": place})
    client.close()
    yield address
    server.stop()


def use_store(settings: Settings, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Keep private files in this store from now on, with the settings of production."""
    names = {
        "S3_ENDPOINT_URL": address,
        "S3_ACCESS_KEY_ID": "id",
        "S3_SECRET_ACCESS_KEY": "secret",
        "S3_REGION": "eu-west-3",
        "S3_PUBLIC_BUCKET": BUCKETS[0],
        "S3_PRIVATE_BUCKET": BUCKETS[1],
    }
    with mock.patch.dict(os.environ, names):
        settings.STORAGES = {**settings.STORAGES, "private": s3_storages(Env())["private"]}
    # A field asks for its storage once, when the site starts.
    for model in (Document, MadeDocument, Piece):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", storages["private"])


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep private files in a folder, then in an S3 store."""
    if request.param == "s3":
        use_store(settings, monkeypatch, request.getfixturevalue("store"))


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    export.dossier("1000000010A")
    export.document("1000000010A")
    export.bring_in()
    return tenant_of("1000000010A", UserFactory.create())


def certificate() -> dict[str, object]:
    """Return what a tenant types about their insurance."""
    today = timezone.localdate()
    return {
        "assureur": "Mutuelle de la Démonstration",
        "police": "MRH-1",
        "du": today.isoformat(),
        "au": (today + timedelta(days=364)).isoformat(),
    }


def send(tenant: Tenant) -> str:
    """Send a certificate photographed with a telephone; return the page that answers."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = tenant.client().post(
            tenant.url("assurance"), {**certificate(), "pieces": [photograph()]}, follow=True
        )
    return response.text


@pytest.mark.usefixtures("storage")
def test_a_photograph_is_kept_without_its_place_and_given_back(tenant: Tenant) -> None:
    assert "Votre attestation est envoyée" in send(tenant)
    piece = Piece.objects.get()
    assert "photo" not in str(piece.file.name)
    with storages["private"].open(str(piece.file.name)) as kept:
        content = kept.read()
    exif = Image.open(io.BytesIO(content)).getexif()
    assert not exif
    assert not exif.get_ifd(0x8825)
    response = tenant.client().get(tenant.url("piece", piece.pk))
    assert response.getvalue() == content
    assert response.headers["Content-Type"] == "image/jpeg"


@pytest.mark.usefixtures("storage")
def test_papers_of_the_import_are_opened_and_leave_as_a_zip(tenant: Tenant) -> None:
    document = Document.objects.get()
    opened = tenant.client().get(tenant.url("document", document.pk)).getvalue()
    assert opened.startswith(b"%PDF-")
    archive = ZipFile(io.BytesIO(tenant.client().get(tenant.url("documents_zip")).getvalue()))
    assert [archive.read(name) for name in archive.namelist()] == [opened]


@pytest.mark.usefixtures("storage")
def test_a_paper_made_on_the_spot_is_kept_and_found_by_its_code(tenant: Tenant) -> None:
    tenant.client().post(tenant.url("make_document"), {"sorte": "attestation-location"})
    made = MadeDocument.objects.get()
    assert tenant.client().get(tenant.url("made_document", made.pk)).getvalue().startswith(b"%PDF-")
    assert Client().get(reverse("verify", args=[made.code])).status_code == 200


@pytest.mark.usefixtures("storage")
def test_a_file_goes_with_its_row(tenant: Tenant) -> None:
    send(tenant)
    piece = Piece.objects.get()
    name = str(piece.file.name)
    assert storages["private"].exists(name)
    with TestCase.captureOnCommitCallbacks(execute=True):
        delete_with_files([piece])
    assert not storages["private"].exists(name)
    assert not DiscardedFile.objects.exists()


@pytest.mark.usefixtures("storage")
def test_a_file_that_is_not_what_came_in_is_not_given(tenant: Tenant) -> None:
    document = Document.objects.get()
    Document.objects.update(sha256="0" * 64)
    assert tenant.client().get(tenant.url("document", document.pk)).status_code == 503


@pytest.fixture
def away(tenant: Tenant, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Tenant:
    """Have a tenant's files in a store that no longer answers."""
    send(tenant)
    use_store(settings, monkeypatch, "http://127.0.0.1:9")
    return tenant


def test_a_store_that_does_not_answer_is_said_plainly(away: Tenant, caplog: pytest.LogCaptureFixture) -> None:
    client, document, piece = away.client(), Document.objects.get(), Piece.objects.get()
    assert "ne peut pas être ouvert" in client.get(away.url("piece", piece.pk)).content.decode()
    for url in (away.url("document", document.pk), away.url("piece", piece.pk)):
        assert client.get(url).status_code == 503
    archive = ZipFile(io.BytesIO(client.get(away.url("documents_zip")).getvalue()))
    assert [name for name in archive.namelist() if name.endswith(".txt")] == archive.namelist()
    assert away.user.email not in caplog.text


def test_what_was_typed_stays_when_the_store_takes_no_file(away: Tenant) -> None:
    Attestation.objects.all().delete()
    page = send(away)
    assert "n’a pas pu être gardé" in page
    assert 'value="MRH-1"' in page
    assert not Attestation.objects.exists()


def test_a_paper_is_not_made_when_the_store_takes_no_file(away: Tenant) -> None:
    response = away.client().post(away.url("make_document"), {"sorte": "attestation-location"})
    assert "notre stockage ne répond pas" in response.text
    assert not MadeDocument.objects.exists()


def test_a_file_that_cannot_be_deleted_yet_is_deleted_later(
    tenant: Tenant, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tenant)
    piece = Piece.objects.get()
    folder, name = storages["private"], str(piece.file.name)
    with monkeypatch.context() as broken:
        use_store(settings, broken, "http://127.0.0.1:9")
        with TestCase.captureOnCommitCallbacks(execute=True):
            delete_with_files([piece])
        assert not Piece.objects.exists()
        assert DiscardedFile.objects.get().attempts == 1
    monkeypatch.setattr("espace_locataire.dossier.discarding.private_storage", lambda: folder)
    assert delete_due() == 0
    assert delete_due(timezone.now() + timedelta(hours=1)) == 1
    assert not folder.exists(name)
    assert not DiscardedFile.objects.exists()
