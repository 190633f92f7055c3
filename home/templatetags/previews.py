"""What the editor's preview of a page needs."""

import json

from django import template

from home.blocks.wording import EMPTY_PHRASES

register = template.Library()


@register.simple_tag
def empty_phrases() -> str:
    """Return the words that say nothing of where a link leads, as JSON."""
    return json.dumps(sorted(EMPTY_PHRASES))
