"""The map of the site: its pages in the reader's language, three levels deep."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.models import Locale, Page, get_page_models

from home.models import PublicPageQuerySet
from home.page_cache import public_page

FIRST, LAST = 3, 5


@dataclass
class Branch:
    """A page, its address and the pages below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def tree(locale: Locale, request: Any = None) -> list[Branch]:
    """Return the published pages of a language, in the editors' order.

    A type of page with `in_site_map = False` is left out: articles, by the hundred, have their own lists.
    Costs two queries however many pages there are.
    """
    left_out = [model for model in get_page_models() if not getattr(model, "in_site_map", True)]
    pages = PublicPageQuerySet(Page).published().filter(locale=locale, depth__range=(FIRST, LAST))
    if left_out:
        pages = pages.not_exact_type(*left_out)
    roots: list[Branch] = []
    by_path: dict[str, Branch] = {}
    for page in pages.select_related("locale").order_by("path"):
        branch = Branch(page.title, page.get_url(request) or "")
        parent = by_path.get(page.path[: -Page.steplen])
        # A page whose parent is not to be seen is not to be found either.
        if parent is None and page.depth > FIRST:
            continue
        by_path[page.path] = branch
        (parent.children if parent else roots).append(branch)
    return roots


@method_decorator([login_not_required, public_page], name="dispatch")
class SiteMapView(TemplateView):
    """The map of the site in the language of the address."""

    template_name = "home/site_map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tree, and the way back up."""
        crumb = {"url": reverse("wagtail_serve", args=[""]), "title": _("Accueil")}
        branches = tree(Locale.get_active(), self.request)
        return super().get_context_data(branches=branches, home_crumb=[crumb], **kwargs)
