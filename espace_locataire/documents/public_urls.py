"""Addresses where anyone checks a paper made on the spot."""

from django.urls import path

from espace_locataire.documents.verifying import ask_for_code, verify

urlpatterns = [
    path("", ask_for_code, name="verify_ask"),
    path("<str:code>/", verify, name="verify"),
]
