"""A small portfolio that the import's tests start from, and a look at everything an import may change."""

from pathlib import Path
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import connection

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier, Logement, Occupant, Titulaire
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.models import ArreteComptes, Ecriture
from residence_news.models import Residence
from tests.erp.export_folder import ExportFolder, days_later

FIRST = "2026-11-01T22:00:00+01:00"
HOME, GARAGE = "0030020788B", "0030020790D"
HOLDER, PARTNER, NEIGHBOUR = "002078800", "002078801", "002079000"
TABLES = [
    "compte_locataire",
    *(
        model._meta.db_table
        for model in (Residence, Logement, Dossier, Titulaire, Occupant, Ecriture, Document, ArreteComptes)
    ),
]


def portfolio(path: Path, *, days: int = 0, mode: str = "complet") -> ExportFolder:
    """Return an export of two leases, three people, an occupant, four entries and two papers."""
    path.mkdir(exist_ok=True)
    folder = ExportFolder(path, emitted_at=days_later(FIRST, days), mode=mode)
    folder.locataire(HOLDER, "DUPRÉ-LEFÈVRE", "Camille", civilite="Mme", date_naissance="1980-05-17")
    folder.locataire(PARTNER, "D’ÉTÉ", "Jean-Noël", civilite="M")
    folder.dossier(HOME, HOLDER)
    folder.titulaire(HOME, PARTNER, "cotitulaire", du="2020-01-01")
    folder.dossier(GARAGE, NEIGHBOUR, nature="garage")
    folder.add("occupants.csv", id="O1", dossier=HOME, nom="DUPRÉ", prenom="Zoé", lien="enfant")
    folder.ecriture(HOME, 39_237, "2026-10-01", echeance="2026-10-05")
    folder.ecriture(HOME, -48_787, "2026-10-05")
    folder.ecriture(GARAGE, 5_000, "2026-10-01")
    folder.ecriture(GARAGE, -5_000, "2026-10-02")
    folder.document(HOME, "2026-09")
    folder.document(HOME, "2026-10")
    return folder


def everything(*, but_ids: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Return the content of every table an import writes, the list of runs apart.

    With `but_ids`, only what the landlord sent: no row numbers, no random keys or names.
    """
    found = {}
    for table in TABLES:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            kept = [
                place
                for place, name in enumerate(names)
                if not (but_ids and (name in {"id", "cle", "file", "as_of"} or name.endswith("_id")))
            ]
            found[table] = sorted((tuple(row[place] for place in kept) for row in cursor.fetchall()), key=repr)
    return found


def imported_runs() -> int:
    """Return how many runs brought something in."""
    return ImportRun.objects.filter(outcome=ImportRun.Outcome.IMPORTED).count()


def private_files(folder: str = "erp") -> set[str]:
    """Return the names of the files kept by imports in private storage."""
    storage: Storage = storages["private"]
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return set()
    return {f"{folder}/{name}" for name in files}.union(*(private_files(f"{folder}/{name}") for name in folders))
