"""The page of the search."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.views.generic import TemplateView
from wagtail.models import Locale, Page, Site

from home.models import BasePage, PublicPageQuerySet, SearchEntry, SearchKind
from home.searching import empty
from home.searching.excerpts import excerpt, marked
from home.searching.finding import Answer, find
from home.searching.promoted import Promoted, promoted_for
from home.searching.query import Query

PER_PAGE = 10
MOST_LINKS = 8


@dataclass(frozen=True)
class Result:
    """An entry as the page shows it. `holder` is the page that refers to a document."""

    title: SafeString
    url: str
    kind: str
    text: SafeString
    entry: SearchEntry
    holder: Page | None = None


@dataclass(frozen=True)
class Filter:
    """A kind of results, and how many there are; `name` is empty for all kinds."""

    name: str
    label: str
    count: int
    current: bool


@method_decorator(login_not_required, name="dispatch")
class SearchView(TemplateView):
    """What the site says about some words, the same answer for every visitor."""

    template_name = "home/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was asked and what was found."""
        locale = Locale.get_active()
        query = Query.typed(self.request.GET.get("q", ""), locale.language_code)
        context = super().get_context_data(query=query, results=[], **kwargs)
        if query.words:
            context |= self._found(query, locale)
        if not context.get("total"):
            context["links"] = sections(self.request, locale)
        return context

    def _found(self, query: Query, locale: Locale) -> dict[str, Any]:
        asked = self.request.GET
        as_typed = asked.get("exact") == "1"
        answer = find(query, locale, as_typed)
        kind = asked.get("type") if asked.get("type") in answer.counts else ""
        promoted = promoted_for(query, locale, self.request)
        if answer.corrected and not promoted:
            promoted = promoted_for(answer.query, locale, self.request)
        page = page_of(answer, promoted, kind or "", asked.get("page"))
        if not answer.total and not promoted and self.request.method == "GET":
            empty.record(query, locale)
        return {
            "answer": answer,
            "as_typed": as_typed,
            "promoted": [] if kind or page.number > 1 else promoted,
            "total": answer.total or len(promoted),
            "kind": kind,
            "filters": filters_of(answer, kind or ""),
            "page_of_results": page,
            "results": results_of(page, answer, self.request),
        }


def page_of(answer: Answer, promoted: list[Promoted], kind: str, number: str | None) -> "ListPage[Any]":
    """Return a page of the hits, of one kind or of all of them but those that are promoted already.

    A number that is none, or beyond the last, gives the nearest.
    """
    hits = answer.hits.filter(kind=kind) if kind else answer.hits
    shown = [one.page_id for one in promoted if one.page_id]
    if shown and not kind:
        hits = hits.exclude(page__in=shown, document=None)
    paginator = Paginator(hits, PER_PAGE)
    if kind or not shown:
        paginator.count = answer.counts[kind] if kind else answer.total
    return paginator.get_page(number)


def results_of(page: "ListPage[Any]", answer: Answer, request: HttpRequest) -> list[Result]:
    """Return the hits of a page, with their titles and the part of their texts that says the words."""
    ids = [hit["pk"] for hit in page.object_list]
    entries = SearchEntry.objects.select_related("page", "document").in_bulk(ids)
    results: list[Result] = []
    for entry in (entries[pk] for pk in ids if pk in entries):
        url = entry.page.get_url(request) or ""
        specific = entry.page.specific_class
        kind = specific.kind if specific and issubclass(specific, BasePage) else SearchKind(entry.kind).label
        if entry.document:
            results.append(
                Result(
                    title=marked(entry.title, answer.matched),
                    url=entry.document.url,
                    kind=entry.document.file_extension.upper(),
                    text=marked("", frozenset()),
                    entry=entry,
                    holder=entry.page,
                )
            )
        else:
            text = excerpt(entry.lead, entry.text, answer.matched)
            results.append(Result(marked(entry.title, answer.matched), url, capfirst(str(kind)), text, entry))
    return results


def filters_of(answer: Answer, kind: str) -> list[Filter]:
    """Return all results, then each kind that has some; none when there is only one kind."""
    if len(answer.counts) < 2:
        return []
    every = Filter("", "", answer.total, not kind)
    return [every] + [
        Filter(name, str(SearchKind(name).label), count, name == kind) for name, count in answer.counts.items()
    ]


def sections(request: HttpRequest, locale: Locale) -> list[Page]:
    """Return the sections of the site in this language, those with pages below them: where one may begin."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    home = site.root_page if site.root_page.locale_id == locale.pk else site.root_page.get_translation_or_none(locale)
    if home is None:
        return []
    pages = PublicPageQuerySet(model=Page).published().child_of(home)
    return list(pages.filter(numchild__gt=0).order_by("path")[:MOST_LINKS])
