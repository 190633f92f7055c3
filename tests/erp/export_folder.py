"""Writes small valid exports of the landlord's ERP, whose rows a test adds, changes or takes away."""

import csv
import hashlib
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from espace_locataire.erp.format import BY_NAME, FILES
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun

Fields = dict[str, str]


def tiny_pdf(text: str = "Bonjour") -> bytes:
    """Return a real PDF of one page that shows `text`."""
    drawing = f"BT /F1 18 Tf 40 100 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(content)
    content += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


class ExportFolder:
    """An export in the making.

    `rows[file]` lists the rows of a file as dicts, to be changed at will; `papers` maps paths below
    documents/ to bytes; `manifest` holds what to put in the manifest instead of the true figures.
    Amounts are cents. A lease comes with its residence, its dwelling and its holder.
    """

    def __init__(self, path: Path, *, emitted_at: str = "2026-11-23T22:00:00+01:00", mode: str = "complet") -> None:
        self.path = path / "export"
        self.emitted_at = emitted_at
        self.mode = mode
        self.rows: dict[str, list[Fields]] = {file.name: [] for file in FILES}
        self.papers: dict[str, bytes] = {}
        self.manifest: dict[str, Any] = {}

    def add(self, file: str, **fields: str) -> Fields:
        """Add a row to a file ("ecritures.csv") and return it."""
        self.rows[file].append(fields)
        return fields

    def row(self, file: str, key: str) -> Fields:
        """Return the row of a file whose first column is `key`."""
        first = BY_NAME[file].columns[0].name
        return next(row for row in self.rows[file] if row[first] == key)

    def residence(self, code: str = "R01", **fields: str) -> Fields:
        """Add a residence."""
        return self.add(
            "residences.csv",
            **{"code": code, "nom": f"Les Tilleuls {code}", "adresse": "1 rue du Moulin", **CHARTRES, **fields},
        )

    def locataire(self, reference_client: str, nom: str = "MARTIN", prenom: str = "Alex", **fields: str) -> Fields:
        """Add a person."""
        return self.add(
            "locataires.csv", **{"reference_client": reference_client, "nom": nom, "prenom": prenom, **fields}
        )

    def titulaire(self, dossier: str, reference_client: str, role: str = "titulaire", **fields: str) -> Fields:
        """Put a person on a lease; the person is added when they are not there yet."""
        if all(row["reference_client"] != reference_client for row in self.rows["locataires.csv"]):
            self.locataire(reference_client)
        return self.add(
            "titulaires.csv", **{"dossier": dossier, "reference_client": reference_client, "role": role, **fields}
        )

    def dossier(
        self,
        reference: str,
        reference_client: str = "",
        *,
        residence: str = "R01",
        nature: str = "logement",
        **fields: str,
    ) -> Fields:
        """Add a lease, its dwelling L-<reference> and its holder (by default, the reference's first nine digits)."""
        if all(row["code"] != residence for row in self.rows["residences.csv"]):
            self.residence(residence)
        dwelling = f"L-{reference}"
        self.add(
            "logements.csv",
            **{
                "reference": dwelling,
                "residence": residence,
                "nature": nature,
                "adresse": "1 rue du Moulin",
                **CHARTRES,
            },
        )
        self.titulaire(reference, reference_client or reference[:9])
        return self.add(
            "dossiers.csv",
            **{
                "reference": reference,
                "logement": dwelling,
                "date_entree": "2015-03-01",
                "mode_paiement": "virement",
                **fields,
            },
        )

    def ecriture(self, dossier: str, cents: int, day: str = "2026-11-01", **fields: str) -> Fields:
        """Add an entry: cents > 0 owed by the tenant, < 0 in the tenant's favour."""
        nature = "loyer" if cents > 0 else "paiement"
        return self.add(
            "ecritures.csv",
            **{
                "id": f"E{len(self.rows['ecritures.csv']) + 1:07}",
                "dossier": dossier,
                "date": day,
                "nature": nature,
                "libelle": nature.capitalize(),
                "montant": amount(cents),
                **fields,
            },
        )

    def document(self, dossier: str, periode: str = "2026-11", content: bytes | None = None, **fields: str) -> Fields:
        """Add a paper and its PDF."""
        number = len(self.rows["documents.csv"]) + 1
        row = self.add(
            "documents.csv",
            **{
                "id": f"D{number:05}",
                "dossier": dossier,
                "nature": "avis_echeance",
                "titre": "Avis d’échéance",
                "periode": periode,
                "date": "2026-11-01",
                "fichier": f"{number:05}.pdf",
                **fields,
            },
        )
        self.papers[row["fichier"]] = tiny_pdf(f"Avis {number}") if content is None else content
        return row

    def write(self) -> Path:
        """Write the files and the manifest that tells the truth about them, and return the folder."""
        self.path.mkdir(exist_ok=True)
        for name in self.rows:
            (self.path / name).write_bytes(self.text(name).encode())
        for name, content in self.papers.items():
            paper = self.path / "documents" / name
            paper.parent.mkdir(parents=True, exist_ok=True)
            paper.write_bytes(content)
        self.write_manifest()
        return self.path

    def text(self, name: str) -> str:
        """Return a file as the plainest export would write it."""
        output = io.StringIO()
        columns = [column.name for column in BY_NAME[name].columns]
        writer = csv.DictWriter(output, columns, restval="", delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows[name])
        return output.getvalue()

    def write_manifest(self) -> None:
        """Write the manifest after the files as they are in the folder, with what `manifest` says otherwise."""
        total = sum(int(row["montant"].replace(",", "")) for row in self.rows["ecritures.csv"] if is_amount(row))
        content = {
            "format": 1,
            "bailleur": "Office d’essai",
            "emis_le": self.emitted_at,
            "mode": self.mode,
            "fichiers": {
                name: {
                    "lignes": len(rows),
                    "sha256": hashlib.sha256((self.path / name).read_bytes()).hexdigest(),
                }
                for name, rows in self.rows.items()
                if (self.path / name).exists()
            },
            "total_ecritures": amount(total),
            **self.manifest,
        }
        (self.path / "manifeste.json").write_text(json.dumps(content, ensure_ascii=False))

    def bring_in(self) -> ImportRun:
        """Write the folder, import it, and return the run; fails when it is refused."""
        run = import_folder(self.write(), launched_by="tests")
        assert run.outcome != ImportRun.Outcome.REFUSED, run.faults
        return run


CHARTRES = {"code_postal": "28000", "commune": "Chartres"}


def amount(cents: int) -> str:
    """Return cents as the format writes them: -1234,56."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"


def is_amount(row: Fields) -> bool:
    """Can the amount of this entry be added up?"""
    return row["montant"].replace(",", "").lstrip("-").isdecimal()


def days_later(emitted_at: str, days: int) -> str:
    """Return the same moment some days later, as the manifest writes it."""
    return (datetime.fromisoformat(emitted_at) + timedelta(days=days)).isoformat()
