"""A tenant is found by whatever they say on the telephone, however it is spelt."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import Locataire, User
from espace_locataire.compte.signals import account_made, address_changed
from espace_locataire.dossier.models import Dossier, MiseAJour
from espace_locataire.dossier.proposals import accept
from espace_locataire.dossier.updates import change_at_once, propose
from espace_locataire.guichet import finding
from espace_locataire.guichet.finding import find
from espace_locataire.guichet.models import SearchLine
from espace_locataire.guichet.words import asked_words, together
from espace_locataire.vie_privee.erasing import erase_now
from home.retention import retention_named
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import tenant_of
from tests.erp.export_folder import ExportFolder
from tests.guichet.counter import MAY_USE, ROLES, found, member, search

pytestmark = pytest.mark.django_db

HENAFF, GOFF, GONE = "0030020788B", "0030020790D", "0030020799Z"


@pytest.fixture
def three(export: ExportFolder) -> ExportFolder:
    """Bring in three leases: of two holders, of one whose name is in one word, of someone who left."""
    export.residence("R01", nom="Les Érables")
    export.locataire(
        "002078800", "L’HÉNAFF-MÜLLER", "Maëlle", telephone="+33 6 39 98 12 34", email="Maelle.H@example.org"
    )
    export.locataire("002078801", "DIALLO", "Ibrahima", nom_usage="TRAORÉ", telephone="02.37.99.00.11 ou 0639980001")
    export.locataire("002079000", "LEGOFF", "Ana Sofia")
    export.locataire("002079900", "MARTIN", "Zoé")
    export.dossier(HENAFF, "002078800")
    export.titulaire(HENAFF, "002078801", "cotitulaire")
    export.dossier(GOFF, "002079000")
    export.dossier(GONE, "002079900", date_sortie="2024-03-31")
    for dwelling, number, door in ((HENAFF, "12", "Appartement 34"), (GOFF, "120", ""), (GONE, "3bis", "")):
        row = export.row("logements.csv", f"L-{dwelling}")
        row |= {"adresse": f"{number} rue de l’Égalité", "complement": door}
    export.bring_in()
    return export


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("henaff", HENAFF),
        ("L’Hénaff", HENAFF),
        ("muller maelle", HENAFF),
        ("MÜLLER", HENAFF),
        ("lhenaff", HENAFF),
        ("mme henaff", HENAFF),
        ("traore ibrahima", HENAFF),
        ("dial", HENAFF),
        ("le goff", GOFF),
        ("sofia ana", GOFF),
        ("06 39 98 12 34", HENAFF),
        ("+33 (0)6.39.98.12.34", HENAFF),
        ("0033639981234", HENAFF),
        ("33639981234", HENAFF),
        ("639981234", HENAFF),
        ("06 39 98 12", HENAFF),
        ("02 37 99 00 11", HENAFF),
        ("06 39 98 00 01", HENAFF),
        ("002 078 801", HENAFF),
        ("2078801", HENAFF),
        ("0030020788 b", HENAFF),
        ("003 002 0788B", HENAFF),
        ("30020788", HENAFF),
        ("maelle.h@example.org", HENAFF),
        ("MAELLE.H@exam", HENAFF),
        ("12 rue de l'egalite", HENAFF),
        ("egalite 12 appartement 34 28000", HENAFF),
        ("erables henaff", HENAFF),
        ("3 rue egalite", GONE),
        ("henaff 0639981234", HENAFF),
    ],
)
def test_a_lease_is_found_by_what_is_known_of_it(three: ExportFolder, typed: str, reference: str) -> None:
    assert [lease.reference for lease in find(typed).leases] == [reference]


@pytest.mark.parametrize(
    "typed", ["henaff goff", "enaff", "henaffe", "1 egalite", "0639981235", "zoe.martin@", "%", "_"]
)
def test_every_word_has_to_begin_one_of_the_same_lease(three: ExportFolder, typed: str) -> None:
    assert find(typed).leases == []


@pytest.mark.parametrize("typed", ["'", "\\", "' | '", "m.", "\x00", "…", "  "])
def test_what_holds_no_word_finds_nothing_and_breaks_nothing(three: ExportFolder, typed: str) -> None:
    assert find(f"{typed} henaff goff").leases == []
    assert "Écrivez un nom" in search(member()[0], typed) or not typed.strip("\x00 ")


def test_a_number_is_read_whole_beside_others() -> None:
    assert asked_words("Appartement 12 28000 06 12 34 56 78") == ["0612345678", "appartement", "12", "28000"]
    assert asked_words("+32 475 12 34 56") == ["32475123456"]
    assert asked_words("0612345678 bernard") == ["0612345678", "bernard"]
    assert together(["van", "den", "bergh", "anna"]) == ["vandenbergh", "anna"]


def test_those_who_live_there_come_before_those_who_left(three: ExportFolder) -> None:
    client, _ = member()
    assert found(client, "egalite") == [HENAFF, GOFF, GONE]
    page = search(client, "zoe")
    assert "parti le 31 mars 2024" in page
    assert "MARTIN Zoé" in page
    assert "3bis rue de l’Égalité" in page
    assert "Les Érables" in page


def test_what_was_typed_stands_in_no_address(three: ExportFolder) -> None:
    client, _ = member()
    answer = client.post(reverse("guichet"), {"q": "henaff"})
    assert answer.headers["Location"] == reverse("guichet")
    page = client.get(reverse("guichet"))
    assert 'value="henaff"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert 'value="henaff"' not in member()[0].get(reverse("guichet")).text


def test_too_many_are_not_shown_and_staff_is_told_to_be_precise(
    three: ExportFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_SHOWN", 2)
    client, _ = member()
    page = search(client, "rue")
    assert "Précisez" in page
    assert page.count('class="title"') == 2
    assert "2 dossiers trouvés" not in page
    assert "Aucun dossier ne correspond" in search(client, "personne")


def test_nobody_searches_without_end(three: ExportFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_locataire.guichet.views.SEARCHES_AN_HOUR", 1)
    client, _ = member()
    assert found(client, "henaff") == [HENAFF]
    assert "Trop de recherches" in search(client, "goff")
    assert found(member()[0], "legoff") == [GOFF]


@pytest.mark.parametrize("role", ROLES)
def test_the_counter_is_open_to_those_who_answer_tenants(three: ExportFolder, role: str) -> None:
    client, _ = member(role)
    may = role in MAY_USE
    assert (client.get(reverse("guichet")).status_code == 200) is may
    assert (
        client.get(reverse("guichet_lease", args=[Dossier.objects.get(reference=GOFF).pk])).status_code == 200
    ) is may
    assert (reverse("guichet") in client.get(reverse("wagtailadmin_home")).text) is may


def test_an_import_brings_the_search_up_to_date(three: ExportFolder) -> None:
    three.row("locataires.csv", "002079000").update(nom="KOWALSKI", telephone="")
    three.emitted_at = "2026-11-24T22:00:00+01:00"
    three.bring_in()
    assert [lease.reference for lease in find("kowalski").leases] == [GOFF]
    assert find("legoff").leases == []


def test_an_import_holds_even_when_the_search_cannot_follow(
    export: ExportFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(step: object) -> None:
        raise RuntimeError("DIALLO")

    monkeypatch.setattr("espace_locataire.guichet.indexing.rebuild", fails)
    export.dossier(GOFF)
    assert export.bring_in().outcome == "imported"
    assert "rebuild_guichet" in caplog.text
    assert "DIALLO" not in caplog.text


def test_what_tenants_change_is_found_at_once(three: ExportFolder) -> None:
    person = Locataire.objects.get(reference_client="002079000")
    user = UserFactory.create(email="ana@example.org")
    tenant = tenant_of(GOFF, user)
    change_at_once(person, MiseAJour.Nature.TELEPHONE, "+33612345678", user)
    assert [lease.reference for lease in find("06 12 34 56 78").leases] == [GOFF]
    update = propose(
        tenant.dossier,
        user,
        MiseAJour.Nature.ETAT_CIVIL,
        timezone.localdate(),
        locataire=person,
        situation="mariage",
        ancienne="",
        nouvelle="Novák",
    )
    assert find("novak").leases == []
    accept(update, StaffFactory.create())
    assert [lease.reference for lease in find("novak").leases] == [GOFF]


@pytest.mark.parametrize("signal", [account_made, address_changed])
def test_the_address_of_an_account_is_found_at_once(three: ExportFolder, signal: object) -> None:
    user = UserFactory.create(email="new@example.org")
    tenant_of(GOFF, user)
    signal.send(User, person=user, wants_messages=False)  # type: ignore[attr-defined]
    assert [lease.reference for lease in find("new@example.org").leases] == [GOFF]


def test_rebuilding_mends_what_is_missing_and_changes_nothing_else(three: ExportFolder) -> None:
    def rebuilt() -> str:
        output = StringIO()
        call_command("rebuild_guichet", stdout=output)
        return output.getvalue()

    assert "recherche : 0." in rebuilt()
    lines = SearchLine.objects.filter(dossier__reference__in=(HENAFF, GOFF))
    lines[:1].get().delete()
    SearchLine.objects.filter(pk=lines.get().pk).update(words=" rien ")
    assert "recherche : 2." in rebuilt()
    assert [lease.reference for lease in find("henaff").leases] == [HENAFF]


def test_a_search_costs_the_same_whatever_it_finds(three: ExportFolder, django_assert_max_num_queries: object) -> None:
    client, _ = member()
    for typed in ("henaff", "rue"):
        search(client, typed)
        with django_assert_max_num_queries(16):  # type: ignore[operator]
            client.get(reverse("guichet"))


def test_an_account_that_is_erased_and_a_name_that_is_forgotten_are_found_no_more(three: ExportFolder) -> None:
    person = UserFactory.create(email="cherchez.moi@demo.example")
    tenant = tenant_of(three.rows["dossiers.csv"][0]["reference"], person)
    Locataire.objects.filter(user=person).update(email="")
    call_command("rebuild_guichet", stdout=StringIO())
    locataire = person.locataire
    assert [lease.reference for lease in find("cherchez.moi@demo.example").leases] == [tenant.dossier.reference]
    erase_now(person)
    assert find("cherchez.moi@demo.example").leases == []
    assert [lease.reference for lease in find(locataire.reference_client).leases] == [tenant.dossier.reference]
    Locataire.objects.filter(pk=locataire.pk).update(closed_on=date(2010, 1, 1))
    retention_named("identities").forget(timezone.now())
    assert locataire.nom.lower() not in SearchLine.objects.get(dossier=tenant.dossier).words
