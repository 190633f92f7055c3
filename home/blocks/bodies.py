"""The body of a page: every block an editor may use, and what is checked of them together."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks.anchors import AnchoredBlock
from home.blocks.cards import CardsBlock, ContactBlock, ContactCardBlock, FiguresBlock, TasksBlock
from home.blocks.fetching import BodyValue
from home.blocks.links import ButtonBlock
from home.blocks.media import CaptionedImageBlock, FilesBlock, GalleryBlock, VideoBlock
from home.blocks.tables import TableBlock
from home.blocks.texts import (
    FaqBlock,
    HeadingBlock,
    NoticeBlock,
    QuoteBlock,
    SectionBlock,
    StepsBlock,
    TextBlock,
)

WORDS = gettext_lazy("Texte")
MEDIA = gettext_lazy("Images et documents")
LINKS = gettext_lazy("Liens et chiffres")


class BodyBlock(blocks.StreamBlock):
    """The body of a composed page."""

    section = SectionBlock(group=WORDS)
    text = TextBlock(group=WORDS)
    heading = HeadingBlock(group=WORDS)
    notice = NoticeBlock(group=WORDS)
    steps = StepsBlock(group=WORDS)
    faq = FaqBlock(group=WORDS)
    table = TableBlock(group=WORDS)
    quote = QuoteBlock(group=WORDS)
    image = CaptionedImageBlock(group=MEDIA)
    gallery = GalleryBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    files = FilesBlock(group=MEDIA)
    button = ButtonBlock(group=LINKS)
    tasks = TasksBlock(group=LINKS)
    cards = CardsBlock(group=LINKS)
    figures = FiguresBlock(group=LINKS)
    contact_card = ContactCardBlock(group=LINKS)
    contact = ContactBlock(group=LINKS)

    class Meta:
        label = gettext_lazy("Contenu")

    def to_python(self, value: Any) -> blocks.StreamValue:
        """Read a body so that it fetches what it shows together."""
        read = super().to_python(value)
        # As stored, not yet opened.
        if read is not value and read and isinstance(read._raw_data[0], dict):
            return BodyValue(self, read._raw_data, is_lazy=True)
        return read

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Refuse a sub-heading before the first heading: whoever hears the page would lose the thread.

        A draft may have its faults: it cannot be sent for approval or published with them.
        """
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        for position, child in enumerate(cleaned):
            if isinstance(child.block, AnchoredBlock) and child.value.get("level") != "h3":
                break
            fault = _fault_of_order(child)
            if fault:
                raise StreamBlockValidationError(block_errors={position: fault})
        return cleaned


def _fault_of_order(child: blocks.StreamValue.StreamChild) -> ValidationError | None:
    """Return what is wrong with this block where no heading stands before it, or None."""
    if child.block_type == "heading":
        message = _("Ce sous-titre n’a pas de titre au-dessus de lui. Choisissez « Titre de partie ».")
        return StructBlockValidationError(block_errors={"level": ValidationError(message, code="heading_order")})
    if child.block_type == "text" and "<h3" in child.value["text"].source:
        message = _("Ce texte a un sous-titre avant le premier titre de la page. Ajoutez un titre au-dessus de lui.")
        return StructBlockValidationError(block_errors={"text": ValidationError(message, code="heading_order")})
    return None
