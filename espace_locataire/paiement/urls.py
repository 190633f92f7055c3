"""Addresses of payments, below the dossier's key."""

from django.urls import path

from espace_locataire.paiement.views import PaymentsView

urlpatterns = [path("", PaymentsView.as_view(), name="paiement")]
