"""What is the same in every language."""

from typing import Any

from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue


class UntranslatedCharBlock(blocks.CharBlock):
    """A short text that is the same in every language (a phone number)."""

    def get_translatable_segments(self, value: str) -> list[OverridableSegmentValue]:
        """Return nothing for a translator to do."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """Return the text as it is."""
        return value
