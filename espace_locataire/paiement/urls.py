"""Addresses of payments, below the dossier's key."""

from django.urls import path

from espace_locataire.paiement.paying_views import MadeView, PayView, ReturnView
from espace_locataire.paiement.views import PaymentsView

urlpatterns = [
    path("", PaymentsView.as_view(), name="paiement"),
    path("payer/", PayView.as_view(), name="pay"),
    path("cartes/", MadeView.as_view(), name="card_payments_made"),
    path("retour/<uuid:paiement>/", ReturnView.as_view(), name="payment_return"),
]
