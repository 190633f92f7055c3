"""What a lease asks for each month: rent, charges, aids, and the yearly statement of charges."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple
from zlib import crc32

from espace_locataire.erp.generating.months import year_of

DECEMBER = 11
# The reference index of rents lets a landlord raise them each January: 3,50 % in 2023 and 2024, 3,26 % in 2025,
# 1,04 % in 2026. In ten-thousandths of the price of 2026, which later years keep: their index is not known.
INDEX = {2023: 9261, 2024: 9585, 2025: 9897}
OLDEST_INDEX, LATEST_INDEX = 8948, 10_000


class Line(NamedTuple):
    """A line of a month: `code` tells it apart within the month, `cents` > 0 is owed by the tenant."""

    code: str
    nature: str
    libelle: str
    cents: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Monthly amounts in cents at the prices of 2026, all ≥ 0; `due_day` is the day of the month they fall due.

    `kind` is the nature of the thing rented, as in logements.csv. `indexed` says whether the rent follows the
    index from year to year.
    """

    kind: str
    loyer_cents: int
    charges_cents: int
    apl_cents: int = 0
    rls_cents: int = 0
    sls_cents: int = 0
    assurance_cents: int = 0
    due_day: int = 5
    indexed: bool = True

    def priced(self, cents: int, year: int) -> int:
        """Return an amount at the prices of a year."""
        if not self.indexed or year > 2025:
            return cents
        return (cents * INDEX.get(year, OLDEST_INDEX) + LATEST_INDEX // 2) // LATEST_INDEX

    def lines(self, month: int) -> Iterator[Line]:
        """Yield the lines of a month, debits first."""
        year, index = divmod(month, 12)
        when = f"{index + 1:02d}/{year}"
        annexe = self.kind in ("garage", "parking")
        loyer = self.priced(self.loyer_cents, year)
        if annexe:
            name = "garage" if self.kind == "garage" else "place de stationnement"
            yield Line("G", "garage", f"Loyer {name} {when}", loyer)
        else:
            yield Line("L", "loyer", f"Loyer principal {when}", loyer)
        if self.charges_cents:
            yield Line("C", "charges", f"Provisions pour charges {when}", self.charges_cents)
        if self.sls_cents:
            yield Line("S", "sls", f"Supplément de loyer de solidarité {when}", self.sls_cents)
        if self.assurance_cents:
            yield Line("I", "assurance", f"Assurance habitation prise pour votre compte {when}", self.assurance_cents)
        if self.apl_cents:
            yield Line("A", "apl", f"Aide personnalisée au logement {when}", -self.apl_cents)
        if self.rls_cents:
            yield Line("R", "rls", f"Réduction de loyer de solidarité {when}", -self.rls_cents)


def regularisation_cents(terms: Terms, key: int, months: int, year: int) -> int:
    """Return the difference of that year's charges: from 14 % in the tenant's favour to 10 % owed, never 0.

    `key` makes it the same for the same lease and year; `months` is how many months of the year were paid for.
    """
    provisions = terms.charges_cents * months
    if not provisions:
        return 0
    per_thousand = crc32(year.to_bytes(2), key) % 240 - 140
    return provisions * per_thousand // 1000 or -1


def regularised_year(month: int) -> int | None:
    """Return the year whose charges are settled in a month: the one before, each December; None otherwise."""
    return year_of(month) - 1 if month % 12 == DECEMBER else None


def draw_home_terms(random: Random, surface: int, built: int, due_day: int) -> Terms:
    """Return the terms of a home of that surface (m²) in a building of that year, as social rents are in 2026."""
    newer = (built - 1934) / 90
    loyer = round(surface * (5.15 + 1.9 * newer + random.uniform(-0.35, 0.45)) * 100) + 1500
    charges = round(surface * random.uniform(1.35, 2.45) * 100) + 1200
    apl = rls = sls = 0
    income = random.random()
    if income < 0.48:
        apl = min(round(loyer * random.uniform(0.28, 0.62)), 31_000)
        if income < 0.40:
            rls = min(4_312 + 310 * (surface // 20), loyer - apl - 3_000)
    elif income > 0.965:
        sls = round(surface * random.uniform(0.6, 2.8) * 100)
    assurance = random.choice((680, 745, 912)) if random.random() < 0.01 else 0
    return Terms("logement", loyer, charges, apl, max(rls, 0), sls, assurance, due_day)


def draw_annexe_terms(random: Random, kind: str, due_day: int) -> Terms:
    """Return the terms of a garage or a parking space."""
    loyer = random.randint(3_900, 5_900) if kind == "garage" else random.randint(1_600, 2_900)
    return Terms(kind, loyer, random.randint(120, 410), due_day=due_day)


def draw_shop_terms(random: Random, surface: int) -> Terms:
    """Return the terms of a shop of that surface (m²)."""
    return Terms("local", round(surface * random.uniform(6.5, 10.5) * 100), round(surface * 150))
