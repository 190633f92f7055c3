"""The address of the dashboard: the dossier's key alone."""

from django.urls import path

from espace_locataire.accueil.views import DashboardView

urlpatterns = [path("", DashboardView.as_view(), name="accueil")]
