"""Staff sees an area as its tenant does: that lease only, for a quarter of an hour, and nothing moves."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.documents.models import Document, Reading
from espace_locataire.dossier.checks import patterns_with_key
from espace_locataire.dossier.models import Consultation, Titulaire
from espace_locataire.notifications.models import Notification
from tests.dossier.tenants import Tenant, tenant_of
from tests.dossier.test_isolation import address
from tests.erp.export_folder import ExportFolder
from tests.guichet.counter import ROLES, member, screen, see_as

pytestmark = pytest.mark.django_db

# What remembers that staff looked, and staff's own session.
LEFT_OUT = {"dossier.consultation", "sessions.session", "usersessions.usersession"}
# The site writes its own settings when the first page of all is shown.
LEFT_OUT |= {"home.bailleur"}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of the database, but those that say that staff looked."""
    return {
        model._meta.label_lower: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in LEFT_OUT and not model._meta.proxy
        and model._meta.app_label != "wagtailsearch"
    }  # fmt: skip


def pages() -> Iterator[URLPattern]:
    """Yield every address of the area below a dossier's key."""
    for _route, pattern in patterns_with_key(get_resolver()):
        yield pattern


def tell(tenant: Tenant) -> None:
    """Give a tenant a message about their lease."""
    Notification.objects.create(
        person=tenant.user,
        kind="test",
        object_key=tenant.dossier.reference,
        title=f"Titre {tenant.dossier.reference}",
        text="Texte",
        path=tenant.url("dossier"),
    )


BESIDE = ("espace_locataire", "notifications", "notification_preferences")


@pytest.fixture
def looking(neighbours: tuple[Tenant, Tenant]) -> tuple[Client, User, Tenant, Tenant]:
    """Return a browser whose agent sees the first tenant's area, the agent, that tenant and another."""
    mine, other = neighbours
    for tenant in neighbours:
        tell(tenant)
    client, user = member()
    answer = see_as(client, mine.dossier)
    assert answer.headers["Location"] == mine.url("accueil")
    return client, user, mine, other


def test_the_area_shows_the_tenant_and_says_that_it_is_seen(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, user, mine, _ = looking
    page = client.get(mine.url("accueil")).text
    assert f"Bonjour {mine.user.locataire.prenom}" in page
    assert "Rien ne peut être modifié." in page
    assert reverse("guichet_leave") in page
    assert reverse("compte") not in page
    file = client.get(mine.url("dossier")).text
    assert mine.user.email in file
    assert user.email not in file


def test_every_page_opens_as_for_the_tenant_with_the_banner(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, _ = looking
    for pattern in pages():
        answer = client.get(address(pattern, mine, mine))
        assert answer.status_code == 200, pattern
        if answer.headers["Content-Type"].startswith("text/html"):
            assert "Rien ne peut être modifié." in answer.text, pattern
        assert answer.getvalue()
    for name in BESIDE:
        assert "Rien ne peut être modifié." in client.get(reverse(name), follow=True).text


def test_looking_everywhere_changes_nothing(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, _ = looking
    notification = Notification.objects.filter(person=mine.user, path__contains=mine.dossier.cle)[0]
    before = everything()
    for pattern in pages():
        assert client.get(address(pattern, mine, mine)).getvalue()
    for url in (*map(reverse, BESIDE), reverse("notification_open", args=[notification.pk])):
        assert client.get(url).status_code in (200, 302)
    assert everything() == before
    assert not Reading.objects.filter(document__dossier=mine.dossier).exists()
    notification.refresh_from_db()
    assert notification.read_at is None


def test_nothing_is_sent_from_anywhere(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, _ = looking
    notification = Notification.objects.filter(person=mine.user)[0]
    urls = [address(pattern, mine, mine) for pattern in pages()]
    urls += [*map(reverse, BESIDE), reverse("notification_open", args=[notification.pk])]
    before = everything()
    for url in urls:
        for method in (client.post, client.put, client.patch, client.delete, client.options):
            cache.clear()
            answer = method(
                url, {"telephone": "0612345678", "sorte": "attestation-location"} if method == client.post else ""
            )
            assert answer.status_code == 403, url
            assert "Rien n’a changé" in answer.text
    assert everything() == before


def test_no_other_lease_opens_nor_rows_of_it(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, other = looking
    for pattern in pages():
        assert client.get(address(pattern, other, other)).status_code == 404
        assert client.get(address(pattern, other, mine)).status_code == 404
        if len(pattern.pattern.converters) > 1:
            assert client.get(address(pattern, mine, other)).status_code == 404
    notification = Notification.objects.filter(person=other.user)[0]
    assert client.get(reverse("notification_open", args=[notification.pk])).status_code == 404
    assert not Consultation.objects.filter(dossier=other.dossier).exists()


def test_another_lease_of_the_same_tenant_stays_shut(export: ExportFolder) -> None:
    export.dossier("1000000010A", "100000001")
    export.dossier("1000000011B", "100000001", nature="garage")
    export.bring_in()
    user = User.objects.create_user("deux@example.org")
    home, garage = tenant_of("1000000010A", user), tenant_of("1000000011B", user)
    for tenant in (home, garage):
        tell(tenant)
    client, _ = member()
    see_as(client, home.dossier)
    assert client.get(home.url("dossier")).status_code == 200
    assert client.get(garage.url("dossier")).status_code == 404
    assert garage.dossier.reference not in client.get(home.url("accueil")).text
    told = client.get(reverse("notifications")).text
    assert home.dossier.reference in told
    assert garage.dossier.reference not in told
    assert set(Titulaire.objects.values_list("last_opened_at", flat=True)) == {None}


def test_who_never_signed_up_is_seen_too(export: ExportFolder) -> None:
    export.locataire("100000001", "DIALLO", "Awa", telephone="0639980000")
    export.dossier("1000000010A", "100000001")
    export.document("1000000010A")
    export.ecriture("1000000010A", 40_000, "2026-10-01")
    export.bring_in()
    tenant = Tenant(User(pk=None), Titulaire.objects.get().dossier)
    client, _ = member()
    see_as(client, tenant.dossier)
    before = everything()
    assert "Bonjour Awa" in client.get(tenant.url("accueil")).text
    for pattern in pages():
        if set(pattern.pattern.converters) == {"cle"}:
            answer = client.get(address(pattern, tenant, tenant))
            assert answer.status_code == 200, pattern
            assert answer.getvalue()
    paper = Document.objects.get()
    assert client.get(tenant.url("document", paper.pk)).getvalue()
    for name in BESIDE:
        assert client.get(reverse(name), follow=True).status_code == 200
    assert everything() == before


def test_each_page_is_kept_in_the_audit(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, user, mine, _ = looking
    client.get(mine.url("accueil"))
    client.get(mine.url("paiement"))
    rows = Consultation.objects.filter(by=user).order_by("pk").values_list("act", "detail")
    assert list(rows) == [
        ("seen_as_begun", str(mine.user.locataire)),
        ("seen_as_page", "/"),
        ("seen_as_page", "paiement/"),
    ]
    assert not Consultation.objects.filter(detail__contains=mine.dossier.cle).exists()


def test_it_ends_after_a_quarter_of_an_hour(
    looking: tuple[Client, User, Tenant, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _user, mine, _ = looking
    now = timezone.now()
    monkeypatch.setattr("espace_locataire.dossier.seeing_as.timezone.now", lambda: now + timedelta(minutes=14))
    assert client.get(mine.url("accueil")).status_code == 200
    monkeypatch.setattr(
        "espace_locataire.dossier.seeing_as.timezone.now", lambda: now + timedelta(minutes=15, seconds=1)
    )
    answer = client.get(mine.url("accueil"))
    assert answer.status_code == 403
    assert "La consultation est terminée" in answer.text
    assert client.get(mine.url("accueil")).status_code == 404


def test_it_ends_on_demand_and_leads_back(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, _ = looking
    answer = client.post(reverse("guichet_leave"))
    assert answer.headers["Location"] == reverse("guichet_lease", args=[mine.dossier.pk])
    assert client.get(mine.url("accueil")).status_code == 404
    assert client.post(reverse("guichet_leave")).headers["Location"] == reverse("guichet")


def test_it_ends_with_the_session(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, user, mine, _ = looking
    client.post(reverse("account_logout"))
    assert client.get(mine.url("accueil")).status_code == 302
    client.force_login(user)
    assert client.get(mine.url("accueil")).status_code == 404


def test_it_ends_when_the_permission_is_taken_away(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, user, mine, _ = looking
    user.groups.set([Group.objects.get(name="Comptabilité")])
    assert client.get(mine.url("accueil")).status_code == 403
    assert client.get(mine.url("accueil")).status_code == 404


def test_it_ends_when_the_holder_leaves_the_lease(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, _user, mine, _ = looking
    Titulaire.objects.filter(dossier=mine.dossier).update(closed_on=timezone.localdate())
    assert client.get(mine.url("accueil")).status_code == 403


def test_another_session_of_the_same_person_grants_nothing(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    _client, user, mine, _ = looking
    elsewhere = Client()
    elsewhere.force_login(user)
    assert elsewhere.get(mine.url("accueil")).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_some_may_begin(neighbours: tuple[Tenant, Tenant], role: str) -> None:
    mine, _ = neighbours
    client, _user = member(role)
    see_as(client, mine.dossier)
    may = role in ("Gestion locative", "Administration")
    assert client.get(mine.url("accueil")).status_code == (200 if may else 404)
    assert Consultation.objects.filter(act="seen_as_begun").exists() is may


def test_a_tenant_may_not(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    client = mine.client()
    see_as(client, other.dossier)
    assert client.get(other.url("accueil")).status_code == 404
    assert client.get(mine.url("accueil")).status_code == 200


def test_a_member_of_staff_who_is_a_tenant_is_never_seen(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    User.objects.filter(pk=mine.user.pk).update(is_staff=True)
    client, _user = member()
    assert "Voir l’espace de" not in screen(client, mine.dossier).text
    assert see_as(client, mine.dossier).status_code == 302
    assert client.get(mine.url("accueil")).status_code == 404


@pytest.mark.parametrize("holder", ["", "0", "abc", "²", "9" * 30])
def test_somebody_who_does_not_hold_the_lease_is_refused(neighbours: tuple[Tenant, Tenant], holder: str) -> None:
    mine, other = neighbours
    client, _user = member()
    for wanted in (holder, str(other.user.locataire.pk)):
        client.post(reverse("guichet_see_as", args=[mine.dossier.pk]), {"locataire": wanted})
        assert client.get(mine.url("accueil")).status_code == 404


def test_accounts_and_the_administration_stay_ones_own(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    client, user, mine, _ = looking
    client.get(mine.url("accueil"))
    account = client.get(reverse("compte"))
    assert user.email in account.text
    assert mine.user.email not in account.text
    assert int(client.session["_auth_user_id"]) == user.pk
    assert client.get(reverse("wagtailadmin_home")).wsgi_request.user == user


def test_the_tenant_s_own_browser_knows_nothing_of_it(looking: tuple[Client, User, Tenant, Tenant]) -> None:
    _client, _user, mine, _ = looking
    page = mine.client().get(mine.url("accueil")).text
    assert "Rien ne peut être modifié" not in page
    assert reverse("compte") in page


def test_the_walk_finds_a_page_that_writes(
    looking: tuple[Client, User, Tenant, Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _user, mine, _ = looking
    before = everything()
    monkeypatch.setattr("espace_locataire.documents.views.seeing_of", lambda request: None)
    assert client.get(mine.url("document", Document.objects.filter(dossier=mine.dossier)[0].pk)).getvalue()
    assert everything() != before
