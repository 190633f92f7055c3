"""Helpers open what they were given and nothing else; those who left read, for a time; staff has no way in here."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from config.roles import ROLES
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from pytest_django import Settings

from espace_locataire.dossier.checks import patterns_with_key
from espace_locataire.dossier.models import Aidant, Dossier, MiseAJour, Piece, Scope, Titulaire
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.aidants import client_of, helper_of
from tests.dossier.proofs import piece_of
from tests.dossier.tenants import Tenant
from tests.dossier.test_isolation import address

pytestmark = pytest.mark.django_db

# What must not become a helper's business without anyone noticing.
NO_HELPERS = {
    "aidants",
    "aidant_invite",
    "aidant_change",
    "aidant_end",
    "telephone",
    "changement_etat_civil",
    "changement_courrier",
}
# Some pages that each scope opens, and no other scope does.
OPENED = {
    Scope.DOSSIER: {"dossier", "assurance", "changements", "changement_naissance", "piece", "attestation_withdraw"},
    Scope.DOCUMENTS: {"documents", "document", "document_download", "documents_zip", "make_document", "made_document"},
    Scope.PAIEMENT: {"paiement"},
}


def pages() -> Iterator[tuple[URLPattern, Any]]:
    """Yield (pattern, view) of every page about a lease."""
    for _route, pattern in patterns_with_key(get_resolver()):
        yield pattern, pattern.callback.view_class  # type: ignore[attr-defined]


def opened_by(client: Client, tenant: Tenant) -> set[str]:
    """Return the names of the pages that open; every other must be a 404, read or sent to."""
    names = set()
    for pattern, _view in pages():
        url = address(pattern, tenant, tenant)
        response = client.get(url)
        if response.status_code == 200:
            # A file is read to its end, which closes it.
            assert response.getvalue()
            names.add(str(pattern.name))
            continue
        assert (response.status_code, client.post(url).status_code) == (404, 404), pattern.name
    return names


@pytest.mark.parametrize("scope", Scope.values)
def test_a_helper_with_one_scope_opens_its_pages_and_no_other(neighbours: tuple[Tenant, Tenant], scope: str) -> None:
    mine, other = neighbours
    helper = helper_of(mine, scope)
    expected = {str(pattern.name) for pattern, view in pages() if view.scope in ("", scope) and not view.holders_only}
    opened = opened_by(client_of(helper), mine)
    assert opened == expected
    assert "accueil" in opened
    assert not opened & NO_HELPERS
    for one, names in OPENED.items():
        assert (names <= opened) == (one == scope)
        assert one == scope or not names & opened
    assert opened_by(client_of(helper), other) == set()


def test_a_helper_with_every_scope_still_opens_nothing_that_is_for_holders(
    neighbours: tuple[Tenant, Tenant],
) -> None:
    mine, _other = neighbours
    opened = opened_by(client_of(mine.dossier.aidants.get()), mine)
    assert {str(pattern.name) for pattern, _view in pages()} - opened >= NO_HELPERS
    assert set.union(*OPENED.values()) <= opened


@pytest.mark.parametrize(
    "fields",
    [
        {"revoked_at": timezone.now()},
        {"until": timezone.localdate() - timedelta(days=1)},
    ],
    ids=["revoked", "expired"],
)
def test_a_helper_whose_help_is_over_opens_nothing(neighbours: tuple[Tenant, Tenant], fields: dict[str, Any]) -> None:
    mine, _other = neighbours
    assert opened_by(client_of(helper_of(mine, **fields)), mine) == set()


def test_someone_invited_opens_nothing_before_they_accept(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    invited = UserFactory.create()
    invitation = helper_of(mine, person=invited)
    Aidant.objects.filter(pk=invitation.pk).update(person=None, accepted_at=None)
    client = Client()
    client.force_login(invited)
    assert opened_by(client, mine) == set()


def test_the_helper_of_someone_who_left_the_lease_opens_nothing(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    Titulaire.objects.filter(dossier=mine.dossier).update(au=timezone.localdate() - timedelta(days=1))
    assert opened_by(client_of(mine.dossier.aidants.get()), mine) == set()


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_staff_without_a_lease_opens_nothing(neighbours: tuple[Tenant, Tenant], role: str) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    assert opened_by(client, neighbours[0]) == set()


def test_what_is_personal_stays_hidden_from_a_helper_who_sees_the_file(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    helper = client_of(helper_of(mine, Scope.DOSSIER))
    wedding = MiseAJour.objects.create(
        dossier=mine.dossier,
        sent_by=mine.user,
        nature=MiseAJour.Nature.ETAT_CIVIL,
        situation=MiseAJour.Situation.SEPARATION,
        locataire=mine.user.locataire,
        effective_on=timezone.localdate(),
    )
    piece = piece_of(
        mine, content=b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    )
    Piece.objects.filter(pk=piece.pk).update(form="etat_civil", mise_a_jour=wedding)
    for url in (mine.url("piece", piece.pk), mine.url("change_withdraw", wedding.pk)):
        assert mine.client().get(url).getvalue()
        assert helper.get(url).status_code == 404
    assert helper.post(mine.url("change_withdraw", wedding.pk)).status_code == 404
    assert "État civil" in mine.client().get(mine.url("changements")).text
    assert "État civil" not in helper.get(mine.url("changements")).text


def leaves(tenant: Tenant, day: date) -> None:
    """Have a lease end on this day."""
    Dossier.objects.filter(pk=tenant.dossier.pk).update(date_sortie=day)
    Titulaire.objects.filter(dossier=tenant.dossier).update(au=day)


@pytest.mark.parametrize("days", [1, 1827])
def test_someone_who_left_reads_every_page_and_sends_nothing(neighbours: tuple[Tenant, Tenant], days: int) -> None:
    mine, _other = neighbours
    leaves(mine, timezone.localdate() - timedelta(days=days))
    client = mine.client()
    for pattern, view in pages():
        url = address(pattern, mine, mine)
        response = client.get(url)
        assert response.status_code == 200
        text = response.getvalue()
        assert text
        if view.acts_after_departure:
            continue
        if b"<main" in text:
            page = text.decode()
            assert 'method="post"' not in page.split("<main")[1].split("</main")[0], pattern.name
            assert "Le bail est terminé depuis le" in page
        refused = client.post(url)
        assert refused.status_code == 403, pattern.name
        assert "Rien n’a été envoyé" in refused.text
    assert {str(pattern.name) for pattern, view in pages() if view.acts_after_departure} >= {
        "make_document",
        "aidant_end",
    }


def test_on_the_last_day_everything_may_still_be_sent(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    leaves(mine, timezone.localdate())
    assert mine.client().post(mine.url("assurance")).status_code == 200


def test_after_that_time_nothing_is_left_to_see(neighbours: tuple[Tenant, Tenant], settings: Settings) -> None:
    mine, _other = neighbours
    leaves(mine, timezone.localdate() - timedelta(days=settings.FORMER_TENANT_SEES_DAYS + 1))
    assert opened_by(mine.client(), mine) == set()
    assert opened_by(client_of(mine.dossier.aidants.get()), mine) == set()
    assert mine.client().get(reverse("espace_locataire")).status_code == 200


def test_the_helper_of_someone_who_left_reads_too_and_sends_nothing(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    leaves(mine, timezone.localdate() - timedelta(days=30))
    helper = client_of(helper_of(mine, Scope.DOSSIER))
    assert helper.get(mine.url("assurance")).status_code == 200
    assert helper.post(mine.url("assurance")).status_code == 403
