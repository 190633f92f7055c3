"""The papers of a lease, with the very amounts of its account."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from espace_locataire.documents.pdf import (
    AvisEcheance,
    Bailleur,
    ChargeLine,
    NoticeLine,
    Quittance,
    Regularisation,
)
from espace_locataire.erp.generating.households import Household
from espace_locataire.erp.generating.months import day_of, month_of, written, year_of
from espace_locataire.erp.generating.rows import DocumentRow, EcritureRow

BAILLEUR = Bailleur("C’Chartres habitat", "Gestion locative, 28000 Chartres", "01 99 00 28 00")
RENTS, CHARGES, AIDS, PAYMENTS = ("loyer", "garage"), ("charges",), ("apl", "rls"), ("paiement", "rejet")
WAYS_TO_PAY = {
    "prelevement": "par prélèvement, ce jour-là",
    "carte": "en ligne, par carte",
    "cheque": "par chèque",
    "virement": "par virement",
    "especes": "en espèces, au guichet",
    "autre": "par le moyen de votre choix",
}
KINDS = {
    "logement": "Appartement",
    "garage": "Garage",
    "parking": "Place de stationnement",
    "local": "Local commercial",
}
# Nature of the charges of a home, how they are shared out, their part of the advances and of the difference (%).
CHARGES_OF_HOME = (
    ("Chauffage collectif", "Selon la surface et le relevé des répartiteurs", 38, 61),
    ("Eau froide", "Selon le compteur du logement", 17, 12),
    ("Eau chaude", "Selon le compteur du logement", 13, 21),
    ("Entretien des parties communes", "Selon la surface du logement", 14, -9),
    ("Électricité des parties communes", "Selon la surface du logement", 6, 10),
    ("Enlèvement des ordures ménagères", "Selon la surface du logement", 12, 5),
)
CHARGES_OF_ANNEXE = (("Entretien et éclairage", "À parts égales entre les emplacements", 100, 100),)


class Choice(NamedTuple):
    """A paper to be made: its nature as in documents.csv, and the month it speaks of."""

    nature: str
    month: int


def recent(rows: Sequence[EcritureRow], until: date, months: int = 12) -> list[Choice]:
    """Return the papers of the last months of an account: notices, receipts of what is settled, statements.

    The first three months are left out: what was paid late for the months before is not on the account.
    """
    called = sorted({month_of(row.date) for row in rows if row.nature in RENTS})[3:][-months:]
    # A receipt is drawn up the day after.
    settled = [month for month in called if (_settled_on(rows, month) or until) < until]
    stated = [month_of(row.date) for row in rows if row.nature == "regularisation" and month_of(row.date) in called]
    return [
        *(Choice("avis_echeance", month) for month in called),
        *(Choice("quittance", month) for month in settled),
        *(Choice("regularisation", month) for month in stated),
    ]


def make_papers(
    household: Household, rows: Sequence[EcritureRow], choices: Sequence[Choice]
) -> Iterator[tuple[DocumentRow, bytes]]:
    """Yield the chosen papers of a lease, each with its line of documents.csv: the same at any later day.

    Raises `ValueError` when the account cannot give one (a receipt of a month that is not settled).
    """
    makers = {"avis_echeance": _notice, "quittance": _receipt, "regularisation": _statement}
    titles = {
        "avis_echeance": "Avis d’échéance",
        "quittance": "Quittance",
        "regularisation": "Régularisation de charges",
    }
    reference = household.dossier.reference
    for nature, month in choices:
        paper = makers[nature](household, rows, month)
        name = f"{reference}-{nature}-{written(month)}"
        row = DocumentRow(f"D{name}", reference, nature, titles[nature], written(month), paper.emis_le, f"{name}.pdf")
        yield row, paper.pdf()


def _notice(household: Household, rows: Sequence[EcritureRow], month: int) -> AvisEcheance:
    account = household.account
    announced = [(_notice_month(row, account.notice_day), row) for row in rows]
    return AvisEcheance(
        **_facts(household, month),
        emis_le=day_of(month - 1, account.notice_day),
        echeance=day_of(month, account.terms.due_day),
        paiement=WAYS_TO_PAY[household.dossier.mode_paiement],
        lignes=[
            NoticeLine(row.libelle, row.montant)
            for when, row in announced
            if when == month and row.nature not in PAYMENTS
        ],
        solde_anterieur_cents=sum(row.montant for when, row in announced if when < month),
        reglements_cents=sum(row.montant for when, row in announced if when == month and row.nature in PAYMENTS),
    )


def _notice_month(row: EcritureRow, notice_day: int) -> int:
    # What falls on the first is announced by that month's own notice; anything else by the next notice to be issued.
    if row.date.day == 1 and row.nature not in PAYMENTS:
        return month_of(row.date)
    return month_of(row.date) + (1 if row.date.day <= notice_day else 2)


def _receipt(household: Household, rows: Sequence[EcritureRow], month: int) -> Quittance:
    settled = _settled_on(rows, month)
    if settled is None:
        raise ValueError("no receipt for a month that is not paid in full")
    terms = [row for row in rows if month_of(row.date) == month and row.date.day == 1 and row.nature not in PAYMENTS]
    known = (*RENTS, *CHARGES, *AIDS)
    return Quittance(
        **_facts(household, month),
        emis_le=settled + timedelta(days=1),
        du=day_of(month),
        au=day_of(month, 31),
        paye_le=settled,
        loyer_cents=sum(row.montant for row in terms if row.nature in RENTS),
        charges_cents=sum(row.montant for row in terms if row.nature in CHARGES),
        aides_cents=sum(row.montant for row in terms if row.nature in AIDS),
        autres_cents=sum(row.montant for row in terms if row.nature not in known),
    )


def _settled_on(rows: Sequence[EcritureRow], month: int) -> date | None:
    """Return the day all debits up to the end of that month were covered, or None."""
    owed = sum(row.montant for row in rows if row.montant > 0 and month_of(row.date) <= month)
    for row in sorted(rows, key=lambda row: row.date):
        if row.montant < 0:
            owed += row.montant
            if owed <= 0:
                return max(row.date, day_of(month))
    return None


def _statement(household: Household, rows: Sequence[EcritureRow], month: int) -> Regularisation:
    year = year_of(month) - 1
    account = household.account
    months = account.months_in(year)
    provision = account.terms.charges_cents * months
    difference = sum(row.montant for row in rows if row.nature == "regularisation" and month_of(row.date) == month)
    home = household.logement.nature == "logement"
    surface = float(household.logement.surface.replace(",", ".") or 1)
    share_of_year = surface / household.estate_surface * months / 12
    lines = []
    left, difference_left = provision, difference
    natures = CHARGES_OF_HOME if home else CHARGES_OF_ANNEXE
    for place, (nature, sharing, part, part_of_difference) in enumerate(natures, 1):
        last = place == len(natures)
        advanced = left if last else provision * part // 100
        apart = difference_left if last else difference * part_of_difference // 100
        lines.append(
            ChargeLine(nature, sharing, round((advanced + apart) / share_of_year), advanced + apart, advanced)
        )
        left -= advanced
        difference_left -= apart
    return Regularisation(
        **_facts(household, month),
        # The statement goes out a month before the difference is put on the account.
        emis_le=day_of(month - 1, 4),
        annee=year,
        mois=months,
        lignes=lines,
    )


def _facts(household: Household, month: int) -> dict[str, Any]:
    logement = household.logement
    kind = KINDS[logement.nature]
    return {
        "bailleur": BAILLEUR,
        "titulaires": [
            f"{holder.nom_usage or holder.nom} {holder.prenom}"
            for holder, link in zip(household.holders, household.titulaires, strict=True)
            if link.du is None or month_of(link.du) <= month
        ],
        "reference_client": household.holders[0].reference_client,
        "dossier": household.dossier.reference,
        "logement": f"{kind} {logement.type}, {logement.surface} m²" if logement.type else kind,
        "adresse": [
            line
            for line in (logement.adresse, logement.complement, f"{logement.code_postal} {logement.commune}")
            if line
        ],
        "periode": day_of(month),
    }
