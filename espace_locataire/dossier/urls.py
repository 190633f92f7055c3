"""Addresses of the tenant's file, below the dossier's key."""

from django.urls import path

from espace_locataire.dossier.insurance_views import InsuranceView, PieceView, WithdrawView
from espace_locataire.dossier.views import FileView

urlpatterns = [
    path("", FileView.as_view(), name="dossier"),
    path("assurance/", InsuranceView.as_view(), name="assurance"),
    path("assurance/<int:attestation>/retirer/", WithdrawView.as_view(), name="attestation_withdraw"),
    path("pieces/<int:piece>/", PieceView.as_view(), name="piece"),
]
