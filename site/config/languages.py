"""Languages the pages of the site may have, and those the whole interface speaks."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils.translation import get_language


class WholeLanguageMiddleware:
    """Lead accounts and the tenant area to French in a language the interface does not fully speak."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Redirect to the same address in the site's first language, or let the view answer."""
        if get_language() in settings.WHOLE_LANGUAGES or request.resolver_match is None:
            return None
        room = request.resolver_match.route.partition("/")[2]
        if room.startswith(settings.WHOLE_OR_NOT_AT_ALL):
            return redirect(translate_url(request.get_full_path(), settings.LANGUAGE_CODE))
        return None
