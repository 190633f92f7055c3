"""Addresses of the tenant's file, below the dossier's key."""

from django.urls import path

from espace_locataire.dossier.views import FileView

urlpatterns = [path("", FileView.as_view(), name="dossier")]
