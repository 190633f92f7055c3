"""The list of a dossier's papers, and the papers themselves."""

import logging
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from espace_locataire.documents.models import DamagedFileError, Document
from espace_locataire.dossier.access import DossierView

logger = logging.getLogger(__name__)

DOCUMENTS_PER_PAGE = 36


class DocumentsView(DossierView):
    """The papers by year, the newest first, all or of one kind."""

    template_name = "documents/documents.html"
    tab = "documents"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds this dossier has, and the page of papers grouped by year."""
        natures = Document.objects.natures_of(self.dossier)
        asked = self.request.GET.get("nature", "")
        nature = asked if asked in natures else ""
        documents = Document.objects.of(self.dossier)
        if nature:
            documents = documents.filter(nature=nature)
        page = Paginator(documents, DOCUMENTS_PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            natures=[
                {"value": value, "label": label, "current": value == nature}
                for value, label in Document.Nature.choices
                if value in natures
            ],
            nature=nature,
            page=page,
            years=[(year, list(rows)) for year, rows in groupby(page, key=lambda document: document.shown_on.year)],
            **kwargs,
        )


class DocumentFileView(DossierView):
    """A paper itself, opened in the browser or downloaded, after its holder and its content were checked."""

    template_name = "documents/damaged.html"
    tab = "documents"
    as_attachment = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the file, or say plainly that it cannot be given."""
        document = get_object_or_404(self.dossier.documents, pk=kwargs["document"])
        try:
            content = document.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
            return self._cannot_be_given(document)
        response = FileResponse(
            content,
            as_attachment=self.as_attachment,
            filename=document.display_name,
            content_type="application/pdf",
        )
        response["Content-Length"] = str(document.size_bytes)
        return response

    def _cannot_be_given(self, document: Document) -> HttpResponse:
        context = self.get_context_data(document=document)
        return self.render_to_response(context, status=503)
