"""Addresses of « Mes données »."""

from django.urls import path

from espace_locataire.vie_privee.views import AgreementsView, CopyView, DataView, ErasureView, LooksView

urlpatterns = [
    path("", DataView.as_view(), name="mes_donnees"),
    path("copie/", CopyView.as_view(), name="copie_de_mes_donnees"),
    path("accords/", AgreementsView.as_view(), name="accords"),
    path("consultations/", LooksView.as_view(), name="consultations"),
    path("effacer/", ErasureView.as_view(), name="effacement"),
]
