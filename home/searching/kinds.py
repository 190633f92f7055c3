"""Under which of its filters the search puts each type of page."""

from wagtail.models import Page

from home.models import SearchKind

_kinds: dict[type[Page], SearchKind] = {}


def register(model: type[Page], kind: SearchKind) -> None:
    """Put the pages of this type under `kind`; without it they are under « Pages »."""
    _kinds[model] = kind


def kind_of(model: type[Page]) -> SearchKind:
    """Return where pages of this type go: as it or the nearest type above it was registered."""
    return next((_kinds[ancestor] for ancestor in model.__mro__ if ancestor in _kinds), SearchKind.PAGE)
