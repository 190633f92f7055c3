"""One bad row anywhere and nothing changes: each fault is named by file, line, column and reason."""

import io
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript

from espace_locataire.erp import faults as fault_log
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from tests.erp.export_folder import ExportFolder, tiny_pdf
from tests.erp.portfolio import GARAGE, HOLDER, HOME, PARTNER, everything, portfolio, private_files

pytestmark = pytest.mark.django_db

Break = Callable[[ExportFolder], Any]
Found = tuple[str, int | None, str]

# --- Ways to spoil an export: before it is written… ---------------------------------


def put(file: str, key: str, **fields: str) -> Break:
    return lambda folder: folder.row(file, key).update(fields)


def add(file: str, **fields: str) -> Break:
    return lambda folder: folder.add(file, **fields)


def manifest(**fields: Any) -> Break:
    return lambda folder: folder.manifest.update(fields)


def paper(content: bytes) -> Break:
    return lambda folder: folder.papers.update({"00001.pdf": content})


# --- … and after, with a manifest that agrees (`spoil`) or does not (`tamper`) -------


def spoil(file: str, change: Callable[[bytes], bytes]) -> Break:
    def after(folder: ExportFolder) -> None:
        path = folder.path / file
        path.write_bytes(change(path.read_bytes()))
        folder.write_manifest()

    return after


def tamper(file: str, change: Callable[[bytes], bytes]) -> Break:
    return lambda folder: (folder.path / file).write_bytes(change((folder.path / file).read_bytes()))


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


def without_manifest(folder: ExportFolder) -> None:
    (folder.path / "manifeste.json").unlink()


def without_file(folder: ExportFolder) -> None:
    (folder.path / "occupants.csv").unlink()


def unannounced_file(folder: ExportFolder) -> None:
    content = json.loads((folder.path / "manifeste.json").read_text())
    del content["fichiers"]["occupants.csv"]
    (folder.path / "manifeste.json").write_text(json.dumps(content))


def without_paper(folder: ExportFolder) -> None:
    (folder.path / "documents" / "00001.pdf").unlink()


def link_outside(folder: ExportFolder) -> None:
    outside = folder.path.parent / "outside.pdf"
    outside.write_bytes(tiny_pdf())
    (folder.path / "documents" / "00001.pdf").unlink()
    (folder.path / "documents" / "00001.pdf").symlink_to(outside)


def written(writer: PdfWriter) -> bytes:

    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def encrypted_pdf() -> bytes:

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(tiny_pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def pdf_with_script() -> bytes:

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(tiny_pdf())))
    writer.add_open_action(JavaScript("app.alert('bonjour');"))
    return written(writer)


BEFORE: dict[str, tuple[Break, Found, str]] = {
    "residence unknown": (
        put("logements.csv", f"L-{HOME}", residence="R99"),
        ("logements.csv", 2, "residence"),
        "n’existe ni dans residences.csv",
    ),
    "dwelling unknown": (
        put("dossiers.csv", HOME, logement="L-0"),
        ("dossiers.csv", 2, "logement"),
        "n’existe ni dans logements.csv",
    ),
    "lease of an entry unknown": (
        put("ecritures.csv", "E0000002", id="E9", dossier="0030029999Z"),
        ("ecritures.csv", 3, "dossier"),
        "n’existe ni dans dossiers.csv",
    ),
    "lease of a paper unknown": (
        put("documents.csv", "D00002", id="D9", dossier="0030029999Z"),
        ("documents.csv", 3, "dossier"),
        "n’existe ni dans dossiers.csv",
    ),
    "lease of an occupant unknown": (
        put("occupants.csv", "O1", dossier="0030029999Z"),
        ("occupants.csv", 2, "dossier"),
        "n’existe ni dans dossiers.csv",
    ),
    "lease of a link unknown": (
        add("titulaires.csv", dossier="0030029999Z", reference_client=HOLDER, role="cotitulaire"),
        ("titulaires.csv", 5, "dossier"),
        "n’existe ni dans dossiers.csv",
    ),
    "person of a link unknown": (
        add("titulaires.csv", dossier=HOME, reference_client="999999999", role="cotitulaire"),
        ("titulaires.csv", 5, "reference_client"),
        "n’existe ni dans locataires.csv",
    ),
    "date that does not exist": (
        put("ecritures.csv", "E0000002", date="2026-02-30"),
        ("ecritures.csv", 3, "date"),
        "n’existe pas dans le calendrier",
    ),
    "date written another way": (
        put("dossiers.csv", HOME, date_entree="1er mars 2015"),
        ("dossiers.csv", 2, "date_entree"),
        "AAAA-MM-JJ ou JJ/MM/AAAA",
    ),
    "date in digits of another script": (
        put("dossiers.csv", HOME, date_entree="２０１５-03-01"),
        ("dossiers.csv", 2, "date_entree"),
        "AAAA-MM-JJ ou JJ/MM/AAAA",
    ),
    "year that cannot be": (
        put("locataires.csv", HOLDER, date_naissance="0198-05-17"),
        ("locataires.csv", 2, "date_naissance"),
        "entre 1900 et 2199",
    ),
    "month that does not exist": (
        put("documents.csv", "D00001", periode="2026-13"),
        ("documents.csv", 2, "periode"),
        "AAAA-MM",
    ),
    "amount with a point": (
        put("ecritures.csv", "E0000001", montant="392.37"),
        ("ecritures.csv", 2, "montant"),
        "virgule et deux décimales",
    ),
    "amount with one decimal": (
        put("ecritures.csv", "E0000001", montant="392,3"),
        ("ecritures.csv", 2, "montant"),
        "virgule et deux décimales",
    ),
    "amount with a thousands separator": (
        put("ecritures.csv", "E0000001", montant="1 392,37"),
        ("ecritures.csv", 2, "montant"),
        "virgule et deux décimales",
    ),
    "amount of nothing": (
        put("ecritures.csv", "E0000001", montant="0,00"),
        ("ecritures.csv", 2, "montant"),
        "nul",
    ),
    "amount missing": (
        put("ecritures.csv", "E0000001", montant=""),
        ("ecritures.csv", 2, "montant"),
        "obligatoire",
    ),
    "nature unknown": (
        put("ecritures.csv", "E0000001", nature="loyers"),
        ("ecritures.csv", 2, "nature"),
        "Valeurs possibles",
    ),
    "client reference of eight digits": (
        put("locataires.csv", HOLDER, reference_client="02078800"),
        ("locataires.csv", 2, "reference_client"),
        "neuf chiffres",
    ),
    "lease reference in small letters": (
        put("ecritures.csv", "E0000001", dossier=HOME.lower()),
        ("ecritures.csv", 2, "dossier"),
        "dix chiffres et une lettre majuscule",
    ),
    "postcode of four digits": (
        put("residences.csv", "R01", code_postal="2800"),
        ("residences.csv", 2, "code_postal"),
        "cinq chiffres",
    ),
    "e-mail address cut short": (
        put("locataires.csv", HOLDER, email="camille@"),
        ("locataires.csv", 2, "email"),
        "adresse e-mail",
    ),
    "text too long": (
        put("locataires.csv", HOLDER, nom="D" * 101),
        ("locataires.csv", 2, "nom"),
        "101 caractères, 100 au plus",
    ),
    "name of spaces only": (
        put("locataires.csv", HOLDER, prenom="   "),
        ("locataires.csv", 2, "prenom"),
        "obligatoire",
    ),
    "surface of nothing": (
        put("logements.csv", f"L-{HOME}", surface="0"),
        ("logements.csv", 2, "surface"),
        "mètres carrés",
    ),
    "latitude off the earth": (
        put("residences.csv", "R01", latitude="148,45", longitude="1,48"),
        ("residences.csv", 2, "latitude"),
        "entre -90 et 90",
    ),
    "latitude alone": (
        put("residences.csv", "R01", latitude="48,45"),
        ("residences.csv", 2, "latitude"),
        "vont ensemble",
    ),
    "year of building in two digits": (
        put("residences.csv", "R01", annee="62"),
        ("residences.csv", 2, "annee"),
        "quatre chiffres",
    ),
    "garage with a number of rooms": (
        put("logements.csv", f"L-{GARAGE}", type="T2"),
        ("logements.csv", 3, "type"),
        "Seul un logement",
    ),
    "leaving before entering": (
        put("dossiers.csv", HOME, date_sortie="2015-02-28"),
        ("dossiers.csv", 2, "date_sortie"),
        "précède l’entrée",
    ),
    "link that ends before it begins": (
        lambda folder: folder.rows["titulaires.csv"][1].update(au="2019-12-31"),
        ("titulaires.csv", 3, "au"),
        "précède le début",
    ),
    "person listed twice": (
        lambda folder: folder.locataire(HOLDER, "AUTRE"),
        ("locataires.csv", 5, "reference_client"),
        "répète la ligne 2",
    ),
    "entry listed twice": (
        lambda folder: folder.rows["ecritures.csv"].append(dict(folder.row("ecritures.csv", "E0000001"))),
        ("ecritures.csv", 6, "id"),
        "répète la ligne 2",
    ),
    "link listed twice": (
        lambda folder: folder.rows["titulaires.csv"].append(dict(folder.rows["titulaires.csv"][0])),
        ("titulaires.csv", 5, "dossier"),
        "répète la ligne 2",
    ),
    "entry changed since it was imported": (
        put("ecritures.csv", "E0000001", montant="392,38"),
        ("ecritures.csv", 2, "montant"),
        "E0000001 a déjà été importée",
    ),
    "entry moved to another lease": (
        put("ecritures.csv", "E0000001", dossier=GARAGE),
        ("ecritures.csv", 2, "dossier"),
        "E0000001 a déjà été importée",
    ),
    "due date changed since it was imported": (
        put("ecritures.csv", "E0000001", echeance=""),
        ("ecritures.csv", 2, "echeance"),
        "E0000001 a déjà été importée",
    ),
    "paper changed since it was imported": (
        paper(tiny_pdf("Autre")),
        ("documents.csv", 2, "fichier"),
        "D00001 a déjà été importé",
    ),
    "open lease without a holder": (
        lambda folder: folder.rows["titulaires.csv"][0].update(role="cotitulaire"),
        ("dossiers.csv", 2, "reference"),
        "n’a pas de titulaire actuel",
    ),
    "open lease whose holder has left": (
        lambda folder: folder.rows["titulaires.csv"][0].update(au="2026-10-31"),
        ("dossiers.csv", 2, "reference"),
        "n’a pas de titulaire actuel",
    ),
    "open lease with two holders": (
        lambda folder: folder.rows["titulaires.csv"][1].update(role="titulaire"),
        ("titulaires.csv", 3, "dossier"),
        "déjà un titulaire actuel",
    ),
    "same holder twice on a lease": (
        lambda folder: folder.titulaire(HOME, HOLDER, du="2018-01-01"),
        ("titulaires.csv", 5, "dossier"),
        "déjà un titulaire actuel",
    ),
    "paper above the folder": (
        put("documents.csv", "D00001", fichier="../documents/00001.pdf"),
        ("documents.csv", 2, "fichier"),
        "chemin relatif",
    ),
    "paper at an absolute path": (
        put("documents.csv", "D00001", fichier="/etc/passwd"),
        ("documents.csv", 2, "fichier"),
        "chemin relatif",
    ),
    "paper at a path with backslashes": (
        put("documents.csv", "D00001", fichier="2026\\00001.pdf"),
        ("documents.csv", 2, "fichier"),
        "chemin relatif",
    ),
    "paper empty": (paper(b""), ("documents.csv", 2, "fichier"), "est vide"),
    "paper that is no PDF": (paper(b"<html></html>"), ("documents.csv", 2, "fichier"), "n’est pas un PDF"),
    "paper cut short": (paper(tiny_pdf()[:-30]), ("documents.csv", 2, "fichier"), "incomplet"),
    "paper with a password": (paper(encrypted_pdf()), ("documents.csv", 2, "fichier"), "mot de passe"),
    "paper with a script": (paper(pdf_with_script()), ("documents.csv", 2, "fichier"), "script"),
    "paper too large": (
        paper(tiny_pdf() + b" " * 20 * 1024 * 1024 + b"%%EOF"),
        ("documents.csv", 2, "fichier"),
        "20\u00a0Mo",
    ),
    "format unknown": (manifest(format=2), ("manifeste.json", None, "format"), "n’est pas connu"),
    "mode unknown": (manifest(mode="total"), ("manifeste.json", None, "mode"), "complet"),
    "landlord missing": (manifest(bailleur=""), ("manifeste.json", None, "bailleur"), "nom du bailleur"),
    "moment without its offset": (
        manifest(emis_le="2026-11-23T22:00:00"),
        ("manifeste.json", None, "emis_le"),
        "décalage horaire",
    ),
    "moment that is none": (manifest(emis_le="hier"), ("manifeste.json", None, "emis_le"), "décalage horaire"),
    "moment before the last import": (
        manifest(emis_le="2026-10-31T22:00:00+01:00"),
        ("manifeste.json", None, "emis_le"),
        "pas postérieur au dernier importé",
    ),
    "moment of the last import, content of another": (
        manifest(emis_le="2026-11-01T22:00:00+01:00", bailleur="Un autre office"),
        ("manifeste.json", None, "emis_le"),
        "pas postérieur au dernier importé",
    ),
    "total off by a cent": (
        manifest(total_ecritures="-95,49"),
        ("ecritures.csv", None, "montant"),
        "annonce un total de -95,49",
    ),
    "total that is no amount": (
        manifest(total_ecritures=-95.5),
        ("manifeste.json", None, "total_ecritures"),
        "pas un montant",
    ),
    "files not described": (manifest(fichiers=[]), ("manifeste.json", None, "fichiers"), "pour chaque fichier"),
}
AFTER: dict[str, tuple[Break, Found, str]] = {
    "manifest missing": (without_manifest, ("manifeste.json", None, ""), "manifeste manque"),
    "manifest that is not JSON": (
        tamper("manifeste.json", lambda content: content[:-1]),
        ("manifeste.json", None, ""),
        "JSON",
    ),
    "manifest that is a list": (
        tamper("manifeste.json", lambda content: b"[]"),
        ("manifeste.json", None, ""),
        "objet",
    ),
    "file announced and missing": (without_file, ("occupants.csv", None, ""), "manque dans le dossier"),
    "file present and not announced": (unannounced_file, ("occupants.csv", None, ""), "ne l’annonce pas"),
    "rows fewer than announced": (
        tamper("manifeste.json", replaced('"lignes": 4', '"lignes": 5')),
        ("ecritures.csv", None, ""),
        "annonce 5 lignes, le fichier en compte 4",
    ),
    "file changed since the manifest": (
        tamper("occupants.csv", replaced("Zoé", "Noé")),
        ("occupants.csv", None, ""),
        "empreinte",
    ),
    "paper missing": (without_paper, ("documents.csv", 2, "fichier"), "manque dans le dossier"),
    "paper that is a link to elsewhere": (link_outside, ("documents.csv", 2, "fichier"), "sort du dossier"),
    "bytes that are not UTF-8": (
        spoil("locataires.csv", lambda content: content.replace("D’ÉTÉ".encode(), b"D'\xc9T\xc9")),
        ("locataires.csv", 3, ""),
        "UTF-8",
    ),
    "NUL character": (
        spoil("locataires.csv", replaced("Camille", "Cam\0ille")),
        ("locataires.csv", 2, ""),
        "NUL",
    ),
    "column missing": (
        spoil("ecritures.csv", replaced(";libelle;", ";intitule;")),
        ("ecritures.csv", 1, "libelle"),
        "manque dans l’en-tête",
    ),
    "column twice": (
        spoil("residences.csv", replaced(";complement;", ";nom;")),
        ("residences.csv", 1, "nom"),
        "deux fois",
    ),
    "no header at all": (spoil("occupants.csv", lambda content: b""), ("occupants.csv", 1, ""), "est vide"),
    "field too many": (
        spoil("occupants.csv", replaced("DUPRÉ", "DUPRÉ;LEFÈVRE")),
        ("occupants.csv", 2, ""),
        "7 champs, l’en-tête en compte 6",
    ),
    "quote never closed": (
        spoil("occupants.csv", replaced("DUPRÉ", '"DUPRÉ')),
        ("occupants.csv", 2, ""),
        "jamais refermé",
    ),
    "quote closed too soon": (
        spoil("occupants.csv", replaced("DUPRÉ", '"DUP"RÉ')),
        ("occupants.csv", 2, ""),
        "guillemets",
    ),
    "line ends of another age": (
        spoil("occupants.csv", lambda content: content.replace(b"\n", b"\r")),
        ("occupants.csv", 1, ""),
        "LF ni CRLF",
    ),
}


def refused(folder: ExportFolder, path: Path | None = None) -> ImportRun:
    run = import_folder(path or folder.path, launched_by="tests")
    assert run.outcome == "refused"
    assert ImportRun.objects.get(pk=run.pk).faults == run.faults
    return run


@pytest.mark.parametrize("case", [*BEFORE, *AFTER])
def test_a_fault_is_named_and_nothing_changes(case: str, tmp_path: Path) -> None:
    portfolio(tmp_path / "first").bring_in()
    before, files = everything(), private_files()
    folder = portfolio(tmp_path / "second", days=1)
    if case in BEFORE:
        change, place, reason = BEFORE[case]
        change(folder)
        folder.write()
    else:
        change, place, reason = AFTER[case]
        folder.write()
        change(folder)
    run = refused(folder)
    assert [(fault["fichier"], fault["ligne"], fault["colonne"]) for fault in run.faults].count(place) == 1
    [fault] = [fault for fault in run.faults if (fault["fichier"], fault["ligne"], fault["colonne"]) == place]
    assert reason in fault["raison"]
    assert (everything(), private_files()) == (before, files)


def test_a_fault_does_not_make_its_neighbours_faulty(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.row("residences.csv", "R01")["code_postal"] = "?"
    folder.row("logements.csv", f"L-{HOME}")["nature"] = "maison"
    folder.row("dossiers.csv", HOME)["date_entree"] = "?"
    folder.write()
    assert [(fault["fichier"], fault["colonne"]) for fault in refused(folder).faults] == [
        ("dossiers.csv", "date_entree"),
        ("logements.csv", "nature"),
        ("residences.csv", "code_postal"),
    ]


def test_a_file_that_cannot_be_read_does_not_make_the_others_faulty(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.write()
    spoil("dossiers.csv", replaced("reference;", "ref;"))(folder)
    assert [(fault["fichier"], fault["colonne"]) for fault in refused(folder).faults] == [
        ("dossiers.csv", "reference")
    ]


def test_a_row_with_a_field_too_many_can_still_be_referred_to(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.write()
    spoil("dossiers.csv", replaced(";virement", ";virement;"))(folder)
    assert [(fault["fichier"], fault["ligne"]) for fault in refused(folder).faults] == [("dossiers.csv", 2)]


def test_every_fault_of_the_folder_is_reported(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.row("residences.csv", "R01")["code_postal"] = "?"
    folder.row("ecritures.csv", "E0000002")["date"] = "demain"
    folder.row("ecritures.csv", "E0000002")["montant"] = "beaucoup"
    folder.row("ecritures.csv", "E0000003")["dossier"] = "0030029999Z"
    folder.papers["00002.pdf"] = b"rien"
    folder.write()
    found = [(fault["fichier"], fault["ligne"], fault["colonne"]) for fault in refused(folder).faults]
    assert found == [
        ("documents.csv", 3, "fichier"),
        ("ecritures.csv", 3, "date"),
        ("ecritures.csv", 3, "montant"),
        ("ecritures.csv", 4, "dossier"),
        ("residences.csv", 2, "code_postal"),
    ]


def test_the_line_is_the_one_where_the_row_begins(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.row("residences.csv", "R01")["gardien_horaires"] = "Lundi\nMardi\nMercredi"
    folder.residence("R02", code_postal="?")
    folder.write()
    [fault] = refused(folder).faults
    assert (fault["ligne"], fault["valeur"]) == (5, "?")


def test_a_thousand_faults_of_a_kind_are_counted_and_only_the_first_kept(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    for _number in range(1_000):
        folder.ecriture(HOME, 100, "demain")
    folder.write()
    report = tmp_path / "anomalies.csv"
    run = import_folder(folder.path, launched_by="tests", report=report)
    assert (run.fault_count, len(run.faults)) == (1_000, fault_log.KEPT_PER_KIND)
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1_001
    assert lines[-1].startswith("ecritures.csv;1005;date;demain;")


def test_the_command_prints_the_faults_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = portfolio(tmp_path)
    folder.row("ecritures.csv", "E0000002")["date"] = "demain"
    folder.write()
    with pytest.raises(CommandError, match="1 anomalie") as refusal:
        call_command("import_erp", str(folder.path))
    assert refusal.value.returncode == 1
    printed = capsys.readouterr().out
    assert "ecritures.csv, ligne 3, colonne «\u202fdate\u202f» = «\u202fdemain\u202f»" in printed
    assert "AAAA-MM-JJ" in printed
    assert "demain" in (tmp_path / "export-anomalies.csv").read_text(encoding="utf-8-sig")


def test_a_report_opened_in_a_spreadsheet_runs_no_formula(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.row("ecritures.csv", "E0000002")["date"] = "=1+1"
    folder.write()
    report = tmp_path / "anomalies.csv"
    import_folder(folder.path, launched_by="tests", report=report)
    assert ";'=1+1;" in report.read_text(encoding="utf-8-sig")


def test_a_script_hidden_in_a_compressed_object_or_a_disguised_name_is_seen(tmp_path: Path) -> None:

    packed = zlib.compress(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>")
    inside = (
        b"%%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream\nendobj\n%%%%EOF"
    )
    disguised = tiny_pdf().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Java#53cript >>")
    folder = portfolio(tmp_path)
    folder.papers["00001.pdf"] = inside % (len(packed), packed)
    folder.papers["00002.pdf"] = disguised
    folder.write()
    assert [fault["ligne"] for fault in refused(folder).faults if "script" in fault["raison"]] == [2, 3]


def test_a_paper_that_only_speaks_of_scripts_is_accepted(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.papers["00001.pdf"] = tiny_pdf("/JavaScript /Encrypt")
    folder.bring_in()


def test_a_file_too_wide_for_memory_is_refused_at_its_line(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.write()
    spoil("occupants.csv", lambda content: content + b"x" * (3 << 20) + b"\n")(folder)
    [fault] = refused(folder).faults
    assert (fault["fichier"], fault["ligne"]) == ("occupants.csv", 3)


def test_the_person_who_launched_it_and_the_folder_are_kept(tmp_path: Path) -> None:
    folder = portfolio(tmp_path)
    folder.manifest["mode"] = "?"
    folder.write()
    run = refused(folder)
    assert (run.launched_by, run.folder) == ("tests", str(folder.path))
    assert PARTNER not in json.dumps(run.faults)
