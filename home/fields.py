"""Fields of our own for pages and settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

if TYPE_CHECKING:
    TextColumn = models.CharField[Any, Any]
else:
    TextColumn = models.CharField

COLOUR = r"\A#[0-9a-f]{6}\Z"


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


class ColourField(TextColumn):
    """A colour, `#rrggbb` in small letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the seven characters of a colour and nothing else."""
        kwargs["max_length"] = 7
        kwargs.setdefault("validators", [RegexValidator(COLOUR, _("Une couleur s’écrit ainsi : #10225e."))])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave to the class what every colour has."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        """Accept capitals."""
        return value.lower() if isinstance(value, str) else super().to_python(value)
