"""Night after night: what an import adds, changes, closes and reopens, and what it never touches."""

from datetime import date
from pathlib import Path

import pytest

from espace_locataire.compte.models import Locataire, User
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier, Logement, Occupant, Titulaire
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.models import ArreteComptes, Ecriture
from residence_news.models import Residence
from tests.erp.export_folder import ExportFolder, tiny_pdf
from tests.erp.portfolio import GARAGE, HOLDER, HOME, NEIGHBOUR, PARTNER, everything, imported_runs, portfolio

pytestmark = pytest.mark.django_db

NEXT_DAY = date(2026, 11, 2)


@pytest.fixture
def first(tmp_path: Path) -> ImportRun:
    """Bring the first export in."""
    return portfolio(tmp_path / "first").bring_in()


@pytest.fixture
def second(tmp_path: Path, first: ImportRun) -> ExportFolder:
    """Return the export of the next day, the same as the first but for its date."""
    return portfolio(tmp_path / "second", days=1)


@pytest.fixture
def delta(tmp_path: Path, first: ImportRun) -> ExportFolder:
    """Return an empty export of changes, of the next day."""
    path = tmp_path / "delta"
    path.mkdir()
    return ExportFolder(path, emitted_at=portfolio(tmp_path / "unused", days=1).emitted_at, mode="delta")


def the_holder_logs_in() -> User:
    user = User.objects.create_user("camille@demo.example")
    Locataire.objects.filter(reference_client=HOLDER).update(user=user)
    return user


def test_the_same_folder_twice_changes_nothing(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.bring_in()
    before = everything()
    again = import_folder(folder.path, launched_by="tests")
    assert (again.outcome, again.counts) == ("unchanged", {})
    assert everything() == before
    assert imported_runs() == 1


def test_the_same_manifest_over_files_that_changed_is_refused(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.bring_in()
    with (folder.path / "occupants.csv").open("a") as occupants:
        occupants.write(f"O2;{HOME};NOUVEAU;Lou;;enfant\n")
    run = import_folder(folder.path, launched_by="tests")
    assert (run.outcome, [fault["fichier"] for fault in run.faults]) == ("refused", ["occupants.csv"])


def test_the_same_portfolio_a_day_later_changes_only_the_date_of_the_accounts(second: ExportFolder) -> None:
    before = everything()
    run = second.bring_in()
    after = everything()
    assert len(after.pop("solde_arretecomptes")) == 2
    before.pop("solde_arretecomptes")
    assert after == before
    assert run.counts["ecritures.csv"]["inchangees"] == run.counts["ecritures.csv"]["lignes"] == 4
    assert run.papers_prefix == ""


def test_an_older_export_is_refused_even_when_it_was_imported_once(tmp_path: Path, second: ExportFolder) -> None:
    second.bring_in()
    run = import_folder(tmp_path / "first" / "export", launched_by="tests")
    assert run.outcome == "refused"


def test_what_changed_is_changed_and_counted(second: ExportFolder) -> None:
    second.row("locataires.csv", HOLDER).update(nom_usage="MARCHAND", telephone="02 37 00 00 00")
    second.row("residences.csv", "R01").update(latitude="48,4560", longitude="1.4840")
    run = second.bring_in()
    camille = Locataire.objects.get(reference_client=HOLDER)
    assert (camille.nom_usage, camille.telephone) == ("MARCHAND", "02 37 00 00 00")
    residence = Residence.objects.get()
    assert (residence.latitude, residence.longitude) == (48.456, 1.484)
    assert run.counts["locataires.csv"] == {
        "lignes": 3,
        "nouvelles": 0,
        "modifiees": 1,
        "fermees": 0,
        "inchangees": 2,
    }


def test_a_value_emptied_in_the_export_is_emptied_here(second: ExportFolder) -> None:
    second.row("locataires.csv", HOLDER).update(civilite="", date_naissance="")
    second.bring_in()
    camille = Locataire.objects.get(reference_client=HOLDER)
    assert (camille.civilite, camille.date_naissance) == ("", None)


def test_accounts_and_keys_of_addresses_outlive_every_import(second: ExportFolder) -> None:
    user = the_holder_logs_in()
    keys = set(Dossier.objects.values_list("reference", "cle"))
    second.row("locataires.csv", HOLDER)["nom"] = "MARCHAND"
    second.row("dossiers.csv", HOME)["mode_paiement"] = "prelevement"
    second.bring_in()
    assert Locataire.objects.get(reference_client=HOLDER).user == user
    assert set(Dossier.objects.values_list("reference", "cle")) == keys


def test_what_a_complete_export_no_longer_lists_is_closed_and_kept(second: ExportFolder) -> None:
    second.rows = {
        name: [row for row in rows if GARAGE not in "".join(row.values()) and NEIGHBOUR not in row.values()]
        for name, rows in second.rows.items()
    }
    run = second.bring_in()
    assert Dossier.objects.get(reference=GARAGE).closed_on == NEXT_DAY
    assert Logement.objects.get(reference=f"L-{GARAGE}").closed_on == NEXT_DAY
    assert Locataire.objects.get(reference_client=NEIGHBOUR).closed_on == NEXT_DAY
    assert Dossier.objects.get(reference=HOME).closed_on is None
    assert Ecriture.objects.filter(dossier__reference=GARAGE).count() == 2
    assert run.counts["dossiers.csv"]["fermees"] == 1


def test_whoever_held_a_lease_that_left_the_export_still_sees_it(second: ExportFolder) -> None:
    user = the_holder_logs_in()
    for name in second.rows:
        second.rows[name] = [row for row in second.rows[name] if HOME not in "".join(row.values())]
    second.bring_in()
    assert [dossier.reference for dossier in Dossier.objects.held_by(user)] == [HOME]


def test_what_comes_back_is_reopened(tmp_path: Path, second: ExportFolder) -> None:
    second.rows["occupants.csv"].clear()
    second.bring_in()
    assert Occupant.objects.get().closed_on == NEXT_DAY
    run = portfolio(tmp_path / "third", days=2).bring_in()
    assert Occupant.objects.get().closed_on is None
    assert run.counts["occupants.csv"]["modifiees"] == 1


def test_a_closed_row_keeps_the_day_it_was_closed(tmp_path: Path, second: ExportFolder) -> None:
    second.rows["occupants.csv"].clear()
    second.bring_in()
    third = portfolio(tmp_path / "third", days=2)
    third.rows["occupants.csv"].clear()
    third.bring_in()
    assert Occupant.objects.get().closed_on == NEXT_DAY


def test_a_co_tenant_who_leaves_stops_seeing_the_lease(second: ExportFolder) -> None:
    user = User.objects.create_user("jean@demo.example")
    Locataire.objects.filter(reference_client=PARTNER).update(user=user)
    second.rows["titulaires.csv"][1]["au"] = "2026-10-31"
    second.bring_in()
    assert Titulaire.objects.get(locataire__reference_client=PARTNER).au == date(2026, 10, 31)
    assert not Dossier.objects.held_by(user, on=date(2026, 11, 3)).exists()


def test_a_link_no_longer_listed_is_closed(second: ExportFolder) -> None:
    del second.rows["titulaires.csv"][1]
    run = second.bring_in()
    assert Titulaire.objects.get(locataire__reference_client=PARTNER).closed_on == NEXT_DAY
    assert run.counts["titulaires.csv"]["fermees"] == 1


def test_one_holder_hands_over_to_the_other(second: ExportFolder) -> None:
    second.rows["titulaires.csv"][0]["au"] = "2026-11-02"
    second.rows["titulaires.csv"][1]["au"] = "2026-11-01"
    second.titulaire(HOME, PARTNER, du="2026-11-02")
    second.bring_in()
    holder = Titulaire.objects.get(dossier__reference=HOME, role="titulaire", au=None)
    assert holder.locataire.reference_client == PARTNER


def test_a_handover_to_come_is_accepted(second: ExportFolder) -> None:
    second.rows["titulaires.csv"][0]["au"] = "2026-12-31"
    second.titulaire(HOME, PARTNER, du="2027-01-01")
    second.bring_in()
    assert Titulaire.objects.filter(dossier__reference=HOME, role="titulaire").count() == 2


def test_two_holders_exchange_their_places_and_back(tmp_path: Path, second: ExportFolder) -> None:
    second.rows["titulaires.csv"][0]["au"] = "2026-11-01"
    second.titulaire(HOME, PARTNER, du="2026-11-02")
    second.bring_in()
    third = portfolio(tmp_path / "third", days=2)
    third.titulaire(HOME, PARTNER, du="2026-11-02", au="2026-11-02")
    third.bring_in()
    current = Titulaire.objects.get(dossier__reference=HOME, role="titulaire", au=None)
    assert current.locataire.reference_client == HOLDER


def test_a_tenant_who_changes_flat_has_both_leases(second: ExportFolder) -> None:
    user = the_holder_logs_in()
    second.row("dossiers.csv", HOME)["date_sortie"] = "2026-10-31"
    second.rows["titulaires.csv"][0]["au"] = "2026-10-31"
    second.dossier("0030030000A", HOLDER, date_entree="2026-11-01")
    second.bring_in()
    held = Dossier.objects.held_by(user, on=date(2026, 11, 3)).order_by("reference")
    assert [dossier.reference for dossier in held] == [HOME, "0030030000A"]


def test_a_lease_that_begins_next_month_has_its_holder_from_then_on(second: ExportFolder) -> None:
    second.dossier("0030030000A", "002079999", date_entree="2026-12-01")
    second.rows["titulaires.csv"][-1]["du"] = "2026-12-01"
    second.bring_in()
    assert Dossier.objects.filter(reference="0030030000A").exists()


def test_a_lease_that_ended_needs_no_holder(second: ExportFolder) -> None:
    second.dossier("0030030000A", date_sortie="2024-08-31")
    second.rows["titulaires.csv"].pop()
    second.bring_in()
    assert Dossier.objects.filter(reference="0030030000A").exists()


def test_entries_and_papers_are_added_to_those_there_were(second: ExportFolder) -> None:
    second.ecriture(HOME, 39_237, "2026-11-01")
    second.document(HOME, "2026-11")
    run = second.bring_in()
    assert (Ecriture.objects.count(), Document.objects.count()) == (5, 3)
    assert run.counts["ecritures.csv"]["nouvelles"] == run.counts["documents.csv"]["nouvelles"] == 1


def test_entries_no_longer_listed_stay(second: ExportFolder) -> None:
    second.rows["ecritures.csv"].clear()
    second.rows["documents.csv"].clear()
    second.bring_in()
    assert (Ecriture.objects.count(), Document.objects.count()) == (4, 2)


def test_a_debit_without_a_due_date_falls_due_on_its_own_date(first: ImportRun) -> None:
    entry = Ecriture.objects.get(source_ref="E0000003")
    assert entry.due_date == entry.value_date == date(2026, 10, 1)


def test_entries_keep_the_order_of_the_file(first: ImportRun) -> None:
    in_order = list(Ecriture.objects.order_by("pk").values_list("source_ref", flat=True))
    assert in_order == sorted(in_order)


def test_changes_alone_close_nothing(delta: ExportFolder) -> None:
    delta.ecriture(HOME, -100, "2026-11-02", id="E0000100", reference_paiement="P-1")
    delta.row("ecritures.csv", "E0000100")
    delta.bring_in()
    assert Ecriture.objects.get(source_ref="E0000100").payment_ref == "P-1"
    assert not Dossier.objects.exclude(closed_on=None).exists()
    assert not Titulaire.objects.exclude(closed_on=None).exists()


def test_changes_may_leave_files_out(delta: ExportFolder) -> None:
    delta.ecriture(HOME, -100, "2026-11-02", id="E0000100")
    delta.rows = {"ecritures.csv": delta.rows["ecritures.csv"]}
    run = delta.bring_in()
    assert list(run.counts) == ["ecritures.csv"]


def test_a_complete_export_may_not_leave_files_out(second: ExportFolder) -> None:
    del second.rows["titulaires.csv"]
    run = import_folder(second.write(), launched_by="tests")
    assert [fault["fichier"] for fault in run.faults] == ["titulaires.csv"]


def test_changes_may_hand_a_lease_over(delta: ExportFolder) -> None:
    delta.rows["titulaires.csv"] = [
        {"dossier": HOME, "reference_client": HOLDER, "role": "titulaire", "au": "2026-11-01"},
        {"dossier": HOME, "reference_client": PARTNER, "role": "titulaire", "du": "2026-11-02"},
    ]
    delta.bring_in()
    holder = Titulaire.objects.get(dossier__reference=HOME, role="titulaire", au=None)
    assert holder.locataire.reference_client == PARTNER


def test_changes_may_not_add_a_second_holder(delta: ExportFolder) -> None:
    delta.rows["titulaires.csv"] = [{"dossier": HOME, "reference_client": PARTNER, "role": "titulaire"}]
    run = import_folder(delta.write(), launched_by="tests")
    assert [(fault["fichier"], fault["ligne"]) for fault in run.faults] == [("titulaires.csv", 2)]


def test_changes_may_not_take_the_only_holder_away(delta: ExportFolder) -> None:
    delta.rows["titulaires.csv"] = [
        {"dossier": HOME, "reference_client": HOLDER, "role": "titulaire", "au": "2026-10-31"}
    ]
    run = import_folder(delta.write(), launched_by="tests")
    assert [(fault["fichier"], fault["ligne"]) for fault in run.faults] == [("titulaires.csv", 2)]


def test_the_moment_of_the_accounts_is_kept(second: ExportFolder) -> None:
    second.bring_in()
    assert [moment.as_of.isoformat() for moment in ArreteComptes.objects.all()] == [
        "2026-11-02T21:00:00+00:00",
        "2026-11-01T21:00:00+00:00",
    ]


def test_a_corrected_paper_comes_under_another_identifier(second: ExportFolder) -> None:
    second.document(HOME, "2026-10", tiny_pdf("Avis rectificatif"), id="D00002-B")
    second.bring_in()
    assert Document.objects.filter(period=date(2026, 10, 1)).count() == 2
