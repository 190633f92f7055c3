"""The error pages that must come out whatever is broken: no request, session or database to count on."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from home.frame import Frame, frame_of
from home.models import Bailleur


def bailleur_if_readable(request: HttpRequest) -> Bailleur | None:
    """Return the landlord's details, or None when they cannot be read."""
    try:
        return Bailleur.for_request(request)
    except Exception:
        # The database may be what failed, in any way; the page then says where else the number is.
        return None


def frame_if_readable(request: HttpRequest) -> Frame | None:
    """Return the menus and the texts around the page, or None when they cannot be read."""
    try:
        return frame_of(request).read()
    except Exception:
        return None


def _fault(request: HttpRequest, template: str, status: int) -> HttpResponse:
    # Templates find the details where they are on every other page.
    context = {
        "settings": {"home": {"Bailleur": bailleur_if_readable(request)}},
        "frame": frame_if_readable(request),
    }
    return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: what was sent cannot be understood."""
    return _fault(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500: something broke on our side."""
    return _fault(request, "500.html", 500)
