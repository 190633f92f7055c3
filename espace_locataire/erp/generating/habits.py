"""How tenants pay: most on the day, some late, some never quite, some catching up.

A habit looks at one month only, with a number drawn for that lease and month, so that a later export tells the
same past.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from espace_locataire.erp.generating.months import day_of


class Asked(NamedTuple):
    """What a month asks: `cents` in all, `usual_cents` without the statement of charges; `due` is when.

    `key` is drawn for the lease, `draw` for the lease and the month.
    """

    month: int
    cents: int
    usual_cents: int
    due: date
    mode: str
    key: int
    draw: int


class Payment(NamedTuple):
    """A payment (`cents` < 0) or its refusal by the bank (> 0); `code` tells it apart within the month."""

    code: str
    day: date
    nature: str
    libelle: str
    cents: int


Habit = Callable[[Asked], Iterator[Payment]]

LABELS = {
    "prelevement": "Prélèvement automatique, merci",
    "carte": "Paiement en ligne par carte, merci",
    "cheque": "Chèque reçu, merci",
    "virement": "Virement reçu, merci",
    "especes": "Versement au guichet, merci",
    "autre": "Règlement reçu, merci",
}


def _paid(asked: Asked, day: date, cents: int, code: str = "P") -> Iterator[Payment]:
    if cents > 0:
        yield Payment(code, day, "paiement", LABELS[asked.mode], -cents)


def _usual_day(asked: Asked) -> date:
    return asked.due - timedelta(days=0 if asked.mode == "prelevement" else asked.draw % 5)


def punctual(asked: Asked) -> Iterator[Payment]:
    """Pay all that is asked by the day it falls due."""
    return _paid(asked, _usual_day(asked), asked.cents)


def standing_order(asked: Asked) -> Iterator[Payment]:
    """Pay the usual amount by standing order, and leave alone what the statement of charges gives back."""
    return _paid(asked, _usual_day(asked), max(asked.cents, asked.usual_cents))


def forgetful(asked: Asked) -> Iterator[Payment]:
    """Pay one month in four about forty days late."""
    if asked.draw % 4:
        return punctual(asked)
    return _paid(asked, asked.due + timedelta(days=32 + asked.draw % 17), asked.cents)


def chronic(asked: Asked) -> Iterator[Payment]:
    """Pay a part, always the same and always late; one month in ten, nothing."""
    if asked.draw % 10 == 0:
        return
    part = asked.cents * (70 + asked.key % 25) // 100
    yield from _paid(asked, asked.due + timedelta(days=3 + asked.draw % 18), part)


def recovering(asked: Asked) -> Iterator[Payment]:
    """Miss two months of a year, then pay each back in three parts, along with the rent of later months."""
    if (asked.month + asked.key) % 12 >= 2:
        yield from punctual(asked)
    elif asked.cents > 0:
        third = asked.cents // 3
        for part, (days, cents) in enumerate(((92, third), (122, third), (153, asked.cents - 2 * third)), 1):
            day = asked.due + timedelta(days=days)
            yield Payment(f"P{part}", day, "paiement", "Versement de votre plan d’apurement, merci", -cents)


def rejected(asked: Asked) -> Iterator[Payment]:
    """Have the debit refused by the bank one month in nine, and pay by card a week later."""
    yield from punctual(asked)
    if asked.draw % 9 == 0 and asked.cents > 0:
        refused = _usual_day(asked) + timedelta(days=4)
        yield Payment("J", refused, "rejet", "Paiement rejeté par votre banque", asked.cents)
        yield Payment("P2", refused + timedelta(days=7), "paiement", LABELS["carte"], -asked.cents)


def on_the_first(asked: Asked) -> Iterator[Payment]:
    """Pay the usual amount on the first of the month."""
    return _paid(asked, day_of(asked.month), asked.usual_cents)


# How many tenants out of a hundred have each habit.
HABITS: dict[Habit, int] = {punctual: 69, standing_order: 6, forgetful: 13, chronic: 4, recovering: 5, rejected: 3}
# Those whose account, month by month, forgets what was before: their papers can be made from its last months.
WITHOUT_MEMORY = frozenset((punctual, forgetful, rejected))
# How many tenants out of a hundred pay in each way.
MODES = {"prelevement": 58, "carte": 16, "virement": 12, "cheque": 9, "especes": 4, "autre": 1}
DEBIT_DAYS = (6, 8, 10, 12, 15)
DUE_DAY = 5


def draw_habit(random: Random) -> Habit:
    """Return a habit, each as often as tenants have it."""
    return random.choices(list(HABITS), list(HABITS.values()))[0]


def draw_mode(random: Random) -> tuple[str, int]:
    """Return a way to pay and the day of the month the rent falls due with it."""
    mode = random.choices(list(MODES), list(MODES.values()))[0]
    return mode, random.choice(DEBIT_DAYS) if mode == "prelevement" else DUE_DAY
