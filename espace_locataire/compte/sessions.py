"""Logged-in browsers, and when they are forgotten."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone


def forget_expired(at: datetime | None = None) -> int:
    """Delete the sessions that are over; return how many."""
    return Session.objects.filter(expire_date__lt=at or timezone.now()).delete()[0]
