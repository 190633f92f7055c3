"""Staff answers the changes tenants tell of, like the certificates: beside the papers, the next one at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.dossier.models import MiseAJour
from tests.compte.factories import StaffFactory
from tests.dossier.proofs import PDF, piece_of
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
QUEUE = "mises_a_jour:index"
ROLES = ["Rédaction", "Publication", "Gestion locative", "Service technique", "Comptabilité", "Administration"]
MAY_SEE = {"Gestion locative", "Administration"}


def member(role: str = "Gestion locative") -> tuple[Client, User]:
    user = StaffFactory.create(role=role)
    client = Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def waiting(neighbours: tuple[Tenant, Tenant]) -> list[MiseAJour]:
    """Return two births that wait, the oldest first."""
    first, second = (tenant.dossier.mises_a_jour.get() for tenant in neighbours)
    MiseAJour.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(days=3))
    return [first, second]


def decide(client: Client, change: MiseAJour, **answer: str) -> Any:
    return client.post(reverse("miseajour_decide", args=[change.pk]), answer, follow=True)


def test_the_queue_shows_the_oldest_first_and_counts_on_the_first_screen(waiting: list[MiseAJour]) -> None:
    client, _ = member()
    page = client.get(reverse(QUEUE)).text
    assert page.index(waiting[0].dossier.reference) < page.index(waiting[1].dossier.reference)
    assert "Naissance" in page
    assert "Mises à jour (2)" in client.get(reverse("wagtailadmin_home")).text


def test_a_paper_stands_beside_what_the_tenant_wrote(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    change = mine.dossier.mises_a_jour.get()
    piece = piece_of(mine, content=PDF + b"%%EOF\n")
    piece.mise_a_jour = change
    piece.save()
    client, _user = member()
    page = client.get(reverse("miseajour_decide", args=[change.pk])).text
    address = reverse("miseajour_piece", args=[change.pk, piece.pk])
    assert f'<iframe src="{address}#navpanes=0"' in page
    assert "Lou Martin" in page
    assert client.get(address).getvalue() == PDF + b"%%EOF\n"


def test_accepting_leads_to_the_next_then_back_to_the_queue(waiting: list[MiseAJour]) -> None:
    client, user = member()
    response = decide(client, waiting[0], decision="accept")
    assert response.redirect_chain[-1][0] == reverse("miseajour_decide", args=[waiting[1].pk])
    waiting[0].refresh_from_db()
    assert (waiting[0].status, waiting[0].decided_by) == ("validee", user)
    response = decide(client, waiting[1], decision="refuse", why="deja")
    assert response.redirect_chain[-1][0] == reverse(QUEUE)
    waiting[1].refresh_from_db()
    assert waiting[1].reason == "Ce changement est déjà dans votre dossier."


def test_the_second_of_two_members_of_staff_is_told_who_was_first(waiting: list[MiseAJour]) -> None:
    first, user = member()
    decide(first, waiting[0], decision="accept")
    page = decide(member()[0], waiting[0], decision="refuse", why="nom").text
    assert "a déjà répondu" in page
    waiting[0].refresh_from_db()
    assert waiting[0].decided_by == user


def test_a_change_taken_back_meanwhile_is_told(waiting: list[MiseAJour]) -> None:
    MiseAJour.objects.filter(pk=waiting[0].pk).update(status="retiree", decided_at=timezone.now())
    assert "vient de retirer" in decide(member()[0], waiting[0], decision="accept").text


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_and_decides_what_the_table_says(waiting: list[MiseAJour], role: str) -> None:
    client, _ = member(role)
    address = reverse("miseajour_decide", args=[waiting[0].pk])
    may_see, may_decide = role in MAY_SEE, role == "Gestion locative"
    assert (client.get(address).status_code == 200) == may_see
    assert (client.get(reverse(QUEUE)).status_code == 200) == may_see
    client.post(address, {"decision": "accept"})
    waiting[0].refresh_from_db()
    assert (waiting[0].status == "validee") == may_decide


def test_the_list_is_exported_without_formulas(waiting: list[MiseAJour]) -> None:
    MiseAJour.objects.filter(pk=waiting[0].pk).update(nom="=2+2")
    client, _ = member()
    response = client.get(reverse(QUEUE), {"status": "", "export": "csv"})
    exported = response.getvalue().decode()
    assert waiting[0].dossier.reference in exported
    assert "'=2+2" in exported


def test_what_the_erp_refused_is_found(waiting: list[MiseAJour]) -> None:
    MiseAJour.objects.filter(pk=waiting[0].pk).update(
        status="validee", decided_at=timezone.now(), erp_answer="refuse", erp_reason="occupant inconnu"
    )
    client, _ = member()
    page = client.get(reverse(QUEUE), {"status": "", "erp_answer": "refuse"}).text
    assert waiting[0].dossier.reference in page
    assert waiting[1].dossier.reference not in page
    assert "occupant inconnu" in client.get(reverse("miseajour_decide", args=[waiting[0].pk])).text
