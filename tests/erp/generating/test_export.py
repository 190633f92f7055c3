"""A generated export: the same for the same seed, in the format, coherent, plausible."""

import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from espace_locataire.erp.generating.export import FolderNotEmptyError, write_export
from tests.erp.generating.export_reading import balances, cents, late, manifest, rows, sha256_of

PARIS = ZoneInfo("Europe/Paris")
EMITTED_AT = datetime(2026, 11, 23, 22, tzinfo=PARIS)
TABLES = {
    "residences.csv": "code;nom;adresse;complement;code_postal;commune;latitude;longitude;annee;gardien_nom;"
    "gardien_telephone;gardien_horaires",
    "logements.csv": "reference;residence;nature;type;batiment;escalier;etage;porte;adresse;complement;code_postal;"
    "commune;surface",
    "locataires.csv": "reference_client;civilite;nom;prenom;nom_usage;date_naissance;email;telephone",
    "dossiers.csv": "reference;logement;date_entree;date_sortie;mode_paiement",
    "titulaires.csv": "dossier;reference_client;role;du;au",
    "occupants.csv": "id;dossier;nom;prenom;date_naissance;lien",
    "ecritures.csv": "id;dossier;date;echeance;nature;libelle;montant;reference_paiement",
    "documents.csv": "id;dossier;nature;titre;periode;date;fichier",
}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of 1,200 homes over two years, with the papers of three leases."""
    folder = tmp_path_factory.mktemp("export")
    write_export(folder, homes=1_200, months=24, seed=7, emitted_at=EMITTED_AT, pdfs=3)
    return folder


def write_small(folder: Path, *, seed: int = 1, emitted_at: datetime = EMITTED_AT, pdfs: int = 0) -> Path:
    """Write an export of forty homes over a year, and return its folder."""
    write_export(folder, homes=40, months=12, seed=seed, emitted_at=emitted_at, pdfs=pdfs)
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file of a folder."""
    return {str(path.relative_to(folder)): sha256_of(path) for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_and_date_give_the_same_bytes(tmp_path: Path) -> None:
    first = contents(write_small(tmp_path / "first", pdfs=1))
    assert contents(write_small(tmp_path / "second", pdfs=1)) == first
    assert any(name.endswith(".pdf") for name in first)


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    first, second = write_small(tmp_path / "first"), write_small(tmp_path / "second", seed=2)
    assert contents(first)["locataires.csv"] != contents(second)["locataires.csv"]


def test_a_later_export_tells_the_same_past(tmp_path: Path) -> None:
    first = write_small(tmp_path / "first", emitted_at=datetime(2026, 7, 3, 22, tzinfo=PARIS), pdfs=20)
    second = write_small(tmp_path / "second", emitted_at=datetime(2026, 12, 28, 22, tzinfo=PARIS), pdfs=20)
    earlier = {row["id"]: row for row in rows(first, "ecritures.csv")}
    later = {row["id"]: row for row in rows(second, "ecritures.csv")}
    both = earlier.keys() & later.keys()
    assert len(both) > 500
    assert all(earlier[key] == later[key] for key in both)
    # What the first one has and the second has not is older than the second's first month.
    assert all(row["date"] < "2026-01" or key in later for key, row in earlier.items() if "2026" in key[11:15])
    papers = contents(second / "documents").items() & contents(first / "documents").items()
    assert len(papers) > 5
    same_names = contents(second / "documents").keys() & contents(first / "documents").keys()
    assert len(papers) == len(same_names)
    people = {row["reference_client"]: row for row in rows(second, "locataires.csv")}
    common = [row for row in rows(first, "locataires.csv") if row["reference_client"] in people]
    assert common
    assert all(people[row["reference_client"]] == row for row in common)


@pytest.mark.parametrize(("name", "header"), TABLES.items())
def test_each_file_has_the_columns_of_the_format(export: Path, name: str, header: str) -> None:
    assert (export / name).read_text("utf-8").splitlines()[0] == header


def test_the_control_figures_are_those_of_the_files(export: Path) -> None:
    written = manifest(export)
    assert (written["format"], written["mode"]) == (1, "complet")
    assert datetime.fromisoformat(written["emis_le"]) == EMITTED_AT
    assert written["fichiers"].keys() == TABLES.keys()
    for name, figures in written["fichiers"].items():
        assert figures == {"lignes": sum(1 for _ in rows(export, name)), "sha256": sha256_of(export / name)}
    assert cents(written["total_ecritures"]) == sum(balances(export).values())


def test_references_have_their_form_and_come_once(export: Path) -> None:
    for name, column, form in (
        ("residences.csv", "code", r"R[0-9]{5}"),
        ("logements.csv", "reference", r"[LGPC][0-9]{8}"),
        ("locataires.csv", "reference_client", r"[0-9]{9}"),
        ("dossiers.csv", "reference", r"[0-9]{10}[A-Z]"),
        ("occupants.csv", "id", r".{1,40}"),
        ("ecritures.csv", "id", r".{1,40}"),
        ("documents.csv", "id", r".{1,40}"),
    ):
        found = [row[column] for row in rows(export, name)]
        assert found
        assert len(found) == len(set(found)), name
        assert all(re.fullmatch(form, reference, re.ASCII) for reference in found), name


def test_references_lead_somewhere(export: Path) -> None:
    residences = {row["code"] for row in rows(export, "residences.csv")}
    logements = {row["reference"] for row in rows(export, "logements.csv")}
    locataires = {row["reference_client"] for row in rows(export, "locataires.csv")}
    dossiers = {row["reference"] for row in rows(export, "dossiers.csv")}
    assert {row["residence"] for row in rows(export, "logements.csv")} <= residences
    assert {row["logement"] for row in rows(export, "dossiers.csv")} <= logements
    assert {row["reference_client"] for row in rows(export, "titulaires.csv")} == locataires
    for name in ("titulaires.csv", "occupants.csv", "ecritures.csv", "documents.csv"):
        assert {row["dossier"] for row in rows(export, name)} <= dossiers, name


def test_each_dossier_has_exactly_one_holder(export: Path) -> None:
    holders = Counter(row["dossier"] for row in rows(export, "titulaires.csv") if row["role"] == "titulaire")
    assert holders.keys() == {row["reference"] for row in rows(export, "dossiers.csv")}
    assert set(holders.values()) == {1}


def test_nothing_is_dated_after_the_export(export: Path) -> None:
    assert max(row["date"] for row in rows(export, "ecritures.csv")) <= "2026-11-23"
    assert max(row["date_sortie"] for row in rows(export, "dossiers.csv")) <= "2026-11-23"
    assert max(row["date"] for row in rows(export, "documents.csv")) <= "2026-11-23"
    assert max(row["du"] for row in rows(export, "titulaires.csv")) <= "2026-11-23"


def test_no_entry_is_of_nothing_and_debits_fall_due(export: Path) -> None:
    for row in rows(export, "ecritures.csv"):
        amount = cents(row["montant"])
        assert amount != 0
        assert not row["echeance"] or row["echeance"] >= row["date"]
        assert amount < 0 or row["nature"] == "rejet" or row["echeance"]


def test_one_lease_at_a_time_in_a_dwelling(export: Path) -> None:
    stays: dict[str, list[tuple[str, str]]] = {}
    for row in rows(export, "dossiers.csv"):
        stays.setdefault(row["logement"], []).append((row["date_entree"], row["date_sortie"] or "9999"))
    assert any(len(there) > 1 for there in stays.values())
    for there in stays.values():
        there.sort()
        assert all(left < entered for (_, left), (entered, _) in pairwise(there))


def test_there_are_as_many_homes_as_asked_and_other_things_to_rent(export: Path) -> None:
    natures = Counter(row["nature"] for row in rows(export, "logements.csv"))
    assert natures["logement"] == 1_200
    assert natures["garage"] > 100
    assert natures["parking"] > 60
    assert natures["local"] > 2
    sizes = Counter(row["type"] for row in rows(export, "logements.csv") if row["nature"] == "logement")
    assert sizes.keys() == {"T1", "T2", "T3", "T4", "T5", "T6"}
    assert sizes.most_common(1)[0][0] == "T3"


def test_rents_are_those_of_social_housing(export: Path) -> None:
    sizes = {row["reference"]: row for row in rows(export, "logements.csv")}
    homes = {row["reference"]: sizes[row["logement"]] for row in rows(export, "dossiers.csv")}
    rents = [
        cents(row["montant"]) / float(homes[row["dossier"]]["surface"].replace(",", ".")) / 100
        for row in rows(export, "ecritures.csv")
        if row["nature"] == "loyer" and homes[row["dossier"]]["nature"] == "logement" and "2026-11" in row["date"]
    ]
    assert len(rents) > 1_000
    assert 4.5 < min(rents) < max(rents) < 9
    assert 5.5 < sum(rents) / len(rents) < 7.5


def test_most_pay_and_some_are_late(export: Path) -> None:
    running = {row["reference"] for row in rows(export, "dossiers.csv") if not row["date_sortie"]}
    owed, overdue = balances(export), late(export, date(2026, 11, 24))
    late_ones = [overdue[dossier] for dossier in running if overdue[dossier] > 0]
    assert 0.05 < len(late_ones) / len(running) < 0.18
    assert min(late_ones) > 500
    # One month, and debts of several.
    assert sum(cents_owed > 150_000 for cents_owed in late_ones) >= 5
    assert 0.01 < sum(owed[dossier] < 0 for dossier in running) / len(running) < 0.12


def test_aids_lower_the_rent_of_about_half_the_homes(export: Path) -> None:
    holders: dict[str, set[str]] = {}
    for row in rows(export, "ecritures.csv"):
        holders.setdefault(row["nature"], set()).add(row["dossier"])
    homes = {
        row["reference"]
        for row in rows(export, "dossiers.csv")
        if row["logement"].startswith("L") and not row["date_sortie"]
    }
    assert 0.35 < len(holders["apl"] & homes) / len(homes) < 0.6
    assert holders["rls"] <= holders["apl"]
    assert not holders["sls"] & holders["apl"]
    assert 0 < len(holders["sls"]) < 0.08 * len(homes)
    assert holders.keys() >= {"regularisation", "rejet", "depot", "garage", "charges", "assurance", "autre"}


def test_some_share_a_lease_and_some_rent_a_garage_too(export: Path) -> None:
    titulaires = list(rows(export, "titulaires.csv"))
    assert sum(row["role"] == "cotitulaire" for row in titulaires) > 200
    leases = Counter(row["reference_client"] for row in titulaires if row["role"] == "titulaire")
    assert sum(count > 1 for count in leases.values()) > 100


def test_names_come_from_everywhere(export: Path) -> None:
    names = " ".join(f"{row['prenom']} {row['nom']}" for row in rows(export, "locataires.csv"))
    for part in ("É", "’", "-", "DE LA ", "BEN ", "NGUYỄN", "ÇELİK", "Ł", "Jean-"):
        assert part in names, part


def test_nobody_can_be_reached(export: Path) -> None:
    for row in rows(export, "locataires.csv"):
        assert re.fullmatch(r"((06 39 98|01 99 00) [0-9]{2} [0-9]{2})?", row["telephone"])
        assert re.fullmatch(r"([a-z0-9.-]+@example\.(com|net|org))?", row["email"])
    for row in rows(export, "residences.csv"):
        assert re.fullmatch(r"((06 39 98|01 99 00) [0-9]{2} [0-9]{2})?", row["gardien_telephone"])


def test_the_chosen_dossiers_have_their_papers(export: Path) -> None:
    documents = list(rows(export, "documents.csv"))
    assert len({row["dossier"] for row in documents}) == 3
    assert {row["nature"] for row in documents} == {"avis_echeance", "quittance", "regularisation"}
    written = {path.name for path in (export / "documents").iterdir()}
    assert written == {row["fichier"] for row in documents}
    assert all((export / "documents" / name).read_bytes().startswith(b"%PDF-") for name in written)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    with pytest.raises(FolderNotEmptyError):
        write_small(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(("homes", "months", "pdfs"), [(-1, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_numbers_that_make_no_sense_are_refused(tmp_path: Path, homes: int, months: int, pdfs: int) -> None:
    with pytest.raises(ValueError, match="must"):
        write_export(tmp_path / "export", homes=homes, months=months, seed=1, pdfs=pdfs)
    assert not (tmp_path / "export").exists()


def test_an_export_cut_short_has_no_manifest(tmp_path: Path) -> None:
    def stop(homes: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_export(tmp_path / "export", homes=100, months=2, seed=1, progress=stop)
    assert not (tmp_path / "export" / "manifeste.json").exists()


def test_progress_tells_every_home(tmp_path: Path) -> None:
    told: list[int] = []
    write_export(tmp_path / "export", homes=150, months=1, seed=1, progress=told.append)
    assert sum(told) == 150
    assert len(told) > 1


def test_the_command_writes_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "export")
    call_command("generate_erp", folder, "--homes=5", "--months=2", "--seed=3", "--emitted-at=2026-11-23T22:00")
    lines = sum(1 for _ in rows(tmp_path / "export", "ecritures.csv"))
    assert f"ecritures.csv\u00a0: {lines}" in capsys.readouterr().out
    assert datetime.fromisoformat(manifest(tmp_path / "export")["emis_le"]) == EMITTED_AT


def test_the_command_says_why_it_refuses_a_folder(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    with pytest.raises(CommandError, match="n’est pas vide"):
        call_command("generate_erp", tmp_path, homes=5)
    with pytest.raises(CommandError, match="au moins un mois"):
        call_command("generate_erp", tmp_path / "export", homes=5, months=0)


PEAK = """
import resource, sys
from pathlib import Path
import django
django.setup()
from espace_locataire.erp.generating.export import write_export
write_export(Path(sys.argv[1]), homes=int(sys.argv[2]), months=3, seed=1)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.long
def test_memory_does_not_grow_with_the_portfolio(tmp_path: Path) -> None:
    def peak_kib(homes: int) -> int:
        command = [sys.executable, "-c", PEAK, str(tmp_path / str(homes)), str(homes)]
        environment = {"PYTHONPATH": ".:site", "DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": ""}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        return int(done.stdout)

    assert peak_kib(20_000) < 1.1 * peak_kib(1_000)
