"""The back office of forms and agencies. Imported by `wagtail_hooks`, which registers it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.contrib.forms import urls as forms_urls
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from home.form_answers import DeleteAnswersView, FormsView, only_for_readers
from home.models import Agency, FormSubmission


class AgencyViewSet(SnippetViewSet):
    """The agencies."""

    model = Agency
    icon = "site"
    menu_label = _("Agences")
    add_to_settings_menu = True
    list_display = ["name", "town", "phone", "sort_order"]
    search_fields = ["name", "town"]


@hooks.register("register_admin_urls", order=-10)
def lead_to_our_screens() -> list[URLPattern]:
    """Put our screens where Wagtail's own would answer: theirs list forms by the right to write pages."""
    forms_urls.urlpatterns[:0] = [
        path("", FormsView.as_view(), name="index"),
        path("results/", FormsView.as_view(results_only=True), name="index_results"),
        path("submissions/<int:page_id>/delete/", DeleteAnswersView.as_view(), name="delete_submissions"),
    ]
    return []


@hooks.register("filter_form_submissions_for_user")
def keep_answers_to_their_readers(user: Any, forms: Any) -> Any:
    """Show answers to the readers of each form, and to nobody else."""
    return only_for_readers(user, forms)


@hooks.register("register_log_actions")
def tell_deleted_answers(actions: LogActionRegistry) -> None:
    """Name what the history says when answers are deleted."""

    @actions.register_action("home.delete_answers")
    class DeletedAnswers(LogFormatter):
        label = _("Effacer des réponses")

        def format_message(self, entry: Any) -> str:
            count = entry.data["count"]
            return ngettext("%(count)d réponse effacée", "%(count)d réponses effacées", count) % {"count": count}


def _answers_below(pages: Iterable[Page]) -> bool:
    """Say whether forms among these pages, or below them, hold answers."""
    below = FormSubmission.objects.none()
    for page in pages:
        below = below | FormSubmission.objects.filter(page__path__startswith=page.path)
    return below.exists()


def _keep(request: HttpRequest) -> None:
    messages.error(
        request,
        _t(
            "Ce formulaire a des réponses : effacez-les d’abord, ou dépubliez la page. "
            "Les réponses s’effacent seules à leur date."
        ),
    )


@hooks.register("before_delete_page")
def keep_forms_with_answers(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a form that people answered."""
    if not _answers_below([page]):
        return None
    _keep(request)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_many_forms_with_answers(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to delete many pages at once when a form that people answered is among them."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != "delete" or not pages or not _answers_below(pages):
        return None
    _keep(request)
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
