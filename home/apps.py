from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Public pages, content blocks, site settings."""

    name = "home"
    verbose_name = _("Site public")

    def ready(self) -> None:
        """Have translations follow their pages, and the search too."""
        from home import translations_follow
        from home.searching import keeping

        translations_follow.connect()
        keeping.listen()
