"""What every public page has."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult


class PublicPageQuerySet(PageQuerySet):
    """Pages as a visitor may see them."""

    def published(self, at: datetime | None = None) -> Self:
        """Keep the pages anyone may read at this moment (now by default): live, not expired, kept for no one."""
        moment = at or timezone.now()
        # As Wagtail's `public`, without its query for all the restrictions of the site.
        path = models.ExpressionWrapper(models.OuterRef("path"), output_field=models.CharField())
        above = PageViewRestriction.objects.annotate(path=path).filter(path__startswith=models.F("page__path"))
        return self.live().exclude(expire_at__lte=moment).exclude(models.Exists(above))


PublicPageManager = PageManager.from_queryset(PublicPageQuerySet)


class BasePage(Page):
    """A public page: a title, a sentence that sums it up, and what search engines are told.

    `kind` is the word a list or a search result shows for pages of this type.
    """

    kind: ClassVar[Any] = _("Page")
    # Whether the page asks at its end if it helped.
    asks_if_it_helped: ClassVar[bool] = False
    # The parameters of the address that the page reads (`?page=2`). It does not see others: a page kept for everyone
    # must not depend on them.
    query_parameters: ClassVar[frozenset[str]] = frozenset()
    # Whether what the page says must be read again after a year; false for what bears a date, as news do.
    grows_stale: ClassVar[bool] = True
    # Whether the map of the site names each page of this type; false for those that come by the hundred.
    in_site_map: ClassVar[bool] = True

    lead = models.TextField(
        _("introduction"),
        max_length=300,
        blank=True,
        help_text=_("Une ou deux phrases : ce que l’on trouve ici. Aussi montrées dans les listes et la recherche."),
    )

    objects = PublicPageManager()

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    @property
    def browser_title(self) -> str:
        """The title of the browser's window and of search results."""
        return self.seo_title or self.title

    @property
    def description(self) -> str:
        """One or two sentences for search engines and shared links."""
        return self.search_description or self.lead

    @property
    def has_expired(self) -> bool:
        """Whether the page's last moment has passed, even if the command that unpublishes has not run yet."""
        return self.expire_at is not None and self.expire_at <= timezone.now()

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """Show editors their drafts at the page's own address; to anyone else an expired page is gone."""
        if path_components or (self.live and not self.has_expired):
            return super().route(request, path_components)
        # A visitor without a session is not asked who they are: the answer stays the same for all of them.
        known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        if known and self.permissions_for_user(request.user).can_edit():
            return RouteResult(self.get_latest_revision_as_object())
        raise Http404

    def texts(self) -> list[str]:
        """Return what the page says, as plain or rich text, for the search; subclasses add what they hold."""
        return [self.title, self.lead]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return what machines are told of the page, as schema.org things; subclasses add theirs."""
        return []
