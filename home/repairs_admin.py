"""Where « Qui répare ? » is kept up to date."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import ReparationRule


class ReparationRuleViewSet(SnippetViewSet):
    """The rules, by place."""

    model = ReparationRule
    icon = "cogs"
    menu_label = _("Qui répare ?")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "get_place_display", "get_who_display", LocaleColumn()]
    list_filter = ["place", "who"]
    search_fields = ["name", "keywords", "explanation"]
    list_per_page = 100
