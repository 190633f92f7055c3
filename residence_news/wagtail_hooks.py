"""The back office of residences and of what happens in them."""

from wagtail.snippets.models import register_snippet

from residence_news.outage_admin import OutageViewSet

register_snippet(OutageViewSet)
