"""What visitors say of the pages, for those who write them: every answer, and the pages that help too little."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Count, F, FloatField, Max, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from home.form_answers import FORMULA
from home.models import Feedback
from home.models.feedback import COUNTED

# Below this many votes a page is not judged.
VOTES = 3


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


class FeedbackFilterSet(WagtailFilterSet):
    """Answers about one page, one way, since a day, with a word."""

    page = django_filters.ModelChoiceFilter(
        label=_("Page"),
        queryset=lambda request: Page.objects.filter(feedback__isnull=False).distinct().order_by("title"),
        widget=forms.Select,
    )
    helpful = django_filters.ChoiceFilter(label=_("A aidé"), choices=[("True", _("Oui")), ("False", _("Non"))])
    since = django_filters.DateFilter(field_name="day", lookup_expr="gte", label=_("Depuis"), widget=AdminDateInput)
    with_word = django_filters.BooleanFilter(
        method="filter_with_word", label=_("Avec une remarque"), widget=forms.CheckboxInput
    )

    class Meta:
        model = Feedback
        fields: ClassVar[list[str]] = ["page", "helpful", "since"]

    def filter_with_word(self, answers: QuerySet[Feedback], name: str, value: bool) -> QuerySet[Feedback]:
        """Keep those who wrote something, when asked."""
        return answers.exclude(word="") if value else answers


class FeedbackReport(ReportView):
    """Every answer, the latest first; read only."""

    model = Feedback
    permission_policy = ModelPermissionPolicy(Feedback)
    permission_required = "view"
    page_title = _("Avis des visiteurs")
    header_icon = "comment"
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    filterset_class = FeedbackFilterSet
    is_searchable = False
    no_results_message = _("Aucun avis pour l’instant.")
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.title",
            get_url=lambda answer: reverse("wagtailadmin_pages:edit", args=[answer.page_id]),
        ),
        Column("locale", label=_("Langue"), accessor="page.locale"),
        Column("helpful", label=_("A aidé"), accessor=str),
        Column("word", label=_("Remarque")),
        Column("day", label=_("Jour")),
    ]
    export_filename = "avis-des-visiteurs"
    list_export = ["day", "page.title", "page.locale", "__str__", "word"]
    export_headings = {
        "page.title": _("Page"),
        "page.locale": _("Langue"),
        "__str__": _("A aidé"),
    }

    def get_queryset(self) -> QuerySet[Feedback]:
        """Return the answers with their pages."""
        return Feedback.objects.select_related("page__locale")

    def to_row_dict(self, item: Feedback) -> dict[str, Any]:
        """Write a row in which nothing a visitor typed can act as a formula."""
        row: dict[str, Any] = super().to_row_dict(item)
        return {field: harmless(value) if isinstance(value, str) else value for field, value in row.items()}


def unhelpful_pages() -> QuerySet[Page]:
    """Return the published pages with enough answers in the last year, at least half of which say no, the worst first.

    Each has `votes`, `against` and `words`, the numbers of answers, of those that say no, and of remarks.
    """
    recent = Q(feedback__day__gte=timezone.localdate() - COUNTED)
    return (
        Page.objects.live()
        .select_related("locale")
        .annotate(
            votes=Count("feedback", filter=recent),
            against=Count("feedback", filter=recent & Q(feedback__helpful=False)),
            words=Count("feedback", filter=recent & ~Q(feedback__word="")),
            latest=Max("feedback__day"),
        )
        .filter(votes__gte=VOTES, against__gte=F("votes") / 2.0)
        .order_by((Cast("against", FloatField()) / F("votes")).desc(), "-votes", "title")
    )


class UnhelpfulPagesReport(ReportView):
    """The pages that helped too few of those who answered in the last year, the worst first."""

    model = Page
    permission_policy = ModelPermissionPolicy(Feedback)
    permission_required = "view"
    page_title = _("Pages jugées peu utiles")
    header_icon = "warning"
    index_url_name = "unhelpful_pages_report"
    index_results_url_name = "unhelpful_pages_report_results"
    is_searchable = False
    no_results_message = _("Aucune page n’est jugée peu utile.")
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])),
        Column("locale", label=_("Langue")),
        NumberColumn("against", label=_("Non")),
        NumberColumn("votes", label=_("Avis")),
        NumberColumn("words", label=_("Remarques")),
        DateColumn("last_published_at", label=_("Mise à jour")),
    ]
    export_filename = "pages-peu-utiles"
    list_export = ["title", "locale", "against", "votes", "words"]
    export_headings = {
        "locale": _("Langue"),
        "against": _("Non"),
        "votes": _("Avis"),
        "words": _("Remarques"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        """Return the published pages with enough answers, at least half of which say no."""
        return unhelpful_pages()


class FeedbackMenuItem(MenuItem):
    """A line of the reports, for those who may read what visitors say."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whom the role allows."""
        return request.user.has_perm("home.view_feedback")


def report_urls() -> list[URLPattern]:
    """Return the addresses of both reports."""
    return [
        path("reports/avis/", FeedbackReport.as_view(), name="feedback_report"),
        path("reports/avis/results/", FeedbackReport.as_view(results_only=True), name="feedback_report_results"),
        path("reports/pages-peu-utiles/", UnhelpfulPagesReport.as_view(), name="unhelpful_pages_report"),
        path(
            "reports/pages-peu-utiles/results/",
            UnhelpfulPagesReport.as_view(results_only=True),
            name="unhelpful_pages_report_results",
        ),
    ]


def feedback_menu_item() -> MenuItem:
    """Return the line of the answers."""
    return FeedbackMenuItem(
        _("Avis des visiteurs"), reverse("feedback_report"), name="feedback", icon_name="comment", order=610
    )


def unhelpful_pages_menu_item() -> MenuItem:
    """Return the line of the pages that help too little."""
    return FeedbackMenuItem(
        _("Pages jugées peu utiles"),
        reverse("unhelpful_pages_report"),
        name="unhelpful-pages",
        icon_name="warning",
        order=620,
    )
