from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidenceNewsConfig(AppConfig):
    """Residences, and what happens in them."""

    name = "residence_news"
    verbose_name = _("Résidences")

    def ready(self) -> None:
        """Let translations follow their source, and kept pages be forgotten when an outage changes."""
        from home.page_cache import depends_on
        from residence_news import following
        from residence_news.models import Outage, OutageUpdate

        following.connect()
        depends_on(Outage)
        depends_on(OutageUpdate)
