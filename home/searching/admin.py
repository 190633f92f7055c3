"""Where editors read what visitors looked for in vain, and answer it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn, LocaleColumn, NumberColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.contrib.search_promotions.models import Query as PromotedQuery

from home.models import EmptySearch

PROMOTE = "wagtailsearchpromotions.add_searchpromotion"


class EmptySearchIndexView(IndexView):
    """The searches without result, the most frequent first, each with a way to answer it."""

    def get_queryset(self) -> Any:
        """Fetch the languages with them."""
        return super().get_queryset().select_related("locale")

    def get_list_buttons(self, instance: EmptySearch) -> list[Button]:
        """Offer to promote a page for these words, to those who may."""
        if not self.request.user.has_perm(PROMOTE):
            return []
        url = reverse("home_empty_search:promote", args=[instance.pk])
        return [Button(_("Conseiller une page"), url, icon_name="pick", priority=10)]


class EmptySearchViewSet(ModelViewSet):
    """A list that is read only: visitors write it."""

    model = EmptySearch
    name = "home_empty_search"
    url_prefix = "recherches-sans-resultat"
    icon = "search"
    menu_label = _("Recherches sans résultat")
    menu_name = "empty-searches"
    menu_order = 1250
    menu_hook = "register_reports_menu_item"
    add_to_reference_index = False
    index_view_class = EmptySearchIndexView
    list_display = [
        "query",
        NumberColumn("count", label=_("Nombre de fois"), sort_key="count"),
        DateColumn("last_at", label=_("Dernière fois"), sort_key="last_at"),
        LocaleColumn(),
    ]
    list_filter = ["locale"]
    search_fields = ["query"]
    ordering = ["-count", "-last_at"]
    list_export = ["query", "locale", "count", "first_at", "last_at"]
    list_per_page = 50
    form_fields = ["query"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Name no address to write one."""
        nowhere = ("add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name")
        return super().get_common_view_kwargs(**kwargs) | dict.fromkeys(nowhere)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Keep the list, and what leads from it to a promotion."""
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]
        return [*patterns, path("<int:pk>/conseiller/", promote, name="promote")]


@permission_required(PROMOTE, raise_exception=True)
def promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the form of a promoted result with the words already in it."""
    search = get_object_or_404(EmptySearch, pk=pk)
    return redirect("wagtailsearchpromotions:edit", PromotedQuery.get(search.query).pk)
