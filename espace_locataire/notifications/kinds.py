"""What people may be told: each room declares its kinds; people choose by topic."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Text(NamedTuple):
    """A message: a title, a text of a sentence or two, and the path on this site where it leads."""

    title: str
    text: str
    path: str


@dataclass(frozen=True)
class Topic:
    """What a person may want to hear about or not; a `mandatory` one is always told (security, sums owed).

    When a topic names a `consent` (`compte.Consent.Subject`), its e-mails leave only while that is in force.
    """

    name: str
    label: Promise | str
    hint: Promise | str
    mandatory: bool = False
    consent: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of message. `compose` writes it about its object, in the language that is active when it is called."""

    name: str
    topic: Topic
    compose: Callable[[Any], Text]


FILE = Topic(
    "dossier", _("Mon dossier"), _("Votre assurance, vos changements de situation : nos réponses, nos rappels.")
)

_kinds: dict[str, Kind] = {}


def declare_kind(kind: Kind) -> None:
    """Add a kind; the same name declared again takes the place of the first."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """Return a kind. Raises `LookupError` when no room declared it."""
    return _kinds[name]


def declared_topics() -> list[Topic]:
    """Return the topics of the declared kinds, each once, by name."""
    return sorted({kind.topic.name: kind.topic for kind in _kinds.values()}.values(), key=lambda topic: topic.name)
