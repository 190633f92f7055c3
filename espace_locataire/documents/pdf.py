"""Making papers as PDF: tagged for screen readers (PDF/UA-1), in French, the same bytes for the same content."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import typst

TEMPLATES = Path(__file__).parent / "typst"


def make_pdf(template: str, data: Mapping[str, Any], issued_on: date) -> bytes:
    """Return the PDF that the template `template`.typ makes of this data.

    The data is handed over as JSON, never as source: markup in it comes out as plain text. Dates are
    written `AAAA-MM-JJ`. The PDF says it was created on `issued_on` at noon UTC, so that the same content
    gives the same bytes. Raises `typst.TypstError` when data the template needs is missing.
    """
    made: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, default=date.isoformat)},
        pdf_standards="ua-1",
        timestamp=datetime.combine(issued_on, time(12), UTC),
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    # Only the fonts inside the wheel: the same letters on every machine.
    return typst.Fonts(include_system_fonts=False)


@dataclass(frozen=True)
class Bailleur:
    """The landlord as the letterhead names it."""

    nom: str
    adresse: str
    telephone: str


@dataclass(frozen=True)
class Paper:
    """What every paper says: from whom, to whom, about which dwelling, when.

    `titulaires` are full names, `adresse` the lines of the postal address, `logement` a few words
    (« Logement T3 »), `periode` the first day of the month it speaks of.
    """

    template: ClassVar[str]

    bailleur: Bailleur
    titulaires: Sequence[str]
    reference_client: str
    dossier: str
    logement: str
    adresse: Sequence[str]
    periode: date
    emis_le: date

    def figures(self) -> dict[str, Any]:
        """Return what is computed from the fields (cents)."""
        return {}

    def pdf(self) -> bytes:
        """Return the paper as a PDF."""
        return make_pdf(self.template, asdict(self) | self.figures(), self.emis_le)


@dataclass(frozen=True)
class NoticeLine:
    """A line of a rent notice: cents > 0 owed by the tenant, < 0 in the tenant's favour."""

    libelle: str
    cents: int


@dataclass(frozen=True)
class AvisEcheance(Paper):
    """The monthly rent notice (cents; > 0 owed by the tenant, so `reglements_cents` is ≤ 0 as a rule).

    `paiement` says how it is paid (« Par prélèvement le 5 octobre »).
    """

    template = "avis_echeance"

    echeance: date
    paiement: str
    lignes: Sequence[NoticeLine]
    solde_anterieur_cents: int
    reglements_cents: int

    @property
    def total_mois_cents(self) -> int:
        """Return the month's total, without what was owed before."""
        return sum(line.cents for line in self.lignes)

    @property
    def net_cents(self) -> int:
        """Return what is to be paid now; < 0 when the account is in credit."""
        return self.solde_anterieur_cents + self.reglements_cents + self.total_mois_cents

    def figures(self) -> dict[str, Any]:
        """Return the month's total and what is to be paid."""
        return {"total_mois_cents": self.total_mois_cents, "net_cents": self.net_cents}


@dataclass(frozen=True)
class Quittance(Paper):
    """The receipt of a month paid in full: rent and charges apart (cents; `aides_cents` ≤ 0).

    `autres_cents` is what is neither rent nor charges (a régularisation, an insurance). `du` and `au` are
    the first and last day of the month the receipt is for, `paye_le` the day the month was settled.
    """

    template = "quittance"

    du: date
    au: date
    paye_le: date
    loyer_cents: int
    charges_cents: int
    autres_cents: int
    aides_cents: int

    @property
    def paye_cents(self) -> int:
        """Return what the tenant paid for the month."""
        return self.loyer_cents + self.charges_cents + self.autres_cents + self.aides_cents

    def figures(self) -> dict[str, Any]:
        """Return what was paid."""
        return {"paye_cents": self.paye_cents}


@dataclass(frozen=True)
class ChargeLine:
    """One nature of charges over the year, in cents.

    `depense_cents` is the residence's, `part_cents` the tenant's share of it, `provision_cents` what the tenant
    advanced. `repartition` says how it is shared out.
    """

    nature: str
    repartition: str
    depense_cents: int
    part_cents: int
    provision_cents: int


@dataclass(frozen=True)
class Regularisation(Paper):
    """The yearly charges statement: by nature, advances against real expenses, and the tenant's share.

    `annee` is the year of the expenses, `mois` the months of it the tenant was there, `periode` the month in
    which the difference is put on the account.
    """

    template = "regularisation"

    annee: int
    mois: int
    lignes: Sequence[ChargeLine]

    @property
    def solde_cents(self) -> int:
        """Return the difference: > 0 to be paid, < 0 in the tenant's favour."""
        return sum(line.part_cents - line.provision_cents for line in self.lignes)

    def figures(self) -> dict[str, Any]:
        """Return the totals."""
        return {
            "depense_cents": sum(line.depense_cents for line in self.lignes),
            "part_cents": sum(line.part_cents for line in self.lignes),
            "provision_cents": sum(line.provision_cents for line in self.lignes),
            "solde_cents": self.solde_cents,
        }
