"""A body fetches what it shows together: one query for its images, one for its pages, one for its documents.

Wagtail fetches them for each type of block apart, so that a page of many kinds of blocks would cost as many queries.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, ClassVar

from wagtail import blocks

Fetch = Callable[[set[Hashable]], dict[Hashable, Any]]


class Shelf:
    """What the blocks of one body refer to, by kind, each kind fetched the first time one of it is wanted."""

    def __init__(self, wanted: dict[str, set[Hashable]]) -> None:
        """Take the primary keys wanted, by kind."""
        self.wanted = wanted
        self.held: dict[str, dict[Hashable, Any]] = {}

    def take(self, kind: str, fetch: Fetch) -> dict[Hashable, Any]:
        """Return everything of this kind, by primary key."""
        if kind not in self.held:
            self.held[kind] = fetch(self.wanted[kind])
        return self.held[kind]


_shelf: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


class SharedChooserBlock(blocks.ChooserBlock):
    """A choice of something of the site, fetched with all of its kind in the body."""

    kind: ClassVar[str]

    def fetch(self, keys: set[Hashable]) -> dict[Hashable, Any]:
        """Return what these primary keys name."""
        found: dict[Hashable, Any] = self.model_class.objects.in_bulk(keys)
        return found

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return what these primary keys name, in the same order; None for what is gone."""
        keys = list(values)
        shelf = _shelf.get()
        found = shelf.take(self.kind, self.fetch) if shelf else self.fetch({key for key in keys if key is not None})
        return [found.get(key) for key in keys]


class BodyValue(blocks.StreamValue):
    """The value of a body read from the database, whose blocks share one shelf."""

    shelf: Shelf | None = None

    def _prefetch_blocks(self, type_name: str) -> None:
        if self.shelf is None:
            wanted: dict[str, set[Hashable]] = defaultdict(set)
            for child in self._raw_data:
                if child is not None:
                    for kind, key in _choices(self.stream_block.child_blocks[child["type"]], child["value"]):
                        wanted[kind].add(key)
            self.shelf = Shelf(wanted)
        token = _shelf.set(self.shelf)
        try:
            super()._prefetch_blocks(type_name)
        finally:
            _shelf.reset(token)


def _choices(block: blocks.Block, raw: Any) -> Iterator[tuple[str, Hashable]]:
    """Yield the kind and primary key of everything a block, as it is stored, refers to."""
    if isinstance(block, SharedChooserBlock):
        if raw is not None:
            yield block.kind, raw
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _choices(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        for item in raw:
            held = item["value"] if block._item_is_in_block_format(item) else item
            yield from _choices(block.child_block, held)
