"""Pages with more addresses under their own: a calendar file, a feed, an archive."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.url_routing import RouteResult


class RoutedPage(RoutablePageMixin):
    """A routable page that goes with all its addresses when it expires; put it before BasePage."""

    has_expired: bool

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """Answer 404 at every address of a page that expired, but for editors at the page's own."""
        if not self.has_expired:
            return super().route(request, path_components)
        if path_components:
            raise Http404
        return super(RoutablePageMixin, self).route(request, path_components)

    def serve(self, request: HttpRequest, view: Any = None, args: Any = None, kwargs: Any = None) -> HttpResponseBase:
        """Show the page's first view when none is told: a draft an editor looks at."""
        if view is None:
            view, args, kwargs = self.resolve_subpage("/")
        return super().serve(request, view, args, kwargs)
