"""What time triggers: each room says what, `manage.py run_due` does it all."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise


class Due(NamedTuple):
    """Something to do when its time has come.

    `run` does what is due now and returns how much it did. It may be run at any moment, twice in a row or twice at
    once: it must do nothing twice. `place` orders those that feed one another.
    """

    place: int
    name: str
    label: Promise | str
    run: Callable[[], int]


_dues: dict[str, Due] = {}


def declare_due(due: Due) -> None:
    """Add something to do; the same name declared again takes the place of the first."""
    _dues[due.name] = due


def declared_dues() -> list[Due]:
    """Return everything to do, in its order."""
    return sorted(_dues.values(), key=lambda due: (due.place, due.name))
