"""The leases the demonstration shows: whatever the day it is made, each is in the state its story tells."""

from collections.abc import Iterator, Sequence
from datetime import date

from espace_locataire.erp.generating.accounts import Account, Regularisation
from espace_locataire.erp.generating.export import Case
from espace_locataire.erp.generating.habits import Asked, Habit, Payment, on_the_first
from espace_locataire.erp.generating.households import Household
from espace_locataire.erp.generating.months import month_of
from espace_locataire.erp.generating.papers import Choice, recent
from espace_locataire.erp.generating.rows import (
    DossierRow,
    EcritureRow,
    LocataireRow,
    LogementRow,
    OccupantRow,
    ResidenceRow,
    TitulaireRow,
)
from espace_locataire.erp.generating.terms import Terms

MONTHS_2024 = 2024 * 12
STARTS = 2023 * 12
STARTS_LATER = 2024 * 12
RENT_DUE = 5

COMTESSES = ResidenceRow(
    "R00001", "Les Comtesses", "12 rue des Comtesses", "", "28000", "Chartres", "48,4560", "1,4840", 1962,
    "Patricia LEMAÎTRE", "06 39 98 28 01", "Du lundi au vendredi, 8 h 30 – 12 h",
)  # fmt: skip
EPERON = ResidenceRow(
    "R00002", "L’Éperon « des Épars »", "3 place du Marché", "Entrée côté cour", "28000", "Chartres",
    "48,4441", "1,4848", 1975, "", "", "",
)  # fmt: skip
RECHEVRES = ResidenceRow(
    "R00003", "Cité-Jardin de Rechèvres", "1 rue du Moulin", "", "28300", "Lèves", "48,4667", "1,4827", 1934,
    "Mamadou N’DIAYE", "06 39 98 28 03", "Lundi, mercredi et vendredi, 9 h – 12 h",
)  # fmt: skip
ESTATE_SURFACE = 2_480

CAMILLE = LocataireRow(
    "002078800",
    "Mme",
    "DUPRÉ-LEFÈVRE",
    "Camille",
    "",
    date(1980, 5, 17),
    "camille.dupre@example.org",
    "06 39 98 20 88",
)
JEAN_NOEL = LocataireRow(
    "002078901", "M", "D’ÉTÉ", "Jean-Noël", "", date(1974, 12, 25), "jean-noel.dete@example.org", "06 39 98 20 89"
)
VAN_MINH = LocataireRow("002079103", "M", "NGUYỄN", "Văn Minh", "", date(1988, 2, 17), "", "06 39 98 20 91")
OMER = LocataireRow("002079507", "M", "ÇELİK", "Ömer", "", date(1986, 9, 3), "", "06 39 98 20 95")
FATIMA_ZAHRA = LocataireRow(
    "002079204",
    "Mme",
    "BEN ABDALLAH",
    "Fatima-Zahra",
    "",
    date(1991, 7, 8),
    "fz.benabdallah@example.org",
    "01 99 00 20 92",
)


def demo_cases(on: date) -> list[Case]:
    """Return the imposed leases as they stand on a day, which must be in 2025 or later.

    `0030020788B` is in credit by 95,50 €; `0030020790D` owes 412,37 €, all late; `0030020793G` has two holders
    and owes nothing; `0030020794H` has the coming month to pay, nothing late; `0030020795J`, a garage, is settled.
    """
    return [_in_credit(), _late(on), _two_holders(), _next_month_called(), _garage()]


def _in_credit() -> Case:
    # 310,00 € of rent in 2024; paid each month on the first; the statement of 2023 gave 95,50 € back.
    terms = Terms("logement", 32_342, 8_237, apl_cents=14_500)
    logement = _logement(COMTESSES, "L00001034", "T3", "62,5", "3", "34", "Appartement 34")
    household = _household(
        "0030020788B",
        logement,
        terms,
        "virement",
        STARTS,
        on_the_first,
        (CAMILLE,),
        regularisation=_given_back_in_2024,
    )
    papers = [
        Choice("regularisation", MONTHS_2024 + 11),
        *(Choice("avis_echeance", MONTHS_2024 + month) for month in (9, 8, 6)),
    ]
    return Case(COMTESSES, household, STARTS, lambda rows, until: papers)


def _given_back_in_2024(account: Account, year: int) -> int:
    return -9_550 if year == 2023 else 0


def _no_statement(account: Account, year: int) -> int:
    return 0


def _late(on: date) -> Case:
    # Until the fifth has passed, the month in debt is the one before, and the current one is not called yet.
    called = on.day > RENT_DUE
    in_debt = month_of(on) if called else month_of(on) - 1

    def until_the_debt(asked: Asked) -> Iterator[Payment]:
        """Pay on the first, but for the last month called."""
        if asked.month < in_debt:
            yield from on_the_first(asked)

    terms = Terms("logement", 33_124, 8_113, indexed=False)
    logement = _logement(EPERON, "L00002011", "T2", "45,5", "1", "11", "Appartement 11")
    household = _household(
        "0030020790D", logement, terms, "cheque", STARTS_LATER, until_the_debt, (JEAN_NOEL,), ahead=0 if called else -1
    )
    return Case(EPERON, household, STARTS_LATER, recent)


def _two_holders() -> Case:
    terms = Terms("logement", 41_860, 12_640, apl_cents=11_320, rls_cents=5_240)
    logement = _logement(COMTESSES, "L00001013", "T4", "74,5", "1", "13", "Appartement 13")
    household = _household("0030020793G", logement, terms, "virement", STARTS_LATER, on_the_first, (VAN_MINH, OMER))
    return Case(COMTESSES, household, STARTS_LATER, _last_year)


def _next_month_called() -> Case:
    terms = Terms("logement", 38_690, 11_475, apl_cents=9_830)
    logement = _logement(RECHEVRES, "L00003015", "T3", "63,5", "2", "15", "Appartement 15")
    household = _household(
        "0030020794H", logement, terms, "carte", STARTS_LATER, on_the_first, (FATIMA_ZAHRA,), ahead=1, notice_day=1
    )
    return Case(RECHEVRES, household, STARTS_LATER, _last_year_and_next_month)


def _garage() -> Case:
    logement = LogementRow(
        "G00003016",
        RECHEVRES.code,
        "garage",
        "",
        "",
        "",
        "",
        "16",
        RECHEVRES.adresse,
        "Garage 16",
        "28300",
        "Lèves",
        "13,5",
    )
    household = _household(
        "0030020795J",
        logement,
        Terms("garage", 4_850, 210),
        "carte",
        STARTS_LATER,
        on_the_first,
        (FATIMA_ZAHRA,),
        known=True,
    )
    return Case(RECHEVRES, household, STARTS_LATER, _last_year)


def _last_year(rows: Sequence[EcritureRow], until: date) -> list[Choice]:
    return recent(rows, until)


def _last_year_and_next_month(rows: Sequence[EcritureRow], until: date) -> list[Choice]:
    # One month more, so that the notice of the coming one does not take the place of a receipt.
    return recent(rows, until, 13)


def _logement(
    residence: ResidenceRow, reference: str, type_: str, surface: str, floor: str, door: str, where: str
) -> LogementRow:
    return LogementRow(
        reference, residence.code, "logement", type_, "A", "1", floor, door,
        residence.adresse, where, residence.code_postal, residence.commune, surface,
    )  # fmt: skip


CHILDREN = {
    "0030020788B": ("DUPRÉ-LEFÈVRE", "Zoé", date(2012, 9, 3)),
    "0030020793G": ("NGUYỄN", "Zoé", date(2019, 4, 21)),
}


def _household(
    reference: str,
    logement: LogementRow,
    terms: Terms,
    mode: str,
    first: int,
    habit: Habit,
    holders: tuple[LocataireRow, ...],
    *,
    ahead: int = 0,
    notice_day: int = 25,
    known: bool = False,
    regularisation: Regularisation = _no_statement,
) -> Household:
    # The lease is older than the account shows: the first months are not in the export.
    titulaires = [TitulaireRow(reference, holders[0].reference_client, "titulaire", date(2015, 3, 1), None)]
    titulaires += [
        TitulaireRow(reference, holder.reference_client, "cotitulaire", date(2020, 1, 1), None)
        for holder in holders[1:]
    ]
    child = CHILDREN.get(reference)
    return Household(
        logement=logement,
        dossier=DossierRow(reference, logement.reference, date(2015, 3, 1), None, mode),
        holders=holders,
        newcomers=() if known else holders,
        titulaires=tuple(titulaires),
        occupants=(OccupantRow(f"O{reference}1", reference, *child, "enfant"),) if child else (),
        account=Account(
            reference,
            terms,
            first,
            None,
            habit,
            mode,
            ahead=ahead,
            notice_day=notice_day,
            regularisation=regularisation,
        ),
        estate_surface=ESTATE_SURFACE,
    )
