"""Made papers: tagged, in French, with the right figures and every letter of a name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from espace_locataire.documents.pdf import (
    AvisEcheance,
    Bailleur,
    ChargeLine,
    NoticeLine,
    Paper,
    Quittance,
    Regularisation,
    make_pdf,
)

FACTS: dict[str, Any] = {
    "bailleur": Bailleur("C’Chartres habitat", "Gestion locative, 28000 Chartres", "01 99 00 28 00"),
    "titulaires": ["NGUYỄN Văn Minh", "ÇELİK Ömer"],
    "reference_client": "002079103",
    "dossier": "0030020793G",
    "logement": "Appartement T4, 74,5 m²",
    "adresse": ["12 rue des Comtesses", "Appartement 13", "28000 Chartres"],
    "periode": date(2024, 10, 1),
    "emis_le": date(2024, 9, 25),
}


@pytest.fixture
def avis() -> AvisEcheance:
    """Return a notice with debits, a credit, a debt from before and a payment."""
    return AvisEcheance(
        **FACTS,
        echeance=date(2024, 10, 5),
        paiement="par virement",
        lignes=[
            NoticeLine("Loyer principal 10/2024", 131_000),
            NoticeLine("Provisions pour charges 10/2024", 8_237),
            NoticeLine("Aide personnalisée au logement 10/2024", -14_500),
        ],
        solde_anterieur_cents=30_000,
        reglements_cents=-20_000,
    )


@pytest.fixture
def quittance() -> Quittance:
    """Return the receipt of a month."""
    return Quittance(
        **FACTS,
        du=date(2024, 10, 1),
        au=date(2024, 10, 31),
        paye_le=date(2024, 10, 5),
        loyer_cents=31_000,
        charges_cents=8_237,
        autres_cents=0,
        aides_cents=-14_500,
    )


@pytest.fixture
def regularisation() -> Regularisation:
    """Return a statement that gives money back."""
    lines = [
        ChargeLine("Chauffage collectif", "Selon la surface du logement", 1_234_567, 42_000, 50_000),
        ChargeLine("Eau froide", "Selon le compteur du logement", 234_567, 19_500, 21_050),
    ]
    return Regularisation(**FACTS, annee=2023, mois=12, lignes=lines)


@pytest.fixture(params=["avis", "quittance", "regularisation"])
def paper(request: pytest.FixtureRequest) -> Paper:
    """Return each kind of paper in turn."""
    made: Paper = request.getfixturevalue(request.param)
    return made


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF on one line, every kind of space a plain one."""
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_paper_is_tagged_in_french_and_titled(paper: Paper) -> None:
    reader = PdfReader(BytesIO(paper.pdf()))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert "0030020793G" in reader.metadata.title
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()


def test_the_structure_has_one_main_heading_and_tables_with_header_cells(paper: Paper) -> None:
    roles = list(roles_of(PdfReader(BytesIO(paper.pdf())).trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]
    assert roles.count("/H1") == 1
    assert roles.count("/H2") >= 1
    assert roles.count("/TH") >= 2
    assert roles.count("/Table") >= 1


def roles_of(element: Any) -> Any:
    """Yield the role of an element of the structure and of all below it."""
    if "/S" in element:
        yield element["/S"]
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(child, "get"):
            yield from roles_of(child)


def test_every_letter_of_a_name_shows(paper: Paper) -> None:
    text = text_of(paper.pdf())
    assert "NGUYỄN Văn Minh" in text
    assert "ÇELİK Ömer" in text


def test_all_fonts_are_embedded(paper: Paper) -> None:
    reader = PdfReader(BytesIO(paper.pdf()))
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]
    assert descriptors
    assert all(any(key.startswith("/FontFile") for key in descriptor) for descriptor in descriptors)


def test_the_same_content_gives_the_same_bytes(paper: Paper) -> None:
    assert paper.pdf() == paper.pdf()


@pytest.mark.parametrize(
    "name", ["#panic(1) $x^2$", "*gras* _penché_ @lien", "= Titre // fin", "\\u{41} `code` <b>", '#read("paper.typ")']
)
def test_markup_in_a_name_comes_out_as_text(paper: Paper, name: str) -> None:
    made = replace(paper, titulaires=[name])
    assert name in text_of(made.pdf())


def test_a_notice_adds_up(avis: AvisEcheance) -> None:
    text = text_of(avis.pdf())
    assert avis.total_mois_cents == 124_737
    assert avis.net_cents == 134_737
    assert "Octobre 2024" in text
    assert "Au plus tard le 5 octobre 2024 · par virement" in text
    assert "Loyer principal 10/2024 1 310,00 €" in text
    assert "Aide personnalisée au logement 10/2024 145,00 €" in text
    assert "Solde antérieur 300,00 €" in text
    assert "Règlements reçus depuis le dernier avis −200,00 €" in text
    assert "Total du mois 1 247,37 €" in text
    assert "Net à payer 1 347,37 €" in text


def test_a_notice_in_credit_asks_for_nothing(avis: AvisEcheance) -> None:
    text = text_of(replace(avis, reglements_cents=-200_000).pdf())
    assert "Solde en votre faveur" in text
    assert "Vous n’avez rien à payer ce mois-ci." in text
    assert "452,63 €" in text
    assert "Au plus tard" not in text


def test_a_receipt_keeps_rent_and_charges_apart(quittance: Quittance) -> None:
    text = text_of(quittance.pdf())
    assert "Loyer et annexes 310,00 €" in text
    assert "Provisions pour charges 82,37 €" in text
    assert "Aides et réductions −145,00 €" in text
    assert "Total payé 247,37 €" in text
    assert "Du 1er octobre 2024 au 31 octobre 2024" in text
    assert "Autres sommes" not in text


def test_a_receipt_shows_what_is_neither_rent_nor_charges(quittance: Quittance) -> None:
    text = text_of(replace(quittance, autres_cents=1_207).pdf())
    assert "Autres sommes 12,07 €" in text
    assert "Total payé 259,44 €" in text


def test_a_statement_compares_advances_with_expenses(regularisation: Regularisation) -> None:
    text = text_of(regularisation.pdf())
    assert regularisation.solde_cents == -9_550
    assert "En votre faveur" in text
    assert "12 345,67 € 420,00 € 500,00 € −80,00 €" in text
    assert "Total 14 691,34 € 615,00 € 710,50 € −95,50 €" in text


def test_a_statement_that_asks_for_money_says_so(regularisation: Regularisation) -> None:
    dearer = [replace(line, part_cents=line.part_cents + 20_000) for line in regularisation.lignes]
    text = text_of(replace(regularisation, lignes=dearer).pdf())
    assert "À payer" in text
    assert "304,50 €" in text


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(0, "0,00 €"), (5, "0,05 €"), (-95_50, "−95,50 €"), (123_456_789, "1 234 567,89 €"), (100_000, "1 000,00 €")],
)
def test_amounts_are_written_the_french_way(avis: AvisEcheance, cents: int, shown: str) -> None:
    assert f"Solde antérieur {shown}" in text_of(replace(avis, solde_anterieur_cents=cents).pdf())


def test_a_paper_with_missing_data_is_an_error() -> None:
    with pytest.raises(typst.TypstError):
        make_pdf("quittance", {"dossier": "0030020793G"}, date(2024, 10, 1))


def test_a_long_notice_goes_on_to_a_second_page(avis: AvisEcheance, count_pages: Callable[[bytes], int]) -> None:
    lines = [NoticeLine(f"Ligne {number}", 100) for number in range(80)]
    assert count_pages(replace(avis, lignes=lines).pdf()) > 1


@pytest.fixture
def count_pages() -> Callable[[bytes], int]:
    """Return a function that counts the pages of a PDF."""
    return lambda pdf: len(PdfReader(BytesIO(pdf)).pages)
