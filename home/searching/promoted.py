"""What editors chose to show first for some words."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Locale, Page

from home.models import PublicPageQuerySet
from home.searching.query import Query


@dataclass(frozen=True)
class Promoted:
    """A result chosen by an editor; `page_id` when it is a page of the site."""

    title: str
    url: str
    description: str
    page_id: int | None = None


def promoted_for(query: Query, locale: Locale, request: HttpRequest) -> list[Promoted]:
    """Return what editors chose for the words of a query, whatever their accents, order and endings.

    A page that is not published in this language is left out.
    """
    if not query.words:
        return []
    chosen = SearchPromotion.objects.order_by("query_id", "sort_order", "pk")
    asked = chosen.order_by().values_list("query_id", "query__query_string").distinct()
    same = [pk for pk, words in asked if Query.typed(words, query.language).stems == query.stems]
    if not same:
        return []
    promotions = list(chosen.filter(query__in=same))
    pages = PublicPageQuerySet(model=Page).published().filter(locale=locale)
    by_id = pages.in_bulk([promotion.page_id for promotion in promotions if promotion.page_id])
    found: list[Promoted] = []
    for promotion in promotions:
        page = by_id.get(promotion.page_id)
        if page is not None and (url := page.get_url(request)):
            found.append(Promoted(page.title, url, promotion.description, page.pk))
        elif not promotion.page_id and promotion.external_link_url:
            title = promotion.external_link_text or promotion.external_link_url
            found.append(Promoted(title, promotion.external_link_url, promotion.description))
    return found
