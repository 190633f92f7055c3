"""Conventions the framework holds: a page of the tenant area goes through the one door, and says who opens it."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import Scope


def patterns_with_key(
    resolver: URLResolver, route: str = "", found_key: bool = False
) -> Iterator[tuple[str, URLPattern]]:
    """Yield (route, pattern) of every address that holds a dossier's key (`cle`)."""
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        has_key = found_key or "cle" in pattern.pattern.converters
        if isinstance(pattern, URLResolver):
            yield from patterns_with_key(pattern, here, has_key)
        elif has_key:
            yield here, pattern


def every_page_of_a_dossier_uses_the_door(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report the addresses holding a dossier's key whose view does not inherit `DossierView`."""
    return [
        Error(
            f"The view at {route} holds a dossier's key but does not inherit DossierView.",
            hint="Inherit espace_locataire.dossier.access.DossierView: it answers 404 to anyone but the holders.",
            id="dossier.E001",
        )
        for route, pattern in patterns_with_key(get_resolver())
        if not issubclass(getattr(pattern.callback, "view_class", object), DossierView)
    ]


def every_page_of_a_dossier_says_who_opens_it(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report the pages of a dossier that say neither what a helper needs to open them, nor that none may."""
    views: list[tuple[str, Any]] = [
        (route, getattr(pattern.callback, "view_class", object))
        for route, pattern in patterns_with_key(get_resolver())
    ]
    return [
        Error(
            f"The view at {route} says neither which scope a helper needs nor that it is for holders only.",
            hint=f"Set scope ({', '.join(Scope.values)}, or empty for any helper), or holders_only = True.",
            id="dossier.E002",
        )
        for route, view in views
        if issubclass(view, DossierView) and not view.holders_only and view.scope not in ("", *Scope.values)
    ]
