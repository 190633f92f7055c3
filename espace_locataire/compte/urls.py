"""Addresses of accounts, in French; the names are those the login library looks up."""

from allauth.account import views
from django.urls import include, path, re_path

from espace_locataire.compte.signing_up_views import AskedView, ConfirmView, IdentityView, WishesView

urlpatterns = [
    path("inscription/", IdentityView.as_view(), name="account_signup"),
    path("inscription/options/", WishesView.as_view(), name="inscription_wishes"),
    path("inscription/message/", AskedView.as_view(), name="inscription_asked"),
    path("inscription/confirmer/<str:key>/", ConfirmView.as_view(), name="inscription_confirm"),
    path("", include("espace_locataire.compte.account_urls")),
    path("connexion/", views.login, name="account_login"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inactif/", views.account_inactive, name="account_inactive"),
    path("verification/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^verification/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("mot-de-passe/oublie/", views.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
