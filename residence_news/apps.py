from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResidenceNewsConfig(AppConfig):
    """Residences, and what happens in them."""

    name = "residence_news"
    verbose_name = _("Résidences")

    def ready(self) -> None:
        """Let translations follow their source, and kept pages be forgotten when what they show changes."""
        from home.models import SearchKind
        from home.page_cache import depends_on
        from home.searching import kinds
        from residence_news import following
        from residence_news.models import (
            Equipement,
            EventPage,
            NewsPage,
            Outage,
            OutageUpdate,
            Residence,
            ResidencePage,
        )

        following.connect()
        depends_on(Outage)
        depends_on(OutageUpdate)
        depends_on(Residence)
        depends_on(Equipement)
        kinds.register(NewsPage, SearchKind.NEWS)
        kinds.register(EventPage, SearchKind.NEWS)
        kinds.register(ResidencePage, SearchKind.RESIDENCE)
