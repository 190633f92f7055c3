"""What a person types against what the landlord holds: the same person however it is spelled, and nobody else."""

import pytest

from espace_locataire.compte.matching import (
    DossierReferenceError,
    ReferenceFormatError,
    reference_client_of,
    same_person,
)
from espace_locataire.compte.models import Locataire

# (nom, prénom, nom d'usage as the ERP holds them; nom, prénom as typed)
SAME = [
    ("MARTIN", "ALEX", "", "Martin", "Alex"),
    ("MARTIN", "ALEX", "", "  martin ", "ALEX"),
    ("MARTIN", "ALEX", "", "Alex", "Martin"),
    ("MARTIN", "ALEX", "", "Mme Martin", "Alex"),
    ("LEFEVRE", "HELENE", "", "Lefèvre", "Hélène"),
    ("LEFÈVRE", "HÉLÈNE", "", "lefevre", "helene"),
    ("LEFEBVRE", "LOIC", "", "Lefebvre", "Loïc"),
    ("CŒUR", "ANNE", "", "Coeur", "Anne"),
    ("COEUR", "ANNE", "", "Cœur", "Anne"),
    ("O'CONNOR", "SEAN", "", "O’Connor", "Seán"),
    ("O'CONNOR", "SEAN", "", "OConnor", "Sean"),
    ("O'CONNOR", "SEAN", "", "o connor", "sean"),
    ("D'ALMEIDA", "RUI", "", "Dalmeida", "Rui"),
    ("DE LA TOUR", "ERIC", "", "de La Tour", "Éric"),
    ("DE LA TOUR", "ERIC", "", "Delatour", "Eric"),
    ("DE LA TOUR", "ERIC", "", "La Tour", "Eric"),
    ("LE GOFF", "ANNE", "", "Legoff", "Anne"),
    ("LEGOFF", "ANNE", "", "Le Goff", "Anne"),
    ("LE GOFF", "ANNE", "", "Goff", "Anne"),
    ("VAN DER BERG", "JAN", "", "Vanderberg", "Jan"),
    ("BEN ALI", "AHMED", "", "Benali", "Ahmed"),
    ("EL AMRANI", "FATIMA", "", "El-Amrani", "Fatima"),
    ("EL AMRANI", "FATIMA ZOHRA", "", "Elamrani", "Fatima"),
    ("SAINT-MARTIN", "LUC", "", "St Martin", "Luc"),
    ("STE MARIE", "PAULE", "", "Sainte-Marie", "Paule"),
    ("DUPONT-MARTIN", "JEAN-PIERRE", "", "Dupont Martin", "Jean Pierre"),
    ("DUPONT MARTIN", "JEAN PIERRE", "", "Dupont-Martin", "Jeanpierre"),
    ("DUPONT-MARTIN", "JEAN-PIERRE", "", "Dupont", "Jean-Pierre"),
    ("DUPONT", "JEAN-PIERRE", "", "Dupont", "Jean"),
    ("GARCIA LOPEZ", "MARIA", "", "Lopez Garcia", "María"),
    ("DUPONT", "ANNE", "MARTIN", "Martin", "Anne"),
    ("DUPONT", "ANNE", "MARTIN", "Dupont", "Anne"),
    ("DUPONT", "ANNE", "MARTIN", "Martin née Dupont", "Anne"),
    ("DUPONT", "ANNE", "MARTIN", "Dupont épouse Martin", "Anne"),
    ("DUPONT", "ANNE", "MARTIN", "Dupont-Martin", "Anne"),
    ("DUPONT", "MARIE CLAIRE ANNE", "", "Dupont", "Claire"),
    ("LE", "THI HOA", "", "Lê", "Thi Hoa"),
    ("MÜLLER", "JURGEN", "", "Muller", "Jürgen"),
    ("ŁUKASZ", "PIOTR", "", "Lukasz", "Piotr"),
    ("YILMAZ", "ISIL", "", "Yılmaz", "Işıl"),
]
OTHER = [
    ("DUPONT", "JEAN", "", "Dupond", "Jean"),
    ("DUPONT", "JEAN", "", "Dupont", "Jeanne"),
    ("DUPONT", "JEAN", "", "Dupont", "J"),
    ("DUPONT", "JEAN", "", "Dupont", "J."),
    ("DUPONT", "JEAN", "", "D", "Jean"),
    ("DUPONT", "JEAN", "", "Dupont", "Dupont"),
    ("DUPONT", "JEAN", "", "Jean", "Jean"),
    ("DUPONT", "JEAN", "", "Martin", "Jean"),
    ("DUPONT", "JEAN", "", "Dupont", "Pierre"),
    ("DUPONT", "JEAN", "", "Dup", "Jean"),
    ("MARTINEZ", "JEAN", "", "Martin", "Jean"),
    ("MARTIN", "JEAN", "", "Martinez", "Jean"),
    ("DE LA TOUR", "ERIC", "", "De La", "Eric"),
    ("LE GOFF", "ANNE", "", "Le", "Anne"),
    ("LE GOFF", "ANNE", "", "Madame", "Anne"),
    ("DUPONT", "JEAN-PIERRE", "", "Dupont", "Jean-Paul"),
    ("DUPONT", "ANNE", "MARTIN", "Durand", "Anne"),
    ("DUPONT", "ANNE", "MARTIN", "Anne", "Anne"),
    ("DUPONT", "JEAN", "", "Dupont Jean", ""),
    ("DUPONT", "JEAN", "", "", ""),
    ("DUPONT", "JEAN", "", "…", "-"),
]


@pytest.mark.parametrize(("nom", "prenom", "usage", "typed_nom", "typed_prenom"), SAME)
def test_spellings_that_are_the_same_person(
    nom: str, prenom: str, usage: str, typed_nom: str, typed_prenom: str
) -> None:
    assert same_person(typed_nom, typed_prenom, Locataire(nom=nom, prenom=prenom, nom_usage=usage))


@pytest.mark.parametrize(("nom", "prenom", "usage", "typed_nom", "typed_prenom"), OTHER)
def test_spellings_that_are_not(nom: str, prenom: str, usage: str, typed_nom: str, typed_prenom: str) -> None:
    assert not same_person(typed_nom, typed_prenom, Locataire(nom=nom, prenom=prenom, nom_usage=usage))


def test_the_table_is_long_enough() -> None:
    assert len(SAME) >= 30
    assert len(OTHER) >= 15


@pytest.mark.parametrize(
    "typed",
    [
        "002078800",
        "002 078 800",
        "002.078.800",
        "002-078-800",
        " 002078800\t",
        "002\u202f078\u00a0800",
        "Référence client 002078800",
        "réf. client : 002078800",
        "Ref n° 002078800",
        "N°002078800",
        "OO2O788OO",
        "٠٠٢٠٧٨٨٠٠",
        "００２０７８８００",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert reference_client_of(typed) == "002078800"


@pytest.mark.parametrize("typed", ["0030020788B", "0030020788 b", "003-002-0788-B"])
def test_a_dossier_reference_is_recognised(typed: str) -> None:
    with pytest.raises(DossierReferenceError):
        reference_client_of(typed)


@pytest.mark.parametrize(("typed", "digits"), [("00207880", 8), ("0020788001", 10), ("MARTIN", 0), ("", 0), ("½", 2)])
def test_anything_else_says_how_many_digits_there_were(typed: str, digits: int) -> None:
    with pytest.raises(ReferenceFormatError) as caught:
        reference_client_of(typed)
    assert caught.value.digits == digits
