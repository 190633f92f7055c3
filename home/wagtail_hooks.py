"""The back office of the public site."""

from functools import partial

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home import content_checks, dashboard, feedback_admin, media_reports, translations_follow
from home.contact_admin import AgencyViewSet
from home.frame_admin import FrameViewSetGroup
from home.repairs_admin import ReparationRuleViewSet
from home.searching.admin import EmptySearchViewSet

register_snippet(AgencyViewSet)
register_snippet(FrameViewSetGroup)
register_snippet(ReparationRuleViewSet)
hooks.register("construct_homepage_panels", dashboard.add_panels)
hooks.register("first_steps", dashboard.first_steps, order=200)
hooks.register("register_admin_urls", media_reports.report_urls)
for _slug, report, order in media_reports.REPORTS:
    hooks.register("register_reports_menu_item", partial(media_reports.MediaMenuItem, report, order))
hooks.register("construct_wagtail_userbar", content_checks.put_our_checker)
hooks.register("register_admin_urls", feedback_admin.report_urls)
hooks.register("register_reports_menu_item", feedback_admin.feedback_menu_item)
hooks.register("register_reports_menu_item", feedback_admin.unhelpful_pages_menu_item)


def _languages(pages: list[Page]) -> str:
    return get_text_list([str(page.locale) for page in pages], _("et"))


@hooks.register("after_unpublish_page")
def tell_of_unpublished_translations(request: HttpRequest, page: Page) -> None:
    """Tell the editor that the translations were withdrawn with the page."""
    followers = list(translations_follow.followers_of(page))
    if followers:
        message = _("Ses traductions ne sont plus en ligne non plus : %(languages)s.")
        messages.info(request, message % {"languages": _languages(followers)})


@hooks.register("after_move_page")
def tell_of_moved_translations(request: HttpRequest, page: Page) -> None:
    """Tell the editor which translations moved with the page, and which could not."""
    page = Page.objects.get(pk=page.pk)
    strays = translations_follow.left_behind(page)
    moved = [follower for follower in translations_follow.followers_of(page) if follower not in strays]
    if moved:
        message = _("Ses traductions ont été déplacées avec elle : %(languages)s.")
        messages.info(request, message % {"languages": _languages(moved)})
    if strays:
        message = _(
            "Ces traductions sont restées à leur place, car la nouvelle page parente n’est pas traduite : "
            "%(languages)s. Traduisez la page parente, puis déplacez-les."
        )
        messages.warning(request, message % {"languages": _languages(strays)})


@hooks.register("register_admin_viewset")
def register_empty_searches() -> EmptySearchViewSet:
    """Show editors what visitors looked for in vain."""
    return EmptySearchViewSet()
