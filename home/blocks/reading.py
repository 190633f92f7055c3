"""What a body says, read from outside it: its headings, its questions, all its text."""

from typing import Any

from wagtail.blocks import Block, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.rich_text import get_text_for_indexing

from home.blocks.anchors import AnchoredBlock, Heading, anchor_of


def headings_of(body: StreamValue | None) -> list[Heading]:
    """Return the headings of a body in order, for a table of contents; their anchors are those of the page."""
    return [
        Heading(
            level=3 if child.value.get("level") == "h3" else 2,
            text=child.value["heading"],
            anchor=anchor_of(child.id, child.value["heading"]),
        )
        for child in body or ()
        if isinstance(child.block, AnchoredBlock)
    ]


def faq_of(body: StreamValue | None) -> list[tuple[str, str]]:
    """Return the questions of a body and their answers as plain text, in order."""
    return [
        (item["question"], get_text_for_indexing(item["answer"].source).strip())
        for child in body or ()
        if child.block_type == "faq"
        for item in child.value["questions"]
    ]


def text_of(body: StreamValue | None) -> str:
    """Return all a body says as plain text, one text a line: what the search reads. Takes any StreamField's value."""
    if body is None:
        return ""
    texts = (" ".join(text.split()) for text in body.stream_block.get_searchable_content(body))
    return "\n".join(text for text in texts if text)


def undescribed_images_of(value: Any) -> list[AbstractImage]:
    """Return the images of a body that have neither a text nor the mark « décorative »."""
    if isinstance(value, StreamValue | ListValue):
        children = value.bound_blocks if isinstance(value, ListValue) else value
        return [image for child in children for image in _undescribed(child.block, child.value)]
    if isinstance(value, StructValue):
        blocks = value.block.child_blocks
        return [image for name, held in value.items() for image in _undescribed(blocks[name], held)]
    return []


def _undescribed(block: Block, value: Any) -> list[AbstractImage]:
    if not isinstance(block, ImageBlock):
        return undescribed_images_of(value)
    return [value] if value is not None and not value.decorative and not value.contextual_alt_text else []
