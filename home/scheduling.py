"""What appears and leaves at its date: pages, alerts, menus, texts."""

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision


def publish_what_is_due() -> int:
    """Publish and take down what editors planned for now or before; return how much. A second run finds nothing."""
    now = timezone.now()
    appearing = Revision.objects.filter(approved_go_live_at__lte=now).count()
    leaving = Page.objects.filter(live=True, expire_at__lte=now).count()
    call_command("publish_scheduled", verbosity=0)
    return appearing + leaving
