"""The style sheet of the landlord's colours, at an address that changes with them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from home import brand
from home.models import Bailleur

YEAR = 31_536_000


@login_not_required
@require_safe
def brand_style_sheet(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with the style sheet of this name, to be kept for ever.

    A page kept somewhere may still ask for one that is out of date: it is led to the present one.
    Raises `Http404` when the landlord has the site's own colours.
    """
    bailleur = Bailleur.for_request(request)
    current = bailleur.style_sheet_name
    if not current:
        raise Http404
    if name != current:
        return redirect("brand_style_sheet", current)
    css = brand.style_sheet(bailleur.brand_colour, bailleur.accent_colour)
    return HttpResponse(
        css,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={YEAR}, immutable"},
    )
