"""What the staff's counter shows of one lease: blocks that each room offers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.functional import Promise
from wagtail import hooks

from espace_locataire.dossier.models import Dossier

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


@dataclass(frozen=True)
class Block:
    """A block: its place, title and template, what the template shows as `shown`, the permission it takes.

    Rooms offer theirs through the hook `guichet_blocks`: a function without parameters that returns one.
    """

    place: int
    name: str
    title: Promise | str
    template: str
    context: Callable[[Dossier, "User"], dict[str, Any]]
    permission: str


class ShownBlock(NamedTuple):
    """A block as the screen shows it to one person."""

    name: str
    title: Promise | str
    template: str
    shown: dict[str, Any]


def blocks_of(dossier: Dossier, user: "User") -> list[ShownBlock]:
    """Return the blocks about a lease that a member of staff may see, in their order."""
    blocks: list[Block] = sorted(
        (offer() for offer in hooks.get_hooks("guichet_blocks")), key=lambda block: block.place
    )
    return [
        ShownBlock(block.name, block.title, block.template, block.context(dossier, user))
        for block in blocks
        if user.has_perm(block.permission)
    ]
