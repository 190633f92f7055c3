"""What is held about people: each room says what, why and for how long, and gives it to the one it is about.

RGPD, articles 13 (what is held and why), 15 and 20 (a copy, in a format a machine reads), 17 (erasure).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.files import File
from django.utils.functional import Promise


class HeldFile(NamedTuple):
    """A file about a person: its name in their copy, and what opens it once its content is checked.

    `open` raises `OSError` or another exception when the file is missing or damaged.
    """

    name: str
    open: Callable[[], "File[bytes]"]


def no_file(person: Any) -> Iterable[HeldFile]:
    """Return nothing: most of what is held are rows."""
    return ()


@dataclass(frozen=True)
class Holding:
    """A kind of data held about people, in words they understand: what it is, what for, how long.

    `export` returns the rows about a person, as JSON can write them. `erase` erases what goes when the person asks for
    it and returns how many rows; without it everything stays, and `kept` says why. `place` orders them; `icon` is the
    name of the drawing that stands for it.
    """

    place: int
    name: str
    label: Promise | str
    purpose: Promise | str
    kept: Promise | str
    export: Callable[[Any], Iterable[Mapping[str, Any]]]
    files: Callable[[Any], Iterable[HeldFile]] = no_file
    erase: Callable[[Any], int] | None = None
    icon: str = "database"


_holdings: dict[str, Holding] = {}


def declare_holding(holding: Holding) -> None:
    """Add a kind of data; the same name declared again takes the place of the first."""
    _holdings[holding.name] = holding


def declared_holdings() -> list[Holding]:
    """Return every kind of data held, in its order."""
    return sorted(_holdings.values(), key=lambda holding: (holding.place, holding.name))
