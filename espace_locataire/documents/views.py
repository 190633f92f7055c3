"""The list of a dossier's papers, the papers themselves, and many of them at once."""

import logging
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.reading_log import note
from espace_locataire.documents.searching import Finder
from espace_locataire.documents.zipping import zipped
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import Scope
from espace_locataire.dossier.private_files import DamagedFileError
from espace_locataire.dossier.seeing_as import seeing_of

logger = logging.getLogger(__name__)

DOCUMENTS_PER_PAGE = 36


class DocumentsView(DossierView):
    """The papers by year, the newest first: all, or those of a year, of a kind, those some words lead to."""

    template_name = "documents/documents.html"
    tab = "documents"
    scope = Scope.DOCUMENTS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked, and the page of papers that answer, grouped by year."""
        finder = Finder.asked(self.request.GET, self.dossier)
        page = Paginator(finder.found_in(self.dossier), DOCUMENTS_PER_PAGE).get_page(self.request.GET.get("page"))
        shown = Document.objects.of(self.dossier).with_news_for(self.person).filter(pk__in=list(page))
        return super().get_context_data(
            finder=finder,
            page=page,
            years=[(year, list(rows)) for year, rows in groupby(shown, key=lambda document: document.shown_on.year)],
            **kwargs,
        )


class DocumentFileView(DossierView):
    """A paper itself, opened in the browser or downloaded, after its holder and its content were checked."""

    template_name = "documents/damaged.html"
    tab = "documents"
    scope = Scope.DOCUMENTS
    as_attachment = False
    document: Document

    def subject(self) -> Promise | str:
        """Return the title of the paper."""
        return self.document.shown_title

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the file and note who read it, or say plainly that it cannot be given."""
        self.document = document = get_object_or_404(Document.objects.of(self.dossier), pk=kwargs["document"])
        try:
            content = document.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
            return self._cannot_be_given(document)
        # What staff looks at as the tenant, the tenant has not read.
        if not seeing_of(request):
            note(self.person, [document.pk], Reading.How.DOWNLOADED if self.as_attachment else Reading.How.OPENED)
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


class ZipView(DossierView):
    """The papers of a year (`?annee=`), or all of them, as one ZIP made while it is sent."""

    tab = "documents"
    scope = Scope.DOCUMENTS
    what = gettext_lazy("Plusieurs documents (ZIP)")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the ZIP; a year without a paper is a 404."""
        finder = Finder.asked({"annee": request.GET.get("annee", "")}, self.dossier)
        if not finder.years or (request.GET.get("annee") and finder.year is None):
            raise Http404
        documents = Document.objects.of(self.dossier)
        name = _("Documents %(reference)s.zip") % {"reference": self.dossier.reference}
        if finder.year:
            documents = documents.in_year(finder.year)
            name = _("Documents %(year)s %(reference)s.zip") % {
                "year": finder.year,
                "reference": self.dossier.reference,
            }
        # The dossier is known: one query less for each paper.
        papers = list(documents)
        for paper in papers:
            paper.dossier = self.dossier
        response = StreamingHttpResponse(
            zipped(papers, None if seeing_of(request) else self.person), content_type="application/zip"
        )
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return response
