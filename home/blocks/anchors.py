"""Where a link may lead inside a page: each heading has an address that does not change with its words."""

from typing import Any, NamedTuple

from django.utils.text import slugify
from wagtail import blocks


class Heading(NamedTuple):
    """A heading of a body: `level` 2 or 3; `anchor`, the `id` it bears on the page."""

    level: int
    text: str
    anchor: str


def anchor_of(block_id: str | None, text: str) -> str:
    """Return the anchor of a heading: made of its block's own number, the same in all languages and for ever.

    A block that was never saved has no number yet: the words stand for it.
    """
    if block_id:
        return f"partie-{block_id[:8]}"
    return f"partie-{slugify(text, allow_unicode=True) or 'sans-titre'}"


class AnchoredBlock(blocks.StructBlock):
    """A block that begins with a heading (`heading`; `level` h2 unless it has a field of that name)."""

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template `anchor`, the `id` of the heading."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # Wagtail puts the number of the block being shown in `id`.
        context["anchor"] = anchor_of((parent_context or {}).get("id"), value["heading"])
        return context
