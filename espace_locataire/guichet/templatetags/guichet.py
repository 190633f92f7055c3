"""Questions the counter's templates ask of a lease."""

from datetime import date

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def is_past(day: date) -> bool:
    """Say whether this day is over."""
    return day < timezone.localdate()
