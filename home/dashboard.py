"""What editors see first in the administration: the pages and the searches that wait for them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from home.dates import in_full
from home.feedback_admin import unhelpful_pages
from home.models import BasePage, EmptySearch
from home.translations import translations_behind

SHOWN = 8
SOON = timedelta(days=30)
STALE = timedelta(days=365)


class Row(NamedTuple):
    """A line of a panel: what it is, where to mend it, why it is there."""

    title: str
    url: str
    why: str


class EditorsPanel(Component):
    """A panel of the first screen for those who write pages; nothing when it has nothing to say."""

    template_name = "home/admin/dashboard_panel.html"
    heading: Any = ""
    advice: Any = ""

    def rows(self) -> list[Row]:
        """Return the lines to show, the most pressing first."""
        raise NotImplementedError

    def render_html(self, parent_context: Any = None) -> str:
        """Render the panel for an editor who has something to do in it."""
        user = parent_context["request"].user
        if not page_permission_policy.user_has_any_permission(user, {"change", "publish"}):
            return ""
        return str(super().render_html(parent_context))

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the lines."""
        return {"name": self.name, "heading": self.heading, "advice": self.advice, "rows": self.rows()}


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _title(page: Page) -> str:
    return f"{page.draft_title or page.title} ({page.locale})"


class FirstStep(NamedTuple):
    """Something to write, offered on the first screen. `icon` is one of the administration's."""

    label: str
    url: str
    icon: str


class FirstStepsPanel(Component):
    """What someone who just came in may want to write.

    Rooms offer theirs through the hook `first_steps`: a function of the request that returns `FirstStep`s, those this
    person may take only.
    """

    name = "first_steps"
    order = 90
    template_name = "home/admin/first_steps.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the template what this person may write."""
        request = (parent_context or {})["request"]
        return {"steps": [step for offer in hooks.get_hooks("first_steps") for step in offer(request)]}


def first_steps(request: HttpRequest) -> list[FirstStep]:
    """Offer what stands around every page."""
    if not request.user.has_perm("home.add_alert"):
        return []
    return [FirstStep(_("Afficher un bandeau d’alerte"), reverse("wagtailsnippets_home_alert:add"), "warning")]


class ExpiringPanel(EditorsPanel):
    """Pages that leave the site within a month."""

    name = "expiring"
    order = 220
    heading = gettext_lazy("Bientôt retirées")
    advice = gettext_lazy("Ces pages quittent le site toutes seules. Changez leur date si elles doivent rester.")

    def rows(self) -> list[Row]:
        """Return the pages, the first to leave first."""
        now = timezone.now()
        pages = Page.objects.live().filter(expire_at__gt=now, expire_at__lte=now + SOON)
        return [
            Row(
                _title(page),
                _edit(page),
                _("Retirée le %(day)s") % {"day": in_full(timezone.localdate(page.expire_at))},
            )
            for page in pages.select_related("locale").order_by("expire_at")[:SHOWN]
        ]


class StalePanel(EditorsPanel):
    """Pages that nobody has reread for a year; news and events, which bear a date, are left out."""

    name = "stale"
    order = 230
    heading = gettext_lazy("À relire : plus d’un an sans mise à jour")
    advice = gettext_lazy("Relisez-les, corrigez ce qui a changé, puis publiez de nouveau.")

    def rows(self) -> list[Row]:
        """Return the pages, the oldest first."""
        lasting = [model for model in get_page_models() if issubclass(model, BasePage) and model.grows_stale]
        pages = Page.objects.live().exact_type(*lasting).filter(last_published_at__lt=timezone.now() - STALE)
        return [
            Row(
                _title(page),
                _edit(page),
                _("Mise à jour le %(day)s") % {"day": in_full(timezone.localdate(page.last_published_at))},
            )
            for page in pages.select_related("locale").order_by("last_published_at")[:SHOWN]
        ]


class BehindPanel(EditorsPanel):
    """Translations older than their source."""

    name = "behind"
    order = 240
    heading = gettext_lazy("Traductions en retard sur la page française")
    advice = gettext_lazy(
        "Ouvrez la page française, « Synchroniser les traductions », puis traduisez ce qui a changé."
    )

    def rows(self) -> list[Row]:
        """Return the translations, the longest behind first."""
        return [
            Row(
                _title(page),
                _edit(page),
                _("La page française date du %(day)s")
                % {"day": in_full(timezone.localdate(page.source_published_at))},
            )
            for page in translations_behind()[:SHOWN]
        ]


class EmptySearchesPanel(EditorsPanel):
    """What visitors searched for and did not find."""

    name = "empty_searches"
    order = 250
    heading = gettext_lazy("Recherches sans résultat")
    advice = gettext_lazy("Un mot revient souvent ? Ajoutez-le à une page, ou conseillez une page pour ce mot.")

    def rows(self) -> list[Row]:
        """Return the searches, the most frequent first."""
        return [
            Row(
                search.query,
                reverse("home_empty_search:index"),
                ngettext("%(count)d fois", "%(count)d fois", search.count) % {"count": search.count},
            )
            for search in EmptySearch.objects.order_by("-count", "-last_at")[:SHOWN]
        ]


class UnhelpfulPanel(EditorsPanel):
    """Pages that did not help those who read them."""

    name = "unhelpful"
    order = 260
    heading = gettext_lazy("Pages jugées peu utiles")
    advice = gettext_lazy("Lisez les remarques des visiteurs, puis rendez la page plus claire.")

    def rows(self) -> list[Row]:
        """Return the pages, the worst first."""
        return [
            Row(
                _title(page),
                _edit(page),
                _("%(against)d « non » sur %(votes)d avis") % {"against": page.against, "votes": page.votes},
            )
            for page in unhelpful_pages()[:SHOWN]
        ]


PANELS = (FirstStepsPanel, ExpiringPanel, StalePanel, BehindPanel, EmptySearchesPanel, UnhelpfulPanel)


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panels on the administration's first screen."""
    panels.extend(panel() for panel in PANELS)
