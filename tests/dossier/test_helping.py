"""A tenant invites those who help them, sees what they do, and ends it whenever they want."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from espace_locataire.compte.models import User
from espace_locataire.documents.certificates import RENTING, UP_TO_DATE
from espace_locataire.documents.making import make, maker_named
from espace_locataire.dossier.helping_telling import remind
from espace_locataire.dossier.models import Aidant, Attestation, Consultation, Dossier, Scope
from espace_locataire.dossier.proposals import refuse
from espace_locataire.notifications.models import Notification
from home.retention import retention_named
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.aidants import client_of, helper_of
from tests.dossier.proofs import pdf
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())


@pytest.fixture
def couple(export: ExportFolder) -> tuple[Tenant, Tenant]:
    """Return the two people of one lease, Camille who holds it and Dominique, and nobody who helps them."""
    export.dossier("1000000010A", "100000001")
    export.row("locataires.csv", "100000001").update(prenom="Camille", nom="Martin")
    export.locataire("100000002", prenom="Dominique", email="dominique@demo.example")
    export.titulaire("1000000010A", "100000002", role="cotitulaire")
    export.ecriture("1000000010A", 40_000, "2026-10-01", echeance="2026-10-05")
    export.document("1000000010A")
    export.bring_in()
    first = tenant_of("1000000010A", UserFactory.create(), "100000001")
    return first, tenant_of("1000000010A", UserFactory.create(), "100000002")


@pytest.fixture
def tenant(couple: tuple[Tenant, Tenant]) -> Tenant:
    return couple[0]


def invite(tenant: Tenant, **fields: Any) -> Any:
    """Fill in the form, and return the page that follows."""
    told = {
        "name": "Ma fille Sarah",
        "email": "sarah@demo.example",
        "scopes": ["documents"],
        "until": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }
    return tenant.client().post(tenant.url("aidant_invite"), told | fields, follow=True)


def deeds(tenant: Tenant) -> list[tuple[str, str, str]]:
    """Return what helpers did, the oldest first: who, what, on what."""
    rows = Consultation.objects.filter(dossier=tenant.dossier, capacity="aidant").order_by("pk")
    return [(row.by_name, row.act_label, row.detail) for row in rows]


def told(user: User) -> list[str]:
    """Return the kinds of messages a person got, the oldest first."""
    return list(Notification.objects.filter(person=user).order_by("pk").values_list("kind", flat=True))


# --- Inviting ---------------------------------------------------------------


def test_an_invitation_leaves_by_e_mail_and_shows_on_the_page(tenant: Tenant) -> None:
    page = invite(tenant).text
    for text in ("Ma fille Sarah", "sarah@demo.example", "Invitation envoyée", "Les documents"):
        assert text in page
    message = mail.outbox[-1]
    assert message.to == ["sarah@demo.example"]
    assert message.subject == "Camille Martin vous demande de l’aide"
    assert "- Les documents" in message.body
    assert "Le lien sert pendant 7 jours." in message.body


def test_the_message_carries_nothing_the_tenant_typed(tenant: Tenant) -> None:
    invite(tenant, name="Gagnez 1000 euros")
    assert "Gagnez" not in str(mail.outbox[-1].message())


def test_the_message_is_in_the_language_of_the_tenant(tenant: Tenant) -> None:
    User.objects.filter(pk=tenant.user.pk).update(language="en")
    invite(tenant)
    assert mail.outbox[-1].subject == "Camille Martin asks for your help"
    assert "/en/espace-locataire/invitation/" in mail.outbox[-1].body


def test_the_tenant_learns_nothing_about_who_has_an_account(tenant: Tenant) -> None:
    UserFactory.create(email="known@demo.example")
    known = invite(tenant, email="known@demo.example").text.replace("known", "…")
    Aidant.objects.all().delete()
    unknown = invite(tenant, email="unknown@demo.example").text.replace("unknown", "…")
    assert "L’invitation part à l’adresse …@demo.example." in known
    assert "L’invitation part à l’adresse …@demo.example." in unknown


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Écrivez un nom"),
        ({"email": "sarah"}, "Il manque quelque chose à cette adresse"),
        ({"scopes": []}, "Cochez au moins une case."),
        ({"scopes": ["tout"]}, "Sélectionnez un choix valide"),
        ({"until": ""}, "Écrivez le dernier jour de cette aide."),
        ({"until": "2020-01-01"}, "Ce jour est passé."),
        ({"until": (timezone.localdate() + timedelta(days=366)).isoformat()}, "C’est trop loin."),
        ({"email": "DOMINIQUE@demo.example"}, "C’est l’adresse d’un titulaire du bail."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_leaves(tenant: Tenant, fields: dict[str, Any], said: str) -> None:
    assert said in invite(tenant, **fields).text
    assert not Aidant.objects.exists()
    assert mail.outbox == []


def test_tenants_invite_neither_themselves_nor_each_other(couple: tuple[Tenant, Tenant]) -> None:
    for person in couple:
        assert "C’est l’adresse d’un titulaire du bail." in invite(couple[0], email=person.user.email).text


def test_the_same_address_is_not_invited_twice_at_once(tenant: Tenant) -> None:
    invite(tenant)
    assert "Vous avez déjà invité cette adresse." in invite(tenant, email="Sarah@demo.example").text
    assert Aidant.objects.count() == 1


@pytest.mark.parametrize("field", ["lapsed", "ended", "refused", "revoked"])
def test_an_address_is_invited_again_once_the_first_is_over(tenant: Tenant, field: str) -> None:
    now = timezone.now()
    person = UserFactory.create(email="sarah@demo.example")
    old = helper_of(tenant, person=person, invited_at=now - timedelta(days=9))
    over: dict[str, dict[str, Any]] = {
        "lapsed": {"accepted_at": None, "person": None},
        "ended": {"until": timezone.localdate() - timedelta(days=1)},
        "refused": {"accepted_at": None, "person": None, "refused_at": now},
        "revoked": {"revoked_at": now},
    }
    Aidant.objects.filter(pk=old.pk).update(**over[field])
    assert "L’invitation part" in invite(tenant).text
    assert Aidant.objects.open().count() == 1


def test_five_people_at_most_help_at_once(tenant: Tenant) -> None:
    for _ in range(5):
        helper_of(tenant)
    helper_of(tenant, revoked_at=timezone.now())
    assert "5 personnes au plus" in invite(tenant).text
    assert Aidant.objects.count() == 6


def test_invitations_are_counted_by_the_day(tenant: Tenant) -> None:
    for number in range(10):
        invite(tenant, email=f"a{number}@demo.example")
        Aidant.objects.all().delete()
    assert invite(tenant).status_code == 429
    assert len(mail.outbox) == 10


# --- Changing, ending -------------------------------------------------------


def test_what_a_helper_sees_changes_at_once(tenant: Tenant) -> None:
    helper = helper_of(tenant, Scope.DOCUMENTS)
    client = client_of(helper)
    assert client.get(tenant.url("paiement")).status_code == 404
    until = timezone.localdate() + timedelta(days=90)
    url = tenant.url("aidant_change", helper.pk)
    assert 'value="documents" id="id_scopes_1" checked' in tenant.client().get(url).text
    tenant.client().post(url, {"scopes": ["paiement"], "until": until.isoformat()})
    assert client.get(tenant.url("paiement")).status_code == 200
    assert client.get(tenant.url("documents")).status_code == 404
    assert Aidant.objects.get().until == until


def test_a_help_that_is_over_is_not_taken_up_again_by_a_form(tenant: Tenant) -> None:
    helper = helper_of(tenant, revoked_at=timezone.now())
    until = timezone.localdate() + timedelta(days=30)
    page = tenant.client().post(
        tenant.url("aidant_change", helper.pk), {"scopes": ["paiement"], "until": until.isoformat()}, follow=True
    )
    assert "Cette aide est terminée." in page.text
    assert client_of(helper).get(tenant.url("accueil")).status_code == 404


def test_ending_a_help_shuts_the_door_at_once_and_tells_the_others(couple: tuple[Tenant, Tenant]) -> None:
    tenant, other = couple
    helper = helper_of(tenant)
    client = client_of(helper)
    assert client.get(tenant.url("accueil")).status_code == 200
    url = tenant.url("aidant_end", helper.pk)
    assert "tout de suite" in tenant.client().get(url).text
    assert client.get(tenant.url("accueil")).status_code == 200
    assert "cette personne ne voit plus votre dossier" in tenant.client().post(url, follow=True).text
    assert client.get(tenant.url("accueil")).status_code == 404
    assert told(tenant.user) == []
    assert told(other.user) == ["aidant_revoked"]
    assert helper.person is not None
    assert told(helper.person) == ["aidant_stopped"]
    # Pressed twice, nothing is told twice.
    tenant.client().post(url)
    assert told(other.user) == ["aidant_revoked"]
    assert Aidant.objects.get().revoked_by == tenant.user


def test_the_other_holder_ends_it_as_well(couple: tuple[Tenant, Tenant]) -> None:
    tenant, other = couple
    helper = helper_of(tenant)
    other.client().post(other.url("aidant_end", helper.pk))
    assert client_of(helper).get(tenant.url("accueil")).status_code == 404


def test_someone_who_left_the_lease_still_ends_a_help_but_invites_nobody(tenant: Tenant) -> None:
    helper = helper_of(tenant)
    tenant.dossier.date_sortie = timezone.localdate() - timedelta(days=3)
    tenant.dossier.save()
    assert client_of(helper).get(tenant.url("accueil")).status_code == 200
    assert invite(tenant).status_code == 403
    tenant.client().post(tenant.url("aidant_end", helper.pk))
    assert client_of(helper).get(tenant.url("accueil")).status_code == 404


# --- What helpers see and do ------------------------------------------------


def test_accueil_shows_a_helper_the_parts_they_were_given(tenant: Tenant) -> None:
    parts = {
        Scope.PAIEMENT: "Votre solde",
        Scope.DOCUMENTS: "Derniers documents",
        Scope.DOSSIER: "Envoyer mon attestation",
        Scope.DEMANDES: "",
    }
    for scope in Scope:
        page = client_of(helper_of(tenant, scope)).get(tenant.url("accueil")).text
        assert "Vous aidez Camille Martin. Cette personne voit ce que vous faites ici." in page
        assert "Bonjour Sarah" in page
        for part, text in parts.items():
            assert not text or (text in page) == (part == scope)
        tabs = page.split('<nav class="tabs"')[1].split("</nav>")[0]
        for name, part in (("paiement", Scope.PAIEMENT), ("documents", Scope.DOCUMENTS), ("dossier", Scope.DOSSIER)):
            assert (f'href="{tenant.url(name)}"' in tabs) == (part == scope)


def test_a_tenant_who_helps_another_goes_from_one_to_the_other(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    helper_of(other, Scope.DOSSIER, person=mine.user)
    client = mine.client()
    page = client.get(mine.url("accueil")).text
    assert "Vous aidez" not in page
    assert f'href="{other.url("accueil")}"' in page
    assert f"vous aidez {other.user.locataire}" in page
    assert client.get(reverse("espace_locataire")).headers["Location"] == mine.url("accueil")
    assert client.get(other.url("accueil")).status_code == 200
    assert client.get(reverse("espace_locataire")).headers["Location"] == other.url("accueil")
    assert client.get(other.url("documents")).status_code == 404
    assert client.get(mine.url("documents")).status_code == 200


def test_a_co_holder_who_is_also_a_helper_is_a_holder(couple: tuple[Tenant, Tenant]) -> None:
    tenant, other = couple
    helper_of(tenant, Scope.DOCUMENTS, person=other.user)
    assert other.client().get(other.url("paiement")).status_code == 200
    assert deeds(tenant) == []


def test_what_a_helper_opens_and_sends_is_kept_under_their_name_and_shown(tenant: Tenant) -> None:
    client = client_of(helper_of(tenant))
    for _ in range(2):
        client.get(tenant.url("accueil"))
        client.get(tenant.url("documents"))
    document = tenant.dossier.documents.get()
    assert client.get(tenant.url("document", document.pk)).getvalue()
    today = timezone.localdate()
    certificate = {"assureur": "Mutuelle", "police": "", "du": today, "au": today + timedelta(days=300)}
    assert client.post(tenant.url("assurance"), certificate).status_code == 200
    client.post(tenant.url("assurance"), certificate | {"police": "A 1", "pieces": pdf()})
    assert Attestation.objects.get().police == "A 1"
    expected = [
        ("Sarah Petit", "Consulté", "Accueil"),
        ("Sarah Petit", "Consulté", "Documents"),
        ("Sarah Petit", "Consulté", document.shown_title),
        ("Sarah Petit", "Consulté", "Attestation d’assurance"),
        ("Sarah Petit", "Formulaire envoyé", "Attestation d’assurance"),
    ]
    assert deeds(tenant) == expected
    page = tenant.client().get(tenant.url("aidants")).text
    positions = [page.index(f"{act} : {detail}") for _name, act, detail in reversed(expected)]
    assert positions == sorted(positions)


def test_the_log_is_in_french_whatever_the_helper_reads(tenant: Tenant) -> None:
    client_of(helper_of(tenant)).get("/en" + tenant.url("dossier") + "changements/naissance/")
    with translation.override("fr"):
        assert deeds(tenant) == [("Sarah Petit", "Consulté", "Naissance")]


def test_what_was_refused_is_not_kept(tenant: Tenant) -> None:
    client = client_of(helper_of(tenant, Scope.DOCUMENTS))
    client.get(tenant.url("paiement"))
    client.get(tenant.url("document", 999_999))
    client.post(tenant.url("make_document"), {"sorte": "rien"})
    assert deeds(tenant) == []


def test_what_holders_do_is_nobody_elses_act(tenant: Tenant) -> None:
    tenant.client().get(tenant.url("dossier"))
    assert deeds(tenant) == []


def test_a_helper_who_sent_a_certificate_hears_of_the_answer(couple: tuple[Tenant, Tenant]) -> None:
    tenant, other = couple
    sender, bystander = helper_of(tenant), helper_of(tenant)
    today = timezone.localdate()
    client_of(sender).post(
        tenant.url("assurance"),
        {"assureur": "Mutuelle", "police": "A 1", "du": today, "au": today + timedelta(days=300), "pieces": pdf()},
    )
    refuse(Attestation.objects.get(), StaffFactory.create(role="Gestion locative"), "Illisible.")
    for person in (tenant.user, other.user, sender.person):
        assert person is not None
        assert told(person) == ["attestation_received", "attestation_refused"]
    assert bystander.person is not None
    assert told(bystander.person) == []


def test_a_helper_without_the_account_makes_no_paper_that_tells_it(tenant: Tenant) -> None:
    made = make(maker_named(RENTING), tenant.dossier, tenant.user, {})
    client = client_of(helper_of(tenant, Scope.DOCUMENTS))
    page = client.get(tenant.url("make_document")).text
    assert "Attestation de location" in page
    assert "Relevé de compte" not in page
    assert "Attestation de loyer à jour" not in page
    assert client.post(tenant.url("make_document"), {"sorte": UP_TO_DATE}).status_code == 404
    assert client.get(tenant.url("made_document", made.pk)).getvalue()
    both = client_of(helper_of(tenant, Scope.DOCUMENTS, Scope.PAIEMENT))
    assert "Relevé de compte" in both.get(tenant.url("make_document")).text


def test_a_helper_agrees_to_nothing_in_the_name_of_a_holder(tenant: Tenant) -> None:
    client = client_of(helper_of(tenant, Scope.DOCUMENTS))
    page = client.get(tenant.url("make_document")).text
    assert "Il faut d’abord l’accord d’un titulaire du bail" in page
    client.post(tenant.url("make_document"), {"sorte": "quittance", "mois": "2026-10", "accord": "on"})
    assert not tenant.dossier.made_documents.exists()


# --- Telling ----------------------------------------------------------------


def test_the_end_is_told_a_week_before_then_when_it_has_come(couple: tuple[Tenant, Tenant]) -> None:
    tenant, other = couple
    helper = helper_of(tenant)
    assert helper.person is not None
    assert remind(helper.until - timedelta(days=8)) == 0
    assert remind(helper.until - timedelta(days=7)) == 2
    assert remind(helper.until - timedelta(days=1)) == 0
    assert remind(helper.until + timedelta(days=1)) == 3
    assert told(tenant.user) == told(other.user) == ["aidant_ends_soon", "aidant_ended"]
    assert told(helper.person) == ["aidant_stopped"]


def test_a_later_end_is_told_again_in_its_turn(tenant: Tenant) -> None:
    helper = helper_of(tenant)
    remind(helper.until)
    later = helper.until + timedelta(days=30)
    url = tenant.url("aidant_change", helper.pk)
    tenant.client().post(url, {"scopes": ["documents"], "until": later.isoformat()})
    assert remind(helper.until) == 0
    assert remind(later) == 2


def test_a_short_help_is_not_announced_beforehand(tenant: Tenant) -> None:
    helper = helper_of(tenant, until=timezone.localdate() + timedelta(days=4))
    assert remind(helper.until) == 0


def test_help_that_was_over_a_year_ago_is_forgotten_and_what_was_done_is_not(tenant: Tenant) -> None:
    now, today = timezone.now(), timezone.localdate()
    kept, revoked, ended = helper_of(tenant), helper_of(tenant), helper_of(tenant)
    client_of(ended).get(tenant.url("accueil"))
    before = now - timedelta(days=400)
    Aidant.objects.update(invited_at=before, accepted_at=before)
    Aidant.objects.filter(pk=revoked.pk).update(revoked_at=now - timedelta(days=366))
    Aidant.objects.filter(pk=ended.pk).update(until=today - timedelta(days=366))
    former = retention_named("aidants")
    assert (former.forget(timezone.now()), former.forget(timezone.now())) == (2, 0)
    assert Aidant.objects.get() == kept
    assert deeds(tenant) == [("Sarah Petit", "Consulté", "Accueil")]


def test_a_day_says_whom_someone_helps(tenant: Tenant) -> None:
    helper = helper_of(tenant)
    assert helper.person is not None
    assert list(Dossier.objects.helped_by(helper.person)) == [tenant.dossier]
    assert list(Dossier.objects.helped_by(helper.person, helper.until)) == [tenant.dossier]
    assert list(Dossier.objects.helped_by(helper.person, helper.until + timedelta(days=1))) == []
    assert list(Dossier.objects.helped_by(tenant.user)) == []


def test_a_helper_is_not_shown_what_it_takes_to_sign_up_as_a_co_holder(couple: tuple[Tenant, Tenant]) -> None:
    tenant, _other = couple
    assert "100000002" in tenant.client().get(tenant.url("dossier")).text
    assert "100000002" not in client_of(helper_of(tenant)).get(tenant.url("dossier")).text


def test_pages_cost_the_same_however_many_help(tenant: Tenant, django_assert_max_num_queries: Queries) -> None:
    for _ in range(5):
        helper_of(tenant)
        helper_of(tenant, revoked_at=timezone.now())
    client = tenant.client()
    client.get(tenant.url("aidants"))
    with django_assert_max_num_queries(11):
        client.get(tenant.url("aidants"))
    helper = client_of(Aidant.objects.live(timezone.localdate())[0])
    helper.get(tenant.url("documents"))
    with django_assert_max_num_queries(14):
        helper.get(tenant.url("documents"))


# --- What the database holds ------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({f"sees_{scope}": False for scope in Scope}, "aidant_sees_something"),
        ({"accepted_at": None}, "aidant_accepted_by_someone"),
        ({"person": None}, "aidant_accepted_by_someone"),
        ({"accepted_at": timezone.now() - timedelta(days=9)}, "aidant_accepted_after_invited"),
        ({"revoked_at": timezone.now() - timedelta(days=9)}, "aidant_revoked_after_invited"),
        ({"refused_at": timezone.now()}, "aidant_refused_or_accepted"),
        ({"name": ""}, "aidant_name_present"),
        ({"email": ""}, "aidant_email_present"),
        ({"email": "Sarah@demo.example"}, "aidant_email_in_lower_case"),
    ],
)
def test_the_database_refuses(tenant: Tenant, fields: dict[str, Any], name: str) -> None:
    helper = helper_of(tenant)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Aidant.objects.filter(pk=helper.pk).update(**fields)


def test_the_database_refuses_two_open_invitations_of_one_address(tenant: Tenant) -> None:
    helper = helper_of(tenant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Aidant.objects.create(
            dossier=tenant.dossier,
            invited_by=tenant.user,
            email=helper.email.upper(),
            name="Sarah",
            sees_demandes=True,
            until=helper.until,
        )


def test_a_setting_says_how_far_ahead_help_lasts(tenant: Tenant, settings: Settings) -> None:
    settings.AIDANT_LASTS_DAYS_AT_MOST = 10
    assert "C’est trop loin." in invite(tenant).text


def test_nobody_else_reaches_these_pages(client: Client, tenant: Tenant) -> None:
    assert client.get(tenant.url("aidants")).status_code == 302
