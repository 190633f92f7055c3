"""The files of an export and their columns: the one declaration that reading, staging, checks and the
vendors' documentation share."""

from dataclasses import dataclass

from espace_locataire.erp import values
from espace_locataire.erp.values import Kind, choice, text

VERSION = 1
MODES = ("complet", "delta")
MANIFEST = "manifeste.json"
PAPERS_FOLDER = "documents"


@dataclass(frozen=True)
class Column:
    """A column of a file."""

    name: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True)
class ExportFile:
    """A file of an export. `key` names the columns that tell one row from another.

    `prepared` names the columns we add to each row while reading, with their SQL types.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    prepared: tuple[tuple[str, str], ...] = ()
    # May be absent, even from a complete export.
    optional: bool = False

    @property
    def stem(self) -> str:
        """Return the name without its extension."""
        return self.name.removesuffix(".csv")


def must(name: str, kind: Kind) -> Column:
    """Return a column that every row fills."""
    return Column(name, kind, required=True)


RESIDENCES = ExportFile(
    "residences.csv",
    ("code",),
    (
        must("code", text(20)),
        must("nom", text(150)),
        must("adresse", text(200)),
        Column("complement", text(200)),
        must("code_postal", values.POSTCODE),
        must("commune", text(100)),
        Column("latitude", values.LATITUDE),
        Column("longitude", values.LONGITUDE),
        Column("annee", values.YEAR),
        Column("gardien_nom", text(100)),
        Column("gardien_telephone", text(40)),
        Column("gardien_horaires", text(200)),
    ),
)
LOGEMENTS = ExportFile(
    "logements.csv",
    ("reference",),
    (
        must("reference", text(30, repeats=False)),
        must("residence", text(20)),
        must("nature", choice("logement", "garage", "parking", "cave", "local")),
        Column("type", values.DWELLING_TYPE),
        Column("batiment", text(30)),
        Column("escalier", text(30)),
        Column("etage", text(30)),
        Column("porte", text(30)),
        must("adresse", text(200)),
        Column("complement", text(200)),
        must("code_postal", values.POSTCODE),
        must("commune", text(100)),
        Column("surface", values.SURFACE),
    ),
)
LOCATAIRES = ExportFile(
    "locataires.csv",
    ("reference_client",),
    (
        must("reference_client", values.REFERENCE_CLIENT),
        Column("civilite", choice("M", "Mme")),
        must("nom", text(100)),
        must("prenom", text(100)),
        Column("nom_usage", text(100)),
        Column("date_naissance", values.DATE),
        Column("email", values.EMAIL),
        Column("telephone", text(40, repeats=False)),
    ),
)
DOSSIERS = ExportFile(
    "dossiers.csv",
    ("reference",),
    (
        must("reference", values.REFERENCE_DOSSIER),
        must("logement", text(30, repeats=False)),
        must("date_entree", values.DATE),
        Column("date_sortie", values.DATE),
        Column("mode_paiement", choice("prelevement", "carte", "cheque", "virement", "especes", "autre")),
    ),
    prepared=(("cle", "text"),),
)
TITULAIRES = ExportFile(
    "titulaires.csv",
    ("dossier", "reference_client", "role", "du"),
    (
        must("dossier", values.REFERENCE_DOSSIER),
        must("reference_client", values.REFERENCE_CLIENT),
        must("role", choice("titulaire", "cotitulaire")),
        Column("du", values.DATE),
        Column("au", values.DATE),
    ),
)
OCCUPANTS = ExportFile(
    "occupants.csv",
    ("id",),
    (
        must("id", text(40, repeats=False)),
        must("dossier", values.REFERENCE_DOSSIER),
        must("nom", text(100)),
        must("prenom", text(100)),
        Column("date_naissance", values.DATE),
        Column("lien", choice("conjoint", "enfant", "ascendant", "autre")),
    ),
)
ECRITURES = ExportFile(
    "ecritures.csv",
    ("id",),
    (
        must("id", text(40, repeats=False)),
        must("dossier", values.REFERENCE_DOSSIER),
        must("date", values.DATE),
        Column("echeance", values.DATE),
        must(
            "nature",
            choice(
                "loyer",
                "charges",
                "apl",
                "rls",
                "sls",
                "garage",
                "regularisation",
                "paiement",
                "rejet",
                "frais",
                "assurance",
                "plan",
                "depot",
                "autre",
            ),
        ),
        must("libelle", text(200)),
        must("montant", values.AMOUNT),
        Column("reference_paiement", text(40)),
    ),
)
DOCUMENTS = ExportFile(
    "documents.csv",
    ("id",),
    (
        must("id", text(40, repeats=False)),
        must("dossier", values.REFERENCE_DOSSIER),
        must(
            "nature",
            choice("avis_echeance", "quittance", "recu", "regularisation", "bail", "attestation", "courrier"),
        ),
        must("titre", text(200)),
        Column("periode", values.MONTH),
        must("date", values.DATE),
        must("fichier", text(500, repeats=False)),
    ),
    prepared=(("sha256", "text"), ("size_bytes", "bigint"), ("stored", "text")),
)
# What the ERP answers to what we sent it.
ACCUSE = ExportFile(
    "accuse.csv",
    ("fichier", "reference"),
    (
        must("fichier", text(40)),
        must("reference", text(40, repeats=False)),
        must("etat", choice("integre", "refuse")),
        Column("motif", text(300)),
    ),
    optional=True,
)

# In the order they are read and merged: what is referred to comes before what refers to it.
FILES = (RESIDENCES, LOGEMENTS, LOCATAIRES, DOSSIERS, TITULAIRES, OCCUPANTS, ECRITURES, DOCUMENTS, ACCUSE)
BY_NAME = {file.name: file for file in FILES}
