"""Whose area a page shows: almost always that of the person logged in."""

from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class Sight(Protocol):
    """What lets a member of staff see the area of somebody else, put on the request by `dossier.seeing_as`."""

    @property
    def person(self) -> "User":
        """Return whose area is seen."""
        ...

    @property
    def only_below(self) -> str:
        """Return the part of an address that everything seen has in common."""
        ...


def _sight_of(request: HttpRequest) -> Sight | None:
    return getattr(request, "seeing", None)


def is_own_area(request: HttpRequest) -> bool:
    """Say whether the area is that of the person logged in."""
    return _sight_of(request) is None


def person_shown(request: HttpRequest) -> "User":
    """Return whose area the page shows."""
    sight = _sight_of(request)
    return sight.person if sight else request.user  # type: ignore[return-value]


def only_below(request: HttpRequest) -> str:
    """Return what the addresses that may be shown have in common; « / », which all have, in one's own area."""
    sight = _sight_of(request)
    return sight.only_below if sight else "/"
