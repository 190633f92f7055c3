"""The first and the last to see a request: gives the page kept for it, and keeps the page just made."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page

from home.page_cache import shelf
from home.page_cache.address import Address, address_of
from home.page_cache.kept import KeptPage
from home.page_cache.marks import Mark, kept_until, mark_of


class PageCacheMiddleware:
    """Stands before everything else: a kept page costs neither session, nor database, nor template.

    Logged-in tenants get the same pages as anyone. Those who open the administration carry a cookie that leads them
    past the cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take the rest of the site."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the page kept; else with the page made, which is kept if it is the same for everyone."""
        # A preview is asked for in the name of a page's own address.
        if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
            return self._minding_editors(request, self.get_response(request))
        apart = _is_editor(request) or "HTTP_HX_REQUEST" in request.META
        address = None if apart or not settings.PAGE_CACHE_SECONDS else address_of(request)
        generation = None
        if address:
            generation, kept = shelf.look(address.key)
            if kept:
                return kept.answer(request)
        response = self._minding_editors(request, self.get_response(request))
        mark = mark_of(request)
        if mark is None or response.status_code != 200:
            return response
        if apart or not _is_the_same_for_all(response):
            add_never_cache_headers(response)
            return response
        return self._finished(request, cast("HttpResponse", response), mark, address, generation)

    def _finished(
        self,
        request: HttpRequest,
        response: HttpResponse,
        mark: Mark,
        address: Address | None,
        generation: str | None,
    ) -> HttpResponse:
        """Return a public answer as it is sent, and keep it if it can be."""
        keeping = address is not None and generation is not None and request.method == "GET"
        # A parameter that this page does not read, and another does: not worth a place.
        if address is not None and not address.parameters <= mark.parameters:
            keeping = False
        now = timezone.now().timestamp()
        until = _must_change_at(request)
        life = settings.PAGE_CACHE_SECONDS if mark.seconds is None else mark.seconds
        expires = now + life if until is None else min(now + life, until)
        kept = KeptPage.of(
            response,
            generation=generation or "",
            expires=expires,
            until=until,
            with_parameters=bool(request.META.get("QUERY_STRING")),
        )
        if keeping and address is not None:
            shelf.put(address.key, kept, bool(address.parameters))
        answer = kept.answer(request)
        if answer.status_code == 304:
            return answer
        # The view's own answer, for whoever looks at what it was made of.
        response.headers = answer.headers
        response.content = answer.content
        response.headers["Content-Length"] = answer.headers["Content-Length"]
        return response

    def _minding_editors(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Give their cookie to those who open the administration, and take it back when they leave."""
        name = settings.EDITOR_COOKIE_NAME
        if name in request.COOKIES:
            if request.__dict__.get("editor_left"):
                response.delete_cookie(name, samesite="Lax")
        elif request.path_info.startswith(reverse("wagtailadmin_home")):
            user = getattr(request, "user", None)
            if user is not None and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
                response.set_cookie(
                    name,
                    "1",
                    max_age=settings.SESSION_COOKIE_AGE,
                    secure=settings.SESSION_COOKIE_SECURE,
                    httponly=True,
                    samesite="Lax",
                )
        return response


def _is_editor(request: HttpRequest) -> bool:
    # Most visitors carry no cookie at all: theirs are not read.
    return settings.EDITOR_COOKIE_NAME in request.META.get("HTTP_COOKIE", "") and (
        settings.EDITOR_COOKIE_NAME in request.COOKIES
    )


def _is_the_same_for_all(response: HttpResponseBase) -> bool:
    """Tell whether anyone may be given this answer: its view looked at no session and set no cookie."""
    headers = response.headers
    control = headers.get("Cache-Control", "").lower()
    varies = {name.strip().lower() for name in headers.get("Vary", "").split(",")} - {""}
    return not (
        response.streaming
        or response.cookies
        or any(word in control for word in ("private", "no-store", "no-cache"))
        # The address decides the language, whatever the browser prefers.
        or varies - {"accept-language", "accept-encoding"}
        or "'nonce-" in headers.get("Content-Security-Policy", "")
    )


def _must_change_at(request: HttpRequest) -> float | None:
    """Return the timestamp of the first moment at which this page may look different, or None."""
    told = kept_until(request)
    moments = [told] if told else []
    if settings.PAGE_CACHE_SECONDS:
        moments += shelf.kept_while_unchanged("next-expiry", _next_expiry, lambda moments: moments)
    return min(moments).timestamp() if moments else None


def _next_expiry() -> list[datetime]:
    """Return when the next page expires, anywhere, if one does: lists, menus and links change then.

    A publication to come needs no such care: it happens when a command makes it, which then forgets every page.
    """
    pages = Page.objects.live().filter(expire_at__gt=timezone.now())
    return list(pages.order_by("expire_at").values_list("expire_at", flat=True)[:1])
