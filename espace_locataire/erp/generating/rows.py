"""One type per file of the exchange format, its fields the columns in their order."""

import datetime
from typing import NamedTuple


class ResidenceRow(NamedTuple):
    """A line of residences.csv. `latitude` and `longitude` are degrees as the format writes them (`48,4560`)."""

    code: str
    nom: str
    adresse: str
    complement: str
    code_postal: str
    commune: str
    latitude: str
    longitude: str
    annee: int
    gardien_nom: str
    gardien_telephone: str
    gardien_horaires: str


class LogementRow(NamedTuple):
    """A line of logements.csv. `surface` is m² as the format writes them (`63,5`), empty when unknown."""

    reference: str
    residence: str
    nature: str
    type: str
    batiment: str
    escalier: str
    etage: str
    porte: str
    adresse: str
    complement: str
    code_postal: str
    commune: str
    surface: str


class LocataireRow(NamedTuple):
    """A line of locataires.csv."""

    reference_client: str
    civilite: str
    nom: str
    prenom: str
    nom_usage: str
    date_naissance: datetime.date
    email: str
    telephone: str


class DossierRow(NamedTuple):
    """A line of dossiers.csv."""

    reference: str
    logement: str
    date_entree: datetime.date
    date_sortie: datetime.date | None
    mode_paiement: str


class TitulaireRow(NamedTuple):
    """A line of titulaires.csv."""

    dossier: str
    reference_client: str
    role: str
    du: datetime.date | None
    au: datetime.date | None


class OccupantRow(NamedTuple):
    """A line of occupants.csv."""

    id: str
    dossier: str
    nom: str
    prenom: str
    date_naissance: datetime.date
    lien: str


class EcritureRow(NamedTuple):
    """A line of ecritures.csv. `montant` is cents: > 0 owed by the tenant, < 0 in the tenant's favour, never 0."""

    id: str
    dossier: str
    date: datetime.date
    echeance: datetime.date | None
    nature: str
    libelle: str
    montant: int
    reference_paiement: str = ""


class DocumentRow(NamedTuple):
    """A line of documents.csv. `periode` is `AAAA-MM`, `fichier` a path under documents/."""

    id: str
    dossier: str
    nature: str
    titre: str
    periode: str
    date: datetime.date
    fichier: str
