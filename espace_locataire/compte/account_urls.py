"""Addresses of « Mon compte », below the accounts', in French; names are those the login library looks up."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as paper
from allauth.mfa.totp import views as application
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from espace_locataire.compte import account_views as views
from espace_locataire.compte.login_codes import AskForCodeView, TypeCodeView


def private(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """Return the address of a page no cache may keep, whatever the library says of it."""
    return path(route, never_cache(view), name=name)


urlpatterns = [
    path("", views.AccountView.as_view(), name="compte"),
    path("langue/", views.LanguageView.as_view(), name="account_language"),
    private("confirmer/", account.reauthenticate, "account_reauthenticate"),
    private("confirmer/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    private("confirmer/cle/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    private("connexion/code/", AskForCodeView.as_view(), "account_request_login_code"),
    private("connexion/code/recu/", TypeCodeView.as_view(), "account_confirm_login_code"),
    private("connexion/cle/", passkeys.login_webauthn, "mfa_login_webauthn"),
    private("connexion/deuxieme-preuve/", mfa.authenticate, "mfa_authenticate"),
    private("mot-de-passe/changer/", account.password_change, "account_change_password"),
    private("mot-de-passe/choisir/", account.password_set, "account_set_password"),
    path("adresse/", views.EmailChangeView.as_view(), name="email_change"),
    path("adresse/confirmer/<str:token>/", views.EmailConfirmView.as_view(), name="email_change_confirm"),
    path("adresse/annuler/<str:token>/", views.EmailUndoView.as_view(), name="email_change_undo"),
    path("securite/", views.SecurityView.as_view(), name="mfa_index"),
    path("securite/appareils/", views.SessionsView.as_view(), name="usersessions_list"),
    path("securite/cles/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    private("securite/cles/ajouter/", passkeys.add_webauthn, "mfa_add_webauthn"),
    private("securite/cles/<int:pk>/renommer/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    private("securite/cles/<int:pk>/retirer/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    private("securite/application/ajouter/", application.activate_totp, "mfa_activate_totp"),
    private("securite/application/retirer/", application.deactivate_totp, "mfa_deactivate_totp"),
    private("securite/codes-de-secours/", paper.view_recovery_codes, "mfa_view_recovery_codes"),
    private("securite/codes-de-secours/nouveaux/", paper.generate_recovery_codes, "mfa_generate_recovery_codes"),
    private("securite/codes-de-secours/fichier/", paper.download_recovery_codes, "mfa_download_recovery_codes"),
]
