"""A tenant sends the insurance certificate; nothing typed or sent is lost, nothing wrong is kept."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.dossier.attestations import OverlapError, insurance_of, send
from espace_locataire.dossier.models import Attestation, Piece
from espace_locataire.dossier.proposals import AlreadyDecidedError, accept, refuse, withdraw
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.proofs import PDF, AttestationFactory, decided, pdf, photograph, piece_of
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = {"du": TODAY.isoformat(), "au": (TODAY + timedelta(days=364)).isoformat()}
RIGHT = {"assureur": "Mutuelle  de l’Eure", "police": " MRH 4512 ", **YEAR}
Queries = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def tenant(db: None, export: ExportFolder) -> Tenant:
    export.dossier("1000000010A")
    export.bring_in()
    return tenant_of("1000000010A", UserFactory.create())


def post(tenant: Tenant, files: list[SimpleUploadedFile], **typed: Any) -> Any:
    return tenant.client().post(tenant.url("assurance"), {**RIGHT, **typed, "pieces": files})


def test_a_certificate_of_two_photographed_pages_is_sent(tenant: Tenant) -> None:
    response = post(tenant, [photograph("page 1.jpg"), photograph("page 2.jpg", size=(480, 640))])
    assert response.status_code == 302
    page = tenant.client().get(tenant.url("assurance")).text
    attestation = tenant.dossier.attestations.get()
    assert (attestation.assureur, attestation.police) == ("Mutuelle de l’Eure", "MRH 4512")
    assert (attestation.status, attestation.sent_by) == ("recue", tenant.user)
    assert [piece.display_name for piece in attestation.pieces.all()] == ["page 1.jpg", "page 2.jpg"]
    assert "page 1" in page
    assert "En cours de vérification" in page


def test_the_tenant_is_told_that_it_was_sent(tenant: Tenant) -> None:
    client = tenant.client()
    response = client.post(tenant.url("assurance"), {**RIGHT, "pieces": [pdf()]}, follow=True)
    assert "Votre attestation est envoyée" in response.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"au": (TODAY - timedelta(days=1)).isoformat(), "du": "2020-01-01"}, "a expiré le"),
        ({"au": (TODAY - timedelta(days=10)).isoformat()}, "doit venir après le début"),
        ({"au": "2099-01-01"}, "Vérifiez les années"),
        ({"du": "31/02/2026"}, "Écrivez une date complète, comme 31/12/2026."),
        ({"assureur": "  "}, "Écrivez le nom de votre assureur."),
        ({"police": ""}, "Écrivez le numéro de police"),
        ({"police": "9" * 61}, "60"),
    ],
)
def test_a_mistake_is_told_and_neither_words_nor_files_are_lost(
    tenant: Tenant, typed: dict[str, str], said: str
) -> None:
    page = post(tenant, [pdf("ma page.pdf")], **typed).text
    assert said in page
    assert "Fichiers déjà reçus" in page
    assert "ma page" in page
    for name, value in {**RIGHT, **typed}.items():
        if name in ("assureur", "police") and value.strip():
            assert f'value="{value.strip()}"' in page or f'value="{value}"' in page
    assert not tenant.dossier.attestations.exists()
    piece = tenant.dossier.pieces.get()
    again = tenant.client().post(tenant.url("assurance"), {**RIGHT, "kept": [piece.pk]})
    assert again.status_code == 302
    assert tenant.dossier.attestations.get().pieces.get() == piece


def test_dates_may_be_typed_the_french_way(tenant: Tenant) -> None:
    post(tenant, [pdf()], du=f"{TODAY:%d/%m/%Y}", au=f"{TODAY + timedelta(days=300):%d/%m/%Y}")
    assert tenant.dossier.attestations.get().du == TODAY


def test_a_form_without_a_file_asks_for_it(tenant: Tenant) -> None:
    assert "Ajoutez votre attestation" in post(tenant, []).text
    assert not tenant.dossier.attestations.exists()


def test_one_bad_file_does_not_lose_the_good_ones(tenant: Tenant) -> None:
    page = post(tenant, [pdf("bonne.pdf"), SimpleUploadedFile("virus.pdf", b"MZ" + b"\0" * 99)]).text
    assert "«\u202fvirus\u202f»" in page
    assert tenant.dossier.pieces.get().name == "bonne"
    assert not tenant.dossier.attestations.exists()


def test_the_same_file_twice_is_kept_once(tenant: Tenant) -> None:
    assert post(tenant, [pdf("une.pdf"), pdf("la même.pdf")]).status_code == 302
    assert tenant.dossier.attestations.get().pieces.count() == 1


def test_an_unticked_file_is_not_sent_and_goes(tenant: Tenant) -> None:
    unwanted = piece_of(tenant)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "on_commit", lambda call, using=None: call())
        assert post(tenant, [pdf("voulue.pdf", PDF + b"\n%%EOF")]).status_code == 302
    assert [piece.name for piece in tenant.dossier.pieces.all()] == ["voulue"]
    assert not unwanted.file.storage.exists(str(unwanted.file.name))


def test_more_than_ten_files_are_refused_and_ten_are_kept(tenant: Tenant) -> None:
    page = post(tenant, [pdf(f"{n}.pdf", PDF + b"%%EOF\n" * n) for n in range(11)]).text
    assert "Envoyez 10 fichiers au plus" in page
    assert tenant.dossier.pieces.count() == 10


def test_a_paper_of_another_lease_cannot_be_slipped_in(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    mine.dossier.attestations.all().delete()
    theirs = piece_of(other, content=PDF + b"\n%%EOF")
    page = mine.client().post(mine.url("assurance"), {**RIGHT, "kept": [theirs.pk]})
    assert page.status_code == 200
    theirs.refresh_from_db()
    assert (theirs.attestation, theirs.dossier) == (None, other.dossier)


def test_a_period_already_covered_is_told_with_its_dates(tenant: Tenant) -> None:
    decided(tenant, TODAY - timedelta(days=100), TODAY + timedelta(days=100))
    assert "La nouvelle doit commencer après." in post(tenant, [pdf()]).text
    following = TODAY + timedelta(days=101)
    response = post(tenant, [pdf()], du=following.isoformat(), au=(following + timedelta(days=300)).isoformat())
    assert response.status_code == 302


@pytest.mark.parametrize("status", ["refusee", "retiree"])
def test_what_was_refused_or_withdrawn_stands_in_nobodys_way(tenant: Tenant, status: str) -> None:
    decided(tenant, TODAY, TODAY + timedelta(days=364), status, reason="Illisible." if status == "refusee" else "")
    assert post(tenant, [pdf()]).status_code == 302


def test_one_that_waits_is_withdrawn_then_replaced(tenant: Tenant) -> None:
    waiting = AttestationFactory.create(dossier=tenant.dossier)
    assert "retirez-la d’abord" in post(tenant, [pdf()]).text
    client = tenant.client()
    address = tenant.url("attestation_withdraw", waiting.pk)
    assert "Retirer mon attestation" in client.get(address).text
    assert "est retirée" in client.post(address, follow=True).text
    assert post(tenant, [pdf()]).status_code == 302


def test_one_already_decided_is_not_withdrawn(tenant: Tenant) -> None:
    accepted = decided(tenant, TODAY, TODAY + timedelta(days=364))
    address = tenant.url("attestation_withdraw", accepted.pk)
    assert "déjà reçu une réponse" in tenant.client().get(address).text
    assert "ne peut plus être retirée" in tenant.client().post(address, follow=True).text
    accepted.refresh_from_db()
    assert accepted.status == "validee"


def test_two_members_of_staff_decide_and_the_second_is_told(tenant: Tenant) -> None:
    attestation = AttestationFactory.create(dossier=tenant.dossier)
    seen_by_the_second = Attestation.objects.get()
    accept(attestation, StaffFactory.create(role="Gestion locative"))
    with pytest.raises(AlreadyDecidedError):
        refuse(seen_by_the_second, StaffFactory.create(role="Gestion locative"), "Illisible.")
    with pytest.raises(AlreadyDecidedError):
        withdraw(seen_by_the_second, tenant.user)
    attestation.refresh_from_db()
    assert (attestation.status, attestation.reason) == ("validee", "")


def test_a_refusal_says_why(tenant: Tenant) -> None:
    attestation = AttestationFactory.create(dossier=tenant.dossier)
    staff = StaffFactory.create(role="Gestion locative")
    with pytest.raises(ValueError, match="says why"):
        refuse(attestation, staff, "  ")
    refuse(attestation, staff, "La date est illisible.")
    for name in ("assurance", "dossier"):
        assert "La date est illisible." in tenant.client().get(tenant.url(name)).text


def test_the_same_certificate_sent_again_at_once_is_refused(tenant: Tenant) -> None:
    send(tenant.dossier, tenant.user, "A", "1", TODAY, TODAY + timedelta(days=9), [piece_of(tenant)])
    with pytest.raises(OverlapError):
        send(tenant.dossier, tenant.user, "A", "1", TODAY, TODAY + timedelta(days=9), [piece_of(tenant)])
    assert Attestation.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"au": TODAY},
        {"assureur": ""},
        {"police": ""},
        {"status": "validee"},
        {"status": "refusee", "decided_at": timezone.now()},
        {"reason": "Sans refus."},
        {"status": "perdue", "decided_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_makes_no_sense(tenant: Tenant, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AttestationFactory.create(dossier=tenant.dossier, du=TODAY, **wrong)


@pytest.mark.parametrize(
    ("du", "au", "state", "said"),
    [
        (-100, 100, "current", "Votre assurance est valable jusqu’au"),
        (-100, 20, "ends soon", "Elle se termine le"),
        (-400, -1, "missing", "Elle n’est plus valable depuis le"),
    ],
)
def test_the_dashboard_says_what_is_left_to_do(tenant: Tenant, du: int, au: int, state: str, said: str) -> None:
    decided(tenant, TODAY + timedelta(days=du), TODAY + timedelta(days=au))
    insurance = insurance_of(tenant.dossier)
    assert (insurance.is_missing, insurance.ends_soon) == (state == "missing", state == "ends soon")
    name = "dossier" if state == "current" else "accueil"
    assert said in tenant.client().get(tenant.url(name)).text
    assert ("Votre attestation d’assurance" in tenant.client().get(tenant.url("accueil")).text) == (state != "current")


def test_a_last_day_that_has_passed_is_an_expiry(tenant: Tenant) -> None:
    attestation = decided(tenant, date(2025, 1, 1), date(2025, 12, 31))
    assert (attestation.state, attestation.tone) == ("Expirée", "late")


def test_a_tenant_who_left_is_asked_for_nothing(tenant: Tenant) -> None:
    tenant.dossier.date_sortie = TODAY - timedelta(days=1)
    assert not insurance_of(tenant.dossier).is_missing


def test_a_paper_is_given_to_its_tenant_under_its_own_name(tenant: Tenant) -> None:
    piece = piece_of(tenant)
    response = tenant.client().get(tenant.url("piece", piece.pk))
    assert b"".join(response) == PDF
    assert response.headers["Content-Disposition"] == 'inline; filename="attestation.pdf"'
    assert "no-store" in response.headers["Cache-Control"]


def test_a_damaged_paper_is_not_given(tenant: Tenant, caplog: pytest.LogCaptureFixture) -> None:
    piece = piece_of(tenant)
    Piece.objects.update(sha256="0" * 64)
    response = tenant.client().get(tenant.url("piece", piece.pk))
    assert response.status_code == 503
    assert "DamagedFileError" in caplog.text


def test_a_long_history_costs_no_more(tenant: Tenant, django_assert_max_num_queries: Queries) -> None:
    for year in range(1990, 2020):
        attestation = decided(tenant, date(year, 1, 1), date(year, 12, 31))
        piece_of(tenant, attestation)
    client = tenant.client()
    client.get(tenant.url("assurance"))
    with django_assert_max_num_queries(13):
        client.get(tenant.url("assurance"))


def test_a_stranger_is_led_to_the_door(tenant: Tenant) -> None:
    response = Client().post(tenant.url("assurance"), RIGHT)
    assert response.headers["Location"].startswith(reverse("account_login"))
