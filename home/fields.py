"""Fields of our own for pages."""

from collections.abc import Sequence
from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks are no part of the schema: changing a block needs no migration."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        """Take the blocks as StreamField does; migrations give none."""
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Describe the field to migrations without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
