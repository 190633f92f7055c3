"""Answers to forms, in the administration: who may read them, the screens that list, export and delete them."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView
from wagtail.log_actions import log
from wagtail.models import Page

from home.models import FormPage
from home.models.forms import FormPageQuerySet

READ = "home.view_formsubmission"
READ_ALL = "home.view_every_formsubmission"
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def forms_read_by(user: Any) -> FormPageQuerySet:
    """Return the forms whose answers this person may read: nothing to do with who may write the form.

    Their role must let them read answers, and one of their groups be among the readers of the form. A form
    translated counts once, in the site's first language, with its answers in all languages.
    """
    if isinstance(user, AnonymousUser) or not user.is_active or not user.has_perm(READ):
        nothing: FormPageQuerySet = FormPage.objects.none()
        return nothing
    forms: FormPageQuerySet = FormPage.objects.filter(pk__in=FormPage.objects.references().values("pk"))
    if not user.has_perm(READ_ALL):
        forms = forms.filter(readers__in=user.groups.all()).distinct()
    return forms


def only_for_readers(user: Any, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Answer Wagtail's question about whose answers a person reads, whatever pages they may edit."""
    return Page.objects.filter(pk__in=forms_read_by(user).values("pk"))


class FormsView(BaseListingView):
    """The forms whose answers one may read."""

    page_title = _("Réponses aux formulaires")
    header_icon = "form"
    index_url_name = "wagtailforms:index"
    index_results_url_name = "wagtailforms:index_results"
    default_ordering = "title"
    paginate_by = 50
    columns = [
        TitleColumn("title", label=_("Formulaire"), url_name="wagtailforms:list_submissions", sort_key="title"),
        NumberColumn("answer_count", label=_("Réponses")),
        DateColumn("last_answer", label=_("Dernière réponse")),
        Column("waiting_label", label=_("Messages aux équipes")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who read no form's answers."""
        if not request.user.has_perm(READ):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> FormPageQuerySet:
        """Count the answers of each form, in all languages."""
        return forms_read_by(self.request.user).with_answers()


class AnswersView(SubmissionsListView):
    """The answers to one form."""

    page_title = _("Réponses")

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """Write a row of a spreadsheet in which nothing a visitor typed can act as a formula."""
        return {field: _harmless(value) for field, value in super().to_row_dict(item).items()}


def _harmless(value: Any) -> Any:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class DeleteAnswersView(DeleteSubmissionsView):
    """Delete answers, and leave a trace of it in the form's history."""

    def handle_delete(self, submissions: QuerySet[Any]) -> None:
        """Delete the answers chosen; the history says how many, and nothing of what they held."""
        count = submissions.count()
        super().handle_delete(submissions)
        log(self.page, "home.delete_answers", data={"count": count}, user=self.request.user)
