"""Deny by default, without asking who comes where anyone may."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class DenyByDefaultMiddleware(LoginRequiredMiddleware):
    """Asks for a login on every view not marked as public.

    Django's own looks at the session first, even for a public page, which then may not be kept by a cache.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let a public view through untouched; lead strangers to the login from any other."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
