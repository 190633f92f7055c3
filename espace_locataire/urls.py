"""Addresses of the tenant area: everything about a dossier stands below its key."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from espace_locataire.dossier.invitation_views import InvitationView, RefusalView
from espace_locataire.dossier.views import EntryView


class CleConverter(StringConverter):
    """A dossier's key: 22 URL-safe characters."""

    regex = "[A-Za-z0-9_-]{22}"


register_converter(CleConverter, "cle")

urlpatterns = [
    path("", EntryView.as_view(), name="espace_locataire"),
    path("notifications/", include("espace_locataire.notifications.urls")),
    path("invitation/<str:key>/", InvitationView.as_view(), name="aidant_invitation"),
    path("invitation/<str:key>/refuser/", RefusalView.as_view(), name="aidant_refusal"),
    path("<cle:cle>/", include("espace_locataire.accueil.urls")),
    path("<cle:cle>/dossier/", include("espace_locataire.dossier.urls")),
    path("<cle:cle>/paiement/", include("espace_locataire.paiement.urls")),
    path("<cle:cle>/documents/", include("espace_locataire.documents.urls")),
]
