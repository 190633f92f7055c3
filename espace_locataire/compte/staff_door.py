"""The administration's door: the staff proves twice who they are."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from espace_locataire.compte.second_factor import has_second_factor

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class StaffSecondFactorMiddleware:
    """Leads a member of staff who has no second factor to the page where it is set up, until it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Redirect from any address of the administration, or let the view answer."""
        if not settings.STAFF_SECOND_FACTOR_REQUIRED:
            return None
        # By its path: many of the administration's views guard themselves, and say they are open.
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if user.is_authenticated and owes_second_factor(user):
            return redirect("mfa_index")
        return None


def owes_second_factor(user: "User") -> bool:
    """Say whether a person works in the administration and has no second factor where one is required."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED and works_here(user) and not has_second_factor(user)


def works_here(user: "User") -> bool:
    """Say whether a person may enter the administration, by their account or by a group."""
    return user.is_staff or user.has_perm("wagtailadmin.access_admin")
