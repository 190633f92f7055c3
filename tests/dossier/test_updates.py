"""What changes in a tenant's life: told on a short form, checked by staff, kept until the landlord's ERP knows it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from espace_locataire.compte.email_changes import move_to
from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import MiseAJour, Occupant
from espace_locataire.dossier.proposals import AlreadyDecidedError, accept, refuse, withdraw
from espace_locataire.dossier.updates import (
    change_at_once,
    keep_accepted,
    keep_address_of_account,
    postal_address,
    standing_changes,
)
from espace_locataire.notifications.models import Notification
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.proofs import pdf, photograph
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
TOMORROW = (TODAY + timedelta(days=1)).isoformat()
Queries = Callable[[int], AbstractContextManager[Any]]

BIRTH = {"prenom": "Lou", "nom": "Martin", "date_naissance": YESTERDAY}
ARRIVAL = {
    "prenom": "Sam",
    "nom": "Diallo",
    "date_naissance": "1990-05-01",
    "lien": "conjoint",
    "effective_on": YESTERDAY,
}
POST = {"adresse": "8 rue du Bois", "code_postal": "28 000", "commune": "Chartres", "effective_on": YESTERDAY}
MARRIAGE = {"situation": "mariage", "nouvelle": "Diallo", "effective_on": YESTERDAY}


@pytest.fixture
def tenant(db: None, export: ExportFolder) -> Tenant:
    """Return a tenant whose dwelling has one more occupant, Noé MARTIN."""
    export.locataire("100000001", "MARTIN", "Alex", telephone="02 37 00 00 01", email="ancien@demo.example")
    export.dossier("1000000010A", "100000001")
    export.add(
        "occupants.csv",
        id="OC1",
        dossier="1000000010A",
        nom="MARTIN",
        prenom="Noé",
        date_naissance="2015-02-03",
        lien="enfant",
    )
    export.bring_in()
    return tenant_of("1000000010A", UserFactory.create(email="alex@demo.example"))


def post(tenant: Tenant, nature: str, typed: dict[str, Any], files: Any = None) -> Any:
    files = [pdf()] if files is None else files
    return tenant.client().post(tenant.url(f"changement_{nature}"), {**typed, "pieces": files}, follow=True)


def the_change(tenant: Tenant) -> MiseAJour:
    return tenant.dossier.mises_a_jour.get()


def file_page(tenant: Tenant) -> str:
    return tenant.client().get(tenant.url("dossier")).text


@pytest.mark.parametrize(
    ("nature", "typed", "shown"),
    [
        ("naissance", BIRTH, "Lou Martin"),
        ("arrivee", ARRIVAL, "Sam Diallo"),
        ("courrier", POST, "8 rue du Bois, 28000 Chartres"),
        ("etat_civil", MARRIAGE, "Mariage Diallo"),
    ],
)
def test_each_kind_of_change_is_sent_with_its_paper_and_waits(
    tenant: Tenant, nature: str, typed: dict[str, Any], shown: str
) -> None:
    page = post(tenant, nature, typed, [photograph("livret.jpg")]).text
    assert "Votre changement est envoyé." in page
    assert shown in page
    assert "En cours de vérification" in page
    change = the_change(tenant)
    assert (change.status, change.sent_by, change.nature) == ("recue", tenant.user, nature)
    assert [piece.display_name for piece in change.pieces.all()] == ["livret.jpg"]


def test_a_birth_shows_in_the_household_at_once_as_being_checked(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    page = file_page(tenant)
    assert "Lou Martin" in page
    assert "En cours de vérification" in page
    assert the_change(tenant).effective_on.isoformat() == YESTERDAY


def test_a_departure_names_an_occupant_and_needs_no_paper(tenant: Tenant) -> None:
    occupant = Occupant.objects.get()
    post(tenant, "depart", {"occupant": occupant.pk, "effective_on": YESTERDAY}, [])
    assert "Départ en cours de vérification" in file_page(tenant)
    accept(the_change(tenant), StaffFactory.create())
    assert "Noé" not in file_page(tenant)


def test_nobody_can_leave_an_empty_household(tenant: Tenant) -> None:
    Occupant.objects.update(closed_on=TODAY)
    assert "Personne d’autre que les titulaires" in tenant.client().get(tenant.url("changement_depart")).text


@pytest.mark.parametrize(
    ("nature", "typed", "said"),
    [
        ("naissance", BIRTH | {"date_naissance": TOMORROW}, "Cette date est dans l’avenir."),
        ("naissance", BIRTH | {"date_naissance": "1850-01-01"}, "Vérifiez l’année de naissance."),
        ("naissance", BIRTH | {"prenom": " "}, "Écrivez son prénom."),
        ("naissance", BIRTH | {"prenom": "1234"}, "Écrivez-le en lettres."),
        ("arrivee", ARRIVAL | {"lien": ""}, "Choisissez une réponse."),
        ("arrivee", ARRIVAL | {"lien": "voisin"}, "Sélectionnez un choix valide"),
        ("arrivee", ARRIVAL | {"effective_on": "2001-01-01"}, "Vérifiez l’année"),
        ("arrivee", ARRIVAL | {"effective_on": "2099-01-01"}, "Vérifiez l’année"),
        ("depart", {"effective_on": YESTERDAY}, "Choisissez la personne qui est partie."),
        ("courrier", POST | {"code_postal": "2800"}, "cinq chiffres"),
        ("courrier", POST | {"adresse": ""}, "Écrivez le numéro et la rue."),
        ("etat_civil", MARRIAGE | {"nouvelle": "12"}, "Écrivez-le en lettres."),
        ("etat_civil", MARRIAGE | {"effective_on": "31/02/2026"}, "Écrivez une date complète"),
    ],
)
def test_a_mistake_is_told_and_neither_words_nor_files_are_lost(
    tenant: Tenant, nature: str, typed: dict[str, Any], said: str
) -> None:
    page = post(tenant, nature, typed, [pdf("livret.pdf")]).text
    assert said in page
    assert "Fichiers déjà reçus" in page
    assert "livret" in page
    for value in typed.values():
        if value.strip() and "value=" in page and nature in ("courrier",):
            assert f'value="{value}"' in page
    assert not tenant.dossier.mises_a_jour.exists()


def test_the_paper_of_an_earlier_try_goes_with_the_next(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH | {"prenom": ""}, [pdf("livret.pdf")])
    kept = tenant.dossier.pieces.get()
    response = tenant.client().post(tenant.url("changement_naissance"), {**BIRTH, "kept": [kept.pk]})
    assert response.status_code == 302
    assert the_change(tenant).pieces.get() == kept


def test_the_papers_of_one_form_do_not_show_in_another(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH | {"prenom": ""}, [pdf("acte de Lou.pdf")])
    for name in ("changement_arrivee", "assurance"):
        assert "acte de Lou" not in tenant.client().get(tenant.url(name)).text


def test_a_paper_is_asked_for_where_the_law_wants_a_proof(tenant: Tenant) -> None:
    for nature, typed in (("naissance", BIRTH), ("arrivee", ARRIVAL), ("etat_civil", MARRIAGE)):
        assert 'class="field-error"' in post(tenant, nature, typed, []).text
    assert not tenant.dossier.mises_a_jour.exists()


def test_the_same_change_twice_is_kept_once(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    page = post(tenant, "naissance", BIRTH)
    assert "Vous avez déjà envoyé ce changement." in page.text
    assert tenant.dossier.mises_a_jour.count() == 1


def test_an_occupant_of_another_lease_cannot_be_named(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    mine.dossier.mises_a_jour.all().delete()
    theirs = Occupant.objects.create(source_ref="OC9", dossier=other.dossier, nom="ROUX", prenom="Ana")
    Occupant.objects.create(source_ref="OC8", dossier=mine.dossier, nom="PETIT", prenom="Zoé")
    page = post(mine, "depart", {"occupant": theirs.pk, "effective_on": YESTERDAY}, [])
    assert 'class="field-error"' in page.text
    assert not mine.dossier.mises_a_jour.exists()


def test_a_change_is_taken_back_until_it_is_decided_on(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    change = the_change(tenant)
    address = tenant.url("change_withdraw", change.pk)
    assert "Lou Martin" in tenant.client().get(address).text
    assert "Votre changement est retiré." in tenant.client().post(address, follow=True).text
    assert "Lou" not in file_page(tenant)
    again = tenant.client().post(address, follow=True)
    assert "ne peut plus être retiré" in again.text


def test_of_two_decisions_at_once_the_second_is_told(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    first, second = the_change(tenant), the_change(tenant)
    accept(first, StaffFactory.create())
    for decide in (accept, withdraw):
        with pytest.raises(AlreadyDecidedError):
            decide(second, StaffFactory.create())


def test_the_tenant_is_told_at_each_step(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    refuse(the_change(tenant), StaffFactory.create(), "La date n’est pas celle du document.")
    told = [note.title for note in Notification.objects.order_by("pk")]
    assert told == ["Votre changement est arrivé", "Votre changement est refusé"]
    assert "La date n’est pas celle du document." in Notification.objects.latest("pk").text
    page = tenant.client().get(tenant.url("changements")).text
    assert "La date n’est pas celle du document." in page


# --- Until the ERP knows -------------------------------------------------------------------------


def test_an_accepted_arrival_stays_listed_and_is_not_listed_twice_when_the_erp_lists_it(
    tenant: Tenant, export: ExportFolder
) -> None:
    post(tenant, "arrivee", ARRIVAL)
    accept(the_change(tenant), StaffFactory.create())
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    assert file_page(tenant).count("Sam Diallo") == 1
    export.add(
        "occupants.csv", id="OC2", dossier="1000000010A", nom="DIALLO", prenom="SAM", date_naissance="1990-05-01"
    )
    export.emitted_at = "2026-11-25T08:00:00+01:00"
    export.bring_in()
    page = file_page(tenant)
    assert "SAM DIALLO" in page
    assert "Sam Diallo" not in page


def test_someone_who_left_and_comes_back_is_listed_again(tenant: Tenant) -> None:
    Occupant.objects.update(closed_on=TODAY - timedelta(days=300))
    back = {"prenom": "Noé", "nom": "Martin", "date_naissance": "2015-02-03"}
    post(tenant, "arrivee", ARRIVAL | back)
    assert "Noé Martin" in file_page(tenant)


def test_a_new_name_is_the_person_s_at_once_and_survives_the_erp_s_own_version(
    tenant: Tenant, export: ExportFolder
) -> None:
    post(tenant, "etat_civil", MARRIAGE)
    person = Locataire.objects.get()
    assert person.nom_usage == ""
    accept(the_change(tenant), StaffFactory.create())
    person.refresh_from_db()
    assert person.nom_usage == "Diallo"
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.bring_in()
    person.refresh_from_db()
    assert person.nom_usage == "Diallo"


def test_once_the_erp_has_answered_its_own_version_counts(tenant: Tenant, export: ExportFolder) -> None:
    post(tenant, "etat_civil", MARRIAGE)
    accept(the_change(tenant), StaffFactory.create())
    MiseAJour.objects.update(erp_answer="integre")
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    export.row("locataires.csv", "100000001")["nom_usage"] = "DIALLO"
    export.bring_in()
    assert Locataire.objects.get().nom_usage == "DIALLO"
    assert keep_accepted() == 0


def test_the_post_goes_where_the_tenant_said_from_that_day(tenant: Tenant) -> None:
    post(tenant, "courrier", POST)
    assert postal_address(standing_changes(tenant.dossier)) == ""
    accept(the_change(tenant), StaffFactory.create())
    assert "8 rue du Bois, 28000 Chartres" in file_page(tenant)
    assert postal_address(standing_changes(tenant.dossier), TODAY - timedelta(days=30)) == ""


# --- Telephone and e-mail, at once ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "06 12 34 56 78"),
        ("+33 6 12 34 56 78", "06 12 34 56 78"),
        ("+32 470 12 34 56", "+32 470 12 34 56"),
        ("", ""),
    ],
)
def test_a_telephone_is_changed_at_once_and_leaves_for_the_erp(tenant: Tenant, typed: str, kept: str) -> None:
    response = tenant.client().post(tenant.url("telephone"), {"telephone": typed}, follow=True)
    assert "C’est enregistré." in response.text
    assert Locataire.objects.get().telephone == kept
    change = MiseAJour.objects.to_export().get()
    assert (change.nature, change.ancienne, change.nouvelle) == ("telephone", "02 37 00 00 01", kept)


@pytest.mark.parametrize("typed", ["bonjour", "06 12 34", "0000000000", "+99 123"])
def test_a_number_that_does_not_exist_is_refused_and_stays_typed(tenant: Tenant, typed: str) -> None:
    response = tenant.client().post(tenant.url("telephone"), {"telephone": typed})
    assert 'class="field-error"' in response.text
    assert f'value="{typed}"' in response.text
    assert Locataire.objects.get().telephone == "02 37 00 00 01"


def test_a_number_survives_the_erp_s_own_version_until_it_answers(tenant: Tenant, export: ExportFolder) -> None:
    tenant.client().post(tenant.url("telephone"), {"telephone": "06 12 34 56 78"})
    for day in ("24", "25"):
        export.emitted_at = f"2026-11-{day}T08:00:00+01:00"
        export.bring_in()
        assert Locataire.objects.get().telephone == "06 12 34 56 78"


def test_only_the_last_of_several_numbers_leaves(tenant: Tenant) -> None:
    for number in ("06 12 34 56 78", "06 12 34 56 79", "06 12 34 56 79"):
        tenant.client().post(tenant.url("telephone"), {"telephone": number})
    assert MiseAJour.objects.to_export().get().nouvelle == "06 12 34 56 79"


def test_the_erp_is_told_of_the_address_the_tenant_logs_in_with(tenant: Tenant) -> None:
    keep_address_of_account(None, tenant.user)
    assert Locataire.objects.get().email == "alex@demo.example"
    assert MiseAJour.objects.to_export().get().nature == "email"


def test_the_erp_is_told_of_a_changed_address(tenant: Tenant) -> None:
    move_to(tenant.user, "nouvelle@demo.example")
    assert MiseAJour.objects.to_export().get().nouvelle == "nouvelle@demo.example"


def test_only_telephone_and_e_mail_change_without_staff(tenant: Tenant) -> None:
    with pytest.raises(ValueError, match="etat_civil"):
        change_at_once(Locataire.objects.get(), "etat_civil", "Diallo", tenant.user)


# --- The pages and the rules ---------------------------------------------------------------------


def test_pages_cost_the_same_whatever_there_is_to_show(tenant: Tenant, django_assert_max_num_queries: Queries) -> None:
    client = tenant.client()
    for number in range(12):
        MiseAJour.objects.create(
            dossier=tenant.dossier,
            nature="naissance",
            effective_on=TODAY,
            nom="Martin",
            prenom=f"Enfant {chr(65 + number)}",
            date_naissance=TODAY,
        )
    for name in ("dossier", "changements", "changement_depart", "telephone"):
        client.get(tenant.url(name))
        with django_assert_max_num_queries(13):
            assert client.get(tenant.url(name)).status_code == 200


def test_the_database_holds_the_rules(tenant: Tenant) -> None:
    base = {"dossier": tenant.dossier, "effective_on": date(2026, 1, 1)}
    for wrong in (
        {"nature": "naissance"},
        {"nature": "depart"},
        {"nature": "telephone"},
        {"nature": "courrier"},
        {"nature": "inconnue"},
        {"nature": "etat_civil", "locataire": Locataire.objects.get()},
        {"nature": "courrier", "nouvelle": "x", "erp_answer": "bof"},
        {"nature": "courrier", "nouvelle": "x", "status": "validee"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            MiseAJour.objects.create(**base, **wrong)


def test_nothing_is_sent_by_mail_when_a_change_is_taken_back(tenant: Tenant) -> None:
    post(tenant, "naissance", BIRTH)
    mail.outbox.clear()
    withdraw(the_change(tenant), tenant.user)
    assert not mail.outbox
