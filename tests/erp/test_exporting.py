"""What tenants changed leaves for the landlord's ERP every night, until it answers."""

import csv
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import Attestation, MiseAJour, Occupant
from espace_locataire.dossier.proposals import accept, refuse
from espace_locataire.dossier.updates import change_at_once
from espace_locataire.erp.databases import AlreadyRunningError
from espace_locataire.erp.exporting import export as export_to
from espace_locataire.erp.models import ExportRun
from espace_locataire.erp.outgoing import OUTGOING
from espace_locataire.solde.ledger import solde_of
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.proofs import PDF, AttestationFactory, birth_of, piece_of
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder
from tests.solde.moving import moved

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[Any]]
TODAY = timezone.localdate()
DOCUMENT = (Path(__file__).parents[2] / "docs" / "erp-format.md").read_text()


@pytest.fixture
def tenant(db: None, export: ExportFolder) -> Tenant:
    export.locataire("100000001", "MARTIN", "Alex", telephone="02 37 00 00 01")
    export.dossier("1000000010A", "100000001")
    export.add("occupants.csv", id="OC1", dossier="1000000010A", nom="MARTIN", prenom="Noé")
    export.bring_in()
    return tenant_of("1000000010A", UserFactory.create(email="alex@demo.example"))


def leave(root: Path) -> Path:
    """Export, and return the folder."""
    return Path(export_to(root, launched_by="tests").folder)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def answer(export: ExportFolder, day: str, *answers: tuple[str, object, str, str]) -> Any:
    """Import the ERP's next delivery, with these answers."""
    export.rows["accuse.csv"] = [
        {"fichier": file, "reference": str(reference), "etat": state, "motif": reason}
        for file, reference, state, reason in answers
    ]
    export.emitted_at = f"{day}T22:00:00+01:00"
    return export.bring_in()


def test_an_accepted_birth_leaves_and_one_that_waits_does_not(tenant: Tenant, tmp_path: Path) -> None:
    birth = birth_of(tenant, date_naissance=date(2026, 11, 2), effective_on=date(2026, 11, 2))
    assert rows(leave(tmp_path), "mises_a_jour.csv") == []
    staff = StaffFactory.create(email="gestion@demo.example")
    accept(birth, staff)
    [row] = rows(leave(tmp_path), "mises_a_jour.csv")
    assert row == {
        "id": str(birth.pk),
        "dossier": "1000000010A",
        "champ": "naissance",
        "ancienne": "",
        "nouvelle": "Martin | Lou | 2026-11-02 | enfant",
        "date": "2026-11-02",
        "decidee_par": str(staff),
        "reference_client": "",
    }


def test_each_kind_of_change_says_what_it_was_and_what_it_is(tenant: Tenant, tmp_path: Path) -> None:
    person, staff = Locataire.objects.get(), StaffFactory.create()
    common = {"dossier": tenant.dossier, "effective_on": TODAY}
    for fields in (
        {"nature": "depart", "occupant": Occupant.objects.get()},
        {"nature": "courrier", "nouvelle": "8 rue du Bois; bât. « B », 28000 Chartres"},
        {"nature": "etat_civil", "situation": "mariage", "nouvelle": "DIALLO", "locataire": person},
    ):
        accept(MiseAJour.objects.create(**common, **fields), staff)
    change_at_once(person, "telephone", "06 12 34 56 78", tenant.user)
    left = {row["champ"]: row for row in rows(leave(tmp_path), "mises_a_jour.csv")}
    assert (left["depart"]["ancienne"], left["depart"]["nouvelle"]) == ("OC1", "")
    assert left["courrier"]["nouvelle"] == "8 rue du Bois; bât. « B », 28000 Chartres"
    assert (left["etat_civil"]["nouvelle"], left["etat_civil"]["reference_client"]) == (
        "mariage | DIALLO",
        "100000001",
    )
    assert (left["telephone"]["ancienne"], left["telephone"]["nouvelle"]) == ("02 37 00 00 01", "06 12 34 56 78")


def test_an_accepted_certificate_leaves_with_its_papers(tenant: Tenant, tmp_path: Path) -> None:
    certificate = AttestationFactory.create(dossier=tenant.dossier, sent_by=tenant.user)
    for content in (PDF, PDF + b"%%EOF\n"):
        piece_of(tenant, certificate, content)
    refused = AttestationFactory.create(dossier=tenant.dossier, du=TODAY + timedelta(days=400), sent_by=tenant.user)
    refuse(refused, StaffFactory.create(), "Illisible.")
    accept(certificate, StaffFactory.create())
    folder = leave(tmp_path)
    [row] = rows(folder, "attestations.csv")
    assert (row["assureur"], row["du"]) == (certificate.assureur, certificate.du.isoformat())
    paths = row["fichier"].split(" | ")
    assert [(folder / "documents" / path).read_bytes() for path in paths] == [PDF, PDF + b"%%EOF\n"]


def test_a_paper_that_cannot_be_read_does_not_stop_the_others(tenant: Tenant, tmp_path: Path) -> None:
    certificate = AttestationFactory.create(dossier=tenant.dossier)
    piece = piece_of(tenant, certificate)
    accept(certificate, StaffFactory.create())
    piece.file.storage.delete(str(piece.file.name))
    run = export_to(tmp_path, launched_by="tests")
    assert run.missing_files == 1
    assert rows(Path(run.folder), "attestations.csv")[0]["fichier"] == ""


def test_a_movement_leaves_until_the_erp_has_its_entry(tenant: Tenant, tmp_path: Path, export: ExportFolder) -> None:
    reference = tenant.dossier.reference
    moved(tenant.dossier, -15_050, reference="CB-1")
    moved(tenant.dossier, 5_000, reference="RB-1")
    moved(tenant.dossier, -5_000, "litige_gagne", reference="LG-1")
    folder = leave(tmp_path)
    today = timezone.localdate().isoformat()
    assert [tuple(row.values()) for row in rows(folder, "paiements.csv")] == [
        ("CB-1", reference, today, "paiement", "-150,50", "carte", ""),
        ("RB-1", reference, today, "remboursement", "50,00", "carte", ""),
        ("LG-1", reference, today, "litige", "-50,00", "carte", ""),
    ]
    manifest = json.loads((folder / "manifeste.json").read_text())
    assert manifest["fichiers"]["paiements.csv"]["total"] == "-150,50"
    export.ecriture(reference, -15_050, "2026-11-20", nature="paiement", reference_paiement="CB-1")
    run = answer(
        export, "2026-11-24", ("paiements.csv", "RB-1", "integre", ""), ("paiements.csv", "XX", "integre", "")
    )
    assert run.counts["accuse.csv"]["modifiees"] == 1
    assert "Nous n’avons pas envoyé cette ligne." in [warning["raison"] for warning in run.warnings]
    assert [row["reference"] for row in rows(leave(tmp_path), "paiements.csv")] == ["LG-1"]
    # Told is not written: it counts here until its entry comes.
    assert solde_of(tenant.dossier).in_flight_cents == 0


def test_the_manifest_tells_the_truth(tenant: Tenant, tmp_path: Path) -> None:
    change_at_once(Locataire.objects.get(), "telephone", "06 12 34 56 78", tenant.user)
    folder = leave(tmp_path)
    manifest = json.loads((folder / "manifeste.json").read_text())
    assert manifest["format"] == 1
    assert set(manifest["fichiers"]) == {file.name for file in OUTGOING}
    for name, figures in manifest["fichiers"].items():
        assert figures["lignes"] == len(rows(folder, name))
        assert figures["sha256"] == sha256((folder / name).read_bytes()).hexdigest()
    run = ExportRun.objects.get()
    assert (run.lines, run.sha256) == (1, sha256((folder / "manifeste.json").read_bytes()).hexdigest())


def test_a_row_leaves_again_until_the_erp_answers(tenant: Tenant, tmp_path: Path, export: ExportFolder) -> None:
    change_at_once(Locataire.objects.get(), "telephone", "06 12 34 56 78", tenant.user)
    change = MiseAJour.objects.get()
    for _ in range(2):
        assert len(rows(leave(tmp_path), "mises_a_jour.csv")) == 1
    export.row("locataires.csv", "100000001")["telephone"] = "0612345678"
    run = answer(export, "2026-11-24", ("mises_a_jour.csv", change.pk, "integre", ""))
    assert run.counts["accuse.csv"]["modifiees"] == 1
    assert rows(leave(tmp_path), "mises_a_jour.csv") == []
    # Its own version counts from then on.
    assert Locataire.objects.get().telephone == "0612345678"


def test_what_the_erp_refuses_is_shown_to_staff_and_its_version_counts(tenant: Tenant, export: ExportFolder) -> None:
    change_at_once(Locataire.objects.get(), "telephone", "06 12 34 56 78", tenant.user)
    change = MiseAJour.objects.get()
    run = answer(export, "2026-11-24", ("mises_a_jour.csv", change.pk, "refuse", "numéro déjà pris"))
    assert "numéro déjà pris" in run.warnings[0]["raison"]
    change.refresh_from_db()
    assert (change.erp_answer, change.erp_reason) == ("refuse", "numéro déjà pris")
    assert Locataire.objects.get().telephone == "02 37 00 00 01"


def test_the_same_answer_twice_changes_nothing(tenant: Tenant, export: ExportFolder) -> None:
    certificate = AttestationFactory.create(dossier=tenant.dossier)
    accept(certificate, StaffFactory.create())
    first = ("attestations.csv", certificate.pk, "integre", "")
    assert answer(export, "2026-11-24", first).counts["accuse.csv"]["modifiees"] == 1
    assert answer(export, "2026-11-25", first).counts["accuse.csv"]["modifiees"] == 0
    assert Attestation.objects.get().erp_answer == "integre"


@pytest.mark.parametrize(
    ("file", "reference", "said"),
    [
        ("mises_a_jour.csv", "999999", "Nous n’avons pas envoyé cette ligne."),
        ("mises_a_jour.csv", "M12", "Nous n’avons pas envoyé cette ligne."),
        ("mises_a_jour.csv", "9" * 40, "Nous n’avons pas envoyé cette ligne."),
        ("inconnu.csv", "1", "Nous n’envoyons pas ce fichier."),
    ],
)
def test_an_answer_to_nothing_is_a_warning(
    tenant: Tenant, export: ExportFolder, file: str, reference: str, said: str
) -> None:
    run = answer(export, "2026-11-24", (file, reference, "integre", ""))
    assert run.warnings[0]["raison"] == said


def test_an_answer_to_a_change_that_waits_is_not_taken(tenant: Tenant, export: ExportFolder) -> None:
    birth = birth_of(tenant)
    run = answer(export, "2026-11-24", ("mises_a_jour.csv", birth.pk, "integre", ""))
    assert run.warnings
    birth.refresh_from_db()
    assert birth.erp_answer == ""


def test_a_state_we_do_not_know_refuses_the_delivery(tenant: Tenant, export: ExportFolder) -> None:
    with pytest.raises(AssertionError, match="etat"):
        answer(export, "2026-11-24", ("mises_a_jour.csv", 1, "peut-être", ""))


def test_the_delivery_may_leave_the_answers_out(tenant: Tenant, export: ExportFolder) -> None:
    del export.rows["accuse.csv"]
    (export.path / "accuse.csv").unlink()
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    assert "accuse.csv" not in export.bring_in().counts


def test_an_export_that_fails_leaves_nothing_behind(
    tenant: Tenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("espace_locataire.erp.exporting._write_manifest", fails)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("export_erp", "--vers", str(tmp_path / "sortie"))
    assert list((tmp_path / "sortie").iterdir()) == []
    assert not ExportRun.objects.exists()


def test_an_export_waits_for_an_import_to_end(tenant: Tenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(database: object) -> None:
        raise AlreadyRunningError

    monkeypatch.setattr("espace_locataire.erp.exporting.only_import", busy)
    with pytest.raises(CommandError, match="en cours"):
        call_command("export_erp", "--vers", str(tmp_path))


def test_the_command_says_where_the_folder_is(tenant: Tenant, tmp_path: Path) -> None:
    change_at_once(Locataire.objects.get(), "telephone", "06 12 34 56 78", tenant.user)
    out = StringIO()
    call_command("export_erp", "--vers", str(tmp_path), stdout=out)
    folder, said = out.getvalue().splitlines()
    assert Path(folder).parent == tmp_path
    assert said == "1 ligne envoyée."


def test_old_folders_go_and_so_do_unfinished_ones(tenant: Tenant, tmp_path: Path) -> None:
    root = tmp_path / "sortie"
    old = root / "2026-01-01T220000.000000"
    unfinished = root / "en-cours-abc"
    other = root / "archives"
    for folder in (old, unfinished, other):
        folder.mkdir(parents=True)
    kept = leave(root)
    assert set(root.iterdir()) == {kept, other}


def test_folders_are_for_their_owner_only(tenant: Tenant, tmp_path: Path) -> None:
    assert leave(tmp_path / "nouveau").stat().st_mode & 0o077 == 0


def test_many_rows_cost_no_more_queries(
    tenant: Tenant, tmp_path: Path, django_assert_max_num_queries: Queries
) -> None:
    for number in range(30):
        change = birth_of(tenant, prenom=f"Enfant {number}")
        MiseAJour.objects.filter(pk=change.pk).update(status="validee", decided_at=timezone.now())
    with django_assert_max_num_queries(9):
        assert len(rows(leave(tmp_path), "mises_a_jour.csv")) == 30


@pytest.mark.parametrize("role", ["Comptabilité", "Administration", "Gestion locative"])
def test_who_sees_the_imports_sees_the_exports(client: Client, tenant: Tenant, tmp_path: Path, role: str) -> None:
    leave(tmp_path)
    client.force_login(StaffFactory.create(role=role))
    response = client.get(reverse("exports:index"))
    assert (response.status_code == 200) == (role != "Gestion locative")


def test_vendors_are_told_of_each_file_that_leaves_and_its_columns() -> None:
    for file in OUTGOING:
        section = DOCUMENT.split(f"### Envoyé\u00a0: `{file.name}`")[1].split("\n##")[0]
        rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE)
        assert [(name, " ".join(text.split())) for name, text in rows] == [
            (name, " ".join(text.split())) for name, text in file.columns.items()
        ]
