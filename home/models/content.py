"""The pages of plain text, and the sections they stand in."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from home import blocks, navigation
from home.blocks import BodyBlock
from home.fields import BodyField
from home.models.base import BasePage
from home.models.feedback import FeedbackPanel


class TextPage(BasePage):
    """A page with a body that editors compose, and beside it the other pages of its section."""

    asks_if_it_helped: ClassVar[bool] = True

    body = BodyField(BodyBlock(), verbose_name=_("contenu"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FeedbackPanel()]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the section the page stands in."""
        section = navigation.section_of(self, request)
        return {**super().get_context(request, *args, **kwargs), "section": section}

    def texts(self) -> list[str]:
        """Add the body."""
        return [*super().texts(), blocks.text_of(self.body)]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Add the questions the body answers."""
        return [*super().structured_data(request), *questions_of(self.body)]


def questions_of(body: Any) -> list[dict[str, Any]]:
    """Return the questions and answers of a body as a schema.org FAQPage; nothing when it has none."""
    questions = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in blocks.faq_of(body)
    ]
    return [{"@type": "FAQPage", "mainEntity": questions}] if questions else []


class SectionPage(TextPage):
    """The index of a section: what stands below it, with the sentence that sums each page up."""

    kind = _("Rubrique")

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    template = "home/section_page.html"

    class Meta:
        verbose_name = _("rubrique")
        verbose_name_plural = _("rubriques")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages of the section."""
        children = navigation.children_of(self, request)
        return {**super().get_context(request, *args, **kwargs), "children": children}


class ContentPage(TextPage):
    """A page that explains one thing."""

    kind = _("Page")

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "home/content_page.html"
    # A page with fewer headings is seen at a glance.
    headings_for_contents: ClassVar[int] = 3

    class Meta:
        verbose_name = _("page de contenu")
        verbose_name_plural = _("pages de contenu")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the table of contents of a long page."""
        headings = blocks.headings_of(self.body)
        contents = headings if len(headings) >= self.headings_for_contents else []
        return {**super().get_context(request, *args, **kwargs), "contents": contents}
