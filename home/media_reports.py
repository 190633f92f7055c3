"""Reports on images and documents: where each is used, which are not, and which images nobody described."""

from collections.abc import Iterator
from typing import Any, ClassVar

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from home.blocks.reading import undescribed_images_of

NEVER, ONCE, AGAIN = "jamais", "une-fois", "plusieurs"


def with_uses(media: "QuerySet[Any]") -> "QuerySet[Any]":
    """Annotate images or documents with `uses`: how many pages and other things refer to each."""
    source = Concat(Cast("base_content_type_id", CharField()), Value("-"), "object_id")
    uses = (
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(media.model),
            to_object_id=Cast(OuterRef("pk"), CharField()),
        )
        .order_by()
        .values("to_object_id")
        .annotate(uses=Count(source, distinct=True))
        .values("uses")
    )
    return media.annotate(uses=Coalesce(Subquery(uses, output_field=IntegerField()), 0))


class UsesFilterSet(WagtailFilterSet):
    """Those never used, used once, used again."""

    uses = django_filters.ChoiceFilter(
        label=_("Employé"),
        choices=[(NEVER, _("Jamais")), (ONCE, _("Une fois")), (AGAIN, _("Plusieurs fois"))],
        method="filter_uses",
    )

    def filter_uses(self, media: "QuerySet[Any]", name: str, value: str) -> "QuerySet[Any]":
        """Keep those used as often as asked."""
        return media.filter({NEVER: Q(uses=0), ONCE: Q(uses=1), AGAIN: Q(uses__gt=1)}[value])


class ImageUsesFilterSet(UsesFilterSet):
    """The same, of images."""

    class Meta:
        model = get_image_model()
        fields: ClassVar[list[str]] = []


class DocumentUsesFilterSet(UsesFilterSet):
    """The same, of documents."""

    class Meta:
        model = get_document_model()
        fields: ClassVar[list[str]] = []


class MediaReport(ReportView):
    """Images or documents that the reader of the report may change."""

    permission_required = "change"
    is_searchable = False
    usage_url_name: ClassVar[str]
    edit_url_name: ClassVar[str]
    list_export = ["title", "uses", "created_at"]
    export_headings = {"uses": _("Emplois"), "created_at": _("Ajouté le")}

    @cached_property
    def permission_policy(self) -> Any:
        """Who may change them, folder by folder."""
        return policy_registry.get_by_type(self.model)

    @cached_property
    def columns(self) -> list[Column]:
        """The title, how many places refer to it (with the list of them), and since when it is there."""
        return [
            TitleColumn("title", label=_("Titre"), get_url=lambda media: reverse(self.edit_url_name, args=[media.pk])),
            TitleColumn(
                "uses", label=_("Emplois"), get_url=lambda media: reverse(self.usage_url_name, args=[media.pk])
            ),
            DateColumn("created_at", label=_("Ajouté le")),
        ]

    def get_queryset(self) -> "QuerySet[Any]":
        """Return them, the most used first."""
        allowed = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        return with_uses(allowed).order_by("-uses", "title", "pk")


class ImageUsesReport(MediaReport):
    """Where each image is used."""

    model = get_image_model()
    page_title = _("Emploi des images")
    header_icon = "image"
    index_url_name = "image_uses_report"
    index_results_url_name = "image_uses_report_results"
    usage_url_name = "wagtailimages:image_usage"
    edit_url_name = "wagtailimages:edit"
    filterset_class = ImageUsesFilterSet
    no_results_message = _("Aucune image.")
    export_filename = "emploi-des-images"


class DocumentUsesReport(MediaReport):
    """Where each document is used."""

    model = get_document_model()
    page_title = _("Emploi des documents")
    header_icon = "doc-full-inverse"
    index_url_name = "document_uses_report"
    index_results_url_name = "document_uses_report_results"
    usage_url_name = "wagtaildocs:document_usage"
    edit_url_name = "wagtaildocs:edit"
    filterset_class = DocumentUsesFilterSet
    no_results_message = _("Aucun document.")
    export_filename = "emploi-des-documents"


class UndescribedImagesReport(MediaReport):
    """The images of the library without a description: the text proposed wherever they are used."""

    model = get_image_model()
    page_title = _("Images sans description")
    header_icon = "image"
    index_url_name = "undescribed_images_report"
    index_results_url_name = "undescribed_images_report_results"
    usage_url_name = "wagtailimages:image_usage"
    edit_url_name = "wagtailimages:edit"
    no_results_message = _("Toutes les images ont une description.")
    export_filename = "images-sans-description"

    def get_queryset(self) -> "QuerySet[Any]":
        """Return those without a description, the most used first."""
        return super().get_queryset().filter(description="")


class PagesToDescribeReport(ReportView):
    """The published pages with an image that has no alternative text and is not marked decorative."""

    model = Page
    page_title = _("Textes de remplacement manquants")
    header_icon = "warning"
    index_url_name = "pages_to_describe_report"
    index_results_url_name = "pages_to_describe_report_results"
    is_searchable = False
    no_results_message = _("Toutes les images des pages sont décrites.")
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])),
        Column("locale", label=_("Langue")),
        DateColumn("last_published_at", label=_("Mise à jour")),
    ]
    list_export = ["title", "locale", "last_published_at"]
    export_headings = {"locale": _("Langue"), "last_published_at": _("Mise à jour")}
    export_filename = "textes-de-remplacement-manquants"
    permission_required = "change"

    @property
    def permission_policy(self) -> Any:
        """Ask for what it takes to change images; known only once every app is ready."""
        return policy_registry.get_by_type(get_image_model())

    def get_queryset(self) -> "QuerySet[Page]":
        """Return the pages the reader may edit, by title."""
        editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(self.request.user, "change")
        return editable.filter(pk__in=list(pages_to_describe())).select_related("locale").order_by("title", "pk")


def pages_to_describe() -> Iterator[int]:
    """Yield the primary keys of the published pages that show an image nobody described."""
    showing = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    ).values_list("object_id", flat=True)
    for page in Page.objects.live().filter(pk__in={int(key) for key in showing}).specific():
        bodies = [field.value_from_object(page) for field in page._meta.get_fields() if isinstance(field, StreamField)]
        if any(undescribed_images_of(body) for body in bodies):
            yield page.pk


REPORTS: list[tuple[str, type[ReportView], int]] = [
    ("emploi-des-images", ImageUsesReport, 710),
    ("emploi-des-documents", DocumentUsesReport, 720),
    ("images-sans-description", UndescribedImagesReport, 730),
    ("textes-de-remplacement", PagesToDescribeReport, 740),
]


def report_urls() -> list[URLPattern]:
    """Return the addresses of the reports."""
    return [
        pattern
        for slug, report, _order in REPORTS
        for pattern in (
            path(f"reports/{slug}/", report.as_view(), name=report.index_url_name),
            path(f"reports/{slug}/results/", report.as_view(results_only=True), name=report.index_results_url_name),
        )
    ]


class MediaMenuItem(MenuItem):
    """A line of the reports, for those who may change images or documents."""

    def __init__(self, report: type[ReportView], order: int) -> None:
        """Lead to a report."""
        self.media_model: type[Model] = get_document_model() if report is DocumentUsesReport else get_image_model()
        super().__init__(
            report.page_title,
            reverse(report.index_url_name),
            name=report.index_url_name,
            icon_name=report.header_icon,
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whom the role allows."""
        return bool(policy_registry.get_by_type(self.media_model).user_has_permission(request.user, "change"))
