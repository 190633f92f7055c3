"""Staff answers the certificates: the oldest first, beside their papers, the next one at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.dossier.models import Attestation
from tests.compte.factories import StaffFactory
from tests.dossier.proofs import PDF, AttestationFactory, decided, piece_of
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
QUEUE = "attestations:index"
ROLES = ["Rédaction", "Publication", "Gestion locative", "Service technique", "Comptabilité", "Administration"]
MAY_SEE = {"Gestion locative", "Administration"}
Queries = Callable[[int], AbstractContextManager[Any]]


def member(role: str = "Gestion locative") -> tuple[Client, User]:
    user = StaffFactory.create(role=role)
    client = Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def waiting(neighbours: tuple[Tenant, Tenant]) -> list[Attestation]:
    """Return two certificates that wait, the oldest first."""
    first, second = (tenant.dossier.attestations.get() for tenant in neighbours)
    Attestation.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(days=3))
    return [first, second]


def decide(client: Client, attestation: Attestation, **answer: str) -> Any:
    return client.post(reverse("attestation_decide", args=[attestation.pk]), answer, follow=True)


def test_the_queue_shows_the_oldest_first(waiting: list[Attestation]) -> None:
    decided(Tenant(waiting[0].sent_by, waiting[0].dossier), *_last_year(), assureur="Ancienne")  # type: ignore[arg-type]
    page = member()[0].get(reverse(QUEUE)).text
    assert page.index(waiting[0].dossier.reference) < page.index(waiting[1].dossier.reference)
    assert "Ancienne" not in page
    assert "Ancienne" in member()[0].get(reverse(QUEUE), {"status": ""}).text


def _last_year() -> tuple[Any, Any]:
    today = timezone.localdate()
    return today - timedelta(days=400), today - timedelta(days=36)


def test_the_first_screen_counts_what_waits(waiting: list[Attestation]) -> None:
    page = member()[0].get(reverse("wagtailadmin_home")).text
    assert "Attestations d’assurance (2)" in page
    assert "attend depuis" in page
    assert "waiting-queues" not in member("Rédaction")[0].get(reverse("wagtailadmin_home")).text


def test_a_paper_stands_beside_what_the_tenant_wrote(waiting: list[Attestation]) -> None:
    client, _ = member()
    page = client.get(reverse("attestation_decide", args=[waiting[0].pk])).text
    piece = waiting[0].pieces.get()
    address = reverse("attestation_piece", args=[waiting[0].pk, piece.pk])
    assert f'<iframe src="{address}#navpanes=0"' in page
    assert waiting[0].police in page
    given = client.get(address)
    assert b"".join(given) == PDF
    assert given.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in given.headers["Content-Security-Policy"]


def test_accepting_leads_to_the_next_then_back_to_the_queue(waiting: list[Attestation]) -> None:
    client, user = member()
    response = decide(client, waiting[0], decision="accept")
    assert response.redirect_chain[-1][0] == reverse("attestation_decide", args=[waiting[1].pk])
    assert "Acceptée." in response.text
    waiting[0].refresh_from_db()
    assert (waiting[0].status, waiting[0].decided_by) == ("validee", user)
    response = decide(client, waiting[1], decision="accept")
    assert response.redirect_chain[-1][0] == reverse(QUEUE)
    assert "plus d’attestation à vérifier" in response.text


def test_a_refusal_carries_the_reason_at_hand_and_the_words_added(waiting: list[Attestation]) -> None:
    decide(member()[0], waiting[0], decision="refuse", why="incomplete", words="La page 2.")
    waiting[0].refresh_from_db()
    assert (waiting[0].status, waiting[0].reason) == ("refusee", "Il manque une page. La page 2.")


@pytest.mark.parametrize(("answer", "said"), [
    ({}, "Choisissez une raison"),
    ({"why": "autre", "words": " "}, "Écrivez la raison"),
    ({"why": "inconnue"}, "inconnue"),
])  # fmt: skip
def test_a_refusal_without_a_reason_is_sent_back(
    waiting: list[Attestation], answer: dict[str, str], said: str
) -> None:
    assert said in decide(member()[0], waiting[0], decision="refuse", **answer).text
    waiting[0].refresh_from_db()
    assert waiting[0].is_waiting


def test_the_second_to_answer_is_told_who_was_first(waiting: list[Attestation]) -> None:
    first, someone = member()
    second, _ = member()
    decide(first, waiting[0], decision="accept")
    page = decide(second, waiting[0], decision="refuse", why="nom").text
    assert "n’a pas été enregistrée" in page
    assert str(someone) in page
    waiting[0].refresh_from_db()
    assert (waiting[0].status, waiting[0].decided_by) == ("validee", someone)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_and_answers_what_the_matrix_says(waiting: list[Attestation], role: str) -> None:
    client, _ = member(role)
    piece = waiting[0].pieces.get()
    for address in (
        reverse(QUEUE),
        reverse("attestation_decide", args=[waiting[0].pk]),
        reverse("attestation_piece", args=[waiting[0].pk, piece.pk]),
    ):
        response = client.get(address)
        assert (response.status_code == 200) == (role in MAY_SEE), address
        assert response.getvalue() is not None
    decide(client, waiting[0], decision="accept")
    waiting[0].refresh_from_db()
    assert waiting[0].is_waiting == (role != "Gestion locative")
    menu = client.get(reverse("wagtailadmin_home")).text
    assert (reverse(QUEUE) in menu) == (role in MAY_SEE)


def test_a_paper_of_another_certificate_is_not_found(waiting: list[Attestation]) -> None:
    theirs = waiting[1].pieces.get()
    address = reverse("attestation_piece", args=[waiting[0].pk, theirs.pk])
    assert member()[0].get(address).status_code == 404


def test_a_loose_paper_is_not_for_staff(neighbours: tuple[Tenant, Tenant], waiting: list[Attestation]) -> None:
    loose = piece_of(neighbours[0], content=PDF + b"\n%%EOF")
    address = reverse("attestation_piece", args=[waiting[0].pk, loose.pk])
    assert member()[0].get(address).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported_without_formulas(waiting: list[Attestation], kind: str) -> None:
    Attestation.objects.filter(pk=waiting[0].pk).update(police="=1+1")
    response = member()[0].get(reverse(QUEUE), {"export": kind})
    assert response.status_code == 200
    content = response.getvalue()
    if kind == "csv":
        assert b"'=1+1" in content
        assert waiting[1].police.encode() in content


def test_a_long_queue_costs_no_more(neighbours: tuple[Tenant, Tenant], django_assert_max_num_queries: Queries) -> None:
    client, _ = member()
    client.get(reverse(QUEUE))
    for _number in range(40):
        AttestationFactory.create(dossier=neighbours[0].dossier)
    with django_assert_max_num_queries(16):
        client.get(reverse(QUEUE))
