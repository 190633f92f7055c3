"""The list of a dossier's papers, the papers themselves, and a year of them at once."""

import logging
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_list_or_404, get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header

from espace_locataire.documents.archive import zipped
from espace_locataire.documents.finding import matching
from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.readings import note_reading
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.private_files import DamagedFileError

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

DOCUMENTS_PER_PAGE = 36


class DocumentsView(DossierView):
    """The papers by year, the newest first: all, of one kind, of one year, or those that have certain words."""

    template_name = "documents/documents.html"
    tab = "documents"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds and years this dossier has, what was asked for, and the page of papers grouped by year."""
        user: User = self.request.user  # type: ignore[assignment]
        papers = Document.objects.of(self.dossier)
        kinds = list(papers.order_by().values_list("nature", "period", "issued_on"))
        natures = {nature for nature, _period, _issued in kinds}
        years = sorted({(period or issued).year for _nature, period, issued in kinds}, reverse=True)
        asked = self.request.GET
        nature = asked.get("nature", "") if asked.get("nature") in natures else ""
        year = next((year for year in years if str(year) == asked.get("annee")), None)
        query = asked.get("q", "").strip()[:100]
        if nature:
            papers = papers.filter(nature=nature)
        if year:
            papers = papers.of_year(year)
        shown = papers.with_news_for(user).select_related("dossier")
        page = Paginator(matching(shown, query) if query else shown, DOCUMENTS_PER_PAGE).get_page(asked.get("page"))
        return super().get_context_data(
            natures=[
                {
                    "label": label,
                    "current": value == nature,
                    "url": _address(nature=value, annee=year, q=query),
                }
                for value, label in Document.Nature.choices
                if value in natures
            ],
            every_nature=_address(annee=year, q=query),
            nature=nature,
            years=years,
            year=year,
            query=query,
            page=page,
            grouped=list(self._by_year(page)),
            **kwargs,
        )

    def _by_year(self, page: "Page[Document]") -> Iterator[tuple[int, str, list[Document]]]:
        archive = reverse("documents_archive", args=[self.dossier.cle])
        for year, rows in groupby(page, key=lambda document: document.shown_on.year):
            yield year, archive + _address(annee=year), list(rows)


def _address(**chosen: Any) -> str:
    given = {name: value for name, value in chosen.items() if value}
    return f"?{urlencode(given)}" if given else "?"


class DocumentFileView(DossierView):
    """A paper itself, opened in the browser or downloaded, after its holder and its content were checked."""

    template_name = "documents/damaged.html"
    tab = "documents"
    as_attachment = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the file, or say plainly that it cannot be given."""
        document = get_object_or_404(
            Document.objects.of(self.dossier).select_related("dossier"), pk=kwargs["document"]
        )
        try:
            content = document.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
            return self._cannot_be_given(document)
        how = Reading.How.DOWNLOADED if self.as_attachment else Reading.How.OPENED
        note_reading([document], request.user, how)  # type: ignore[arg-type]
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


class ArchiveView(DossierView):
    """The papers of a year in one ZIP, written while the browser receives it."""

    tab = "documents"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the ZIP of the year asked for, or of the latest one."""
        papers = Document.objects.of(self.dossier).select_related("dossier")
        asked = request.GET.get("annee", "")
        if asked.isascii() and asked.isdigit() and len(asked) == len("2026"):
            year = int(asked)
        else:
            latest = papers.first()
            year = latest.shown_on.year if latest else 0
        chosen = get_list_or_404(papers.of_year(year))
        note_reading(chosen, request.user, Reading.How.ARCHIVE)  # type: ignore[arg-type]
        name = f"Documents {year} {self.dossier.reference}.zip"
        response = StreamingHttpResponse(zipped(chosen), content_type="application/zip")
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response
