"""How people come in: what the login library asks this project."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url


class AccountAdapter(DefaultAccountAdapter):
    """Tenants and staff enter by the same door, and each is led to their own work."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the administration for those who work there, the tenant area for everybody else."""
        user = request.user
        if user.has_perm("wagtailadmin.access_admin") and not hasattr(user, "locataire"):
            return resolve_url("wagtailadmin_home")
        return resolve_url(super().get_login_redirect_url(request))
