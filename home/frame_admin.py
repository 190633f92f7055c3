"""Where editors change what stands around the pages: menus, texts, alerts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import Alert, Menu, SiteTexts


class AlertViewSet(SnippetViewSet):
    """The banners at the top of the pages."""

    model = Alert
    icon = "warning"
    menu_label = _("Bandeaux d’alerte")
    list_display = ["title", "level", "starts_at", "ends_at", LocaleColumn(), LiveStatusTagColumn()]
    list_filter = ["level"]
    search_fields = ["title"]


class MenuViewSet(SnippetViewSet):
    """The menus of the header and of the footer."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["kind", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]


class SiteTextsViewSet(SnippetViewSet):
    """The texts found on every page."""

    model = SiteTexts
    icon = "form"
    menu_label = _("Textes du site")
    list_display = ["__str__", LiveStatusTagColumn(), UpdatedAtColumn()]


class FrameViewSetGroup(SnippetViewSetGroup):
    """Everything around the pages under one line of the administration's menu."""

    menu_label = _("Autour des pages")
    menu_icon = "desktop"
    menu_order = 250
    items = (AlertViewSet, MenuViewSet, SiteTextsViewSet)
