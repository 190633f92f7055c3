"""A convention the framework holds: a page of the tenant area goes through the one door."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from espace_locataire.dossier.access import DossierView


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
