"""What a view says of the page it makes: that it is the same for everyone, what it reads, until when it holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

View = Callable[..., HttpResponseBase]

# The names of the parameters read by views marked with `public_page`; those of pages are told by their types.
_read_by_views: set[str] = set()


@dataclass(frozen=True)
class Mark:
    """Laid on a request whose answer is the same for everyone. `seconds`: how long it may be kept, if not as usual."""

    parameters: frozenset[str]
    seconds: int | None = None


def keep_until(request: HttpRequest, moment: datetime) -> None:
    """Let the page being made for this request be kept until this moment at most: it must look different after it.

    The earliest of all the moments told wins; one that has passed changes nothing any more and is ignored.
    Raises ValueError when the moment has no time zone.
    """
    if timezone.is_naive(moment):
        raise ValueError("A page is kept until a moment with a time zone.")
    earliest = kept_until(request)
    if moment > timezone.now() and (earliest is None or moment < earliest):
        request.__dict__["page_kept_until"] = moment


def kept_until(request: HttpRequest) -> datetime | None:
    """Return the earliest moment told to `keep_until`."""
    moment: datetime | None = request.__dict__.get("page_kept_until")
    return moment


def mark_of(request: HttpRequest) -> Mark | None:
    """Return the mark laid on this request, or None when its answer is for one person."""
    mark: Mark | None = request.__dict__.get("public_page")
    return mark


def mark(request: HttpRequest, parameters: Iterable[str] = (), seconds: int | None = None) -> None:
    """Say that the answer to this request is the same for everyone, and reads these parameters of the query only.

    The others are taken out of the request: a page kept for all must not have read what its key does not hold.
    """
    names = frozenset(parameters)
    request.__dict__["public_page"] = Mark(names, seconds)
    if request.method in {"GET", "HEAD"} and not names.issuperset(request.GET):
        query = request.GET.copy()
        for name in set(query) - names:
            del query[name]
        query._mutable = False
        request.GET = query  # type: ignore[assignment]
        request.META["QUERY_STRING"] = query.urlencode()


def public_page(view: View | None = None, *, parameters: Iterable[str] = (), seconds: int | None = None) -> Any:
    """Mark a view whose answer is the same for everyone and may be kept.

    `parameters` names those of the query that it reads; it does not see others. `seconds` is how long an answer
    may be kept, when not as long as any page. With a class: `method_decorator(public_page(...), name="dispatch")`.
    """
    names = frozenset(parameters)
    _read_by_views.update(names)

    def decorate(function: View) -> View:
        @wraps(function)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            mark(request, names, seconds)
            return function(request, *args, **kwargs)

        return marked

    return decorate if view is None else decorate(view)


@lru_cache(maxsize=1)
def _read_by_pages() -> frozenset[str]:
    from wagtail.models import get_page_models

    return frozenset().union(*(getattr(model, "query_parameters", ()) for model in get_page_models()))


def known_parameters() -> frozenset[str]:
    """Return the names of the parameters that some public page reads: any other changes nothing anywhere."""
    return _read_by_pages() | _read_by_views


def serve_as_public(serve: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap how Wagtail serves a page, once it found that this visitor may see it: a page is public by nature."""

    def served(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        mark(request, getattr(page, "query_parameters", ()))
        return serve(page, request, args, kwargs)

    return served
