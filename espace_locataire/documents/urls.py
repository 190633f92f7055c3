"""Addresses of documents, below the dossier's key."""

from django.urls import path

from espace_locataire.documents.making_views import MadeFileView, MakeView
from espace_locataire.documents.views import DocumentFileView, DocumentsView, ZipView

urlpatterns = [
    path("", DocumentsView.as_view(), name="documents"),
    path("zip/", ZipView.as_view(), name="documents_zip"),
    path("obtenir/", MakeView.as_view(), name="make_document"),
    path("obtenus/<int:madedocument>/", MadeFileView.as_view(), name="made_document"),
    path(
        "obtenus/<int:madedocument>/telecharger/",
        MadeFileView.as_view(as_attachment=True),
        name="made_document_download",
    ),
    path("<int:document>/", DocumentFileView.as_view(), name="document"),
    path("<int:document>/telecharger/", DocumentFileView.as_view(as_attachment=True), name="document_download"),
]
