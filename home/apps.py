from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Public pages, content blocks, site settings."""

    name = "home"
    verbose_name = _("Site public")

    def ready(self) -> None:
        """Have translations, the search and the kept pages follow; refuse images too large; say what time triggers."""
        from home import translations_follow
        from home.models import GuideIndexPage, GuidePage, RepairsPage, SearchKind
        from home.page_cache import changes
        from home.searching import keeping, kinds
        from home.uploads import encoding
        from home.uploads.images import refuse_what_is_too_large

        translations_follow.connect()
        keeping.listen()
        for model in (GuideIndexPage, GuidePage, RepairsPage):
            kinds.register(model, SearchKind.GUIDE)
        refuse_what_is_too_large()
        encoding.install()
        changes.connect()
        from home.due import Due, declare_due
        from home.form_sending import announce_due, answers_over
        from home.retention import Retention, declare_retention
        from home.scheduling import publish_what_is_due

        declare_due(Due(100, "scheduled", _("Publications et retraits prévus"), publish_what_is_due))
        declare_due(Due(800, "form-mail", _("Messages des formulaires"), announce_due))
        declare_retention(Retention(200, "form-answers", _("Réponses aux formulaires"), "", answers_over))
