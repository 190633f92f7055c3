"""What happens to a page in the site's first language happens to its translations.

wagtail-localize copies texts; it leaves alone who may read a page, where it stands, and whether it is
published. A page kept for some, withdrawn or moved would live on unchanged in the other languages.
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, page_unpublished, post_page_move


def is_source(page: Page) -> bool:
    """Return whether the page is written in the site's first language, the one the others are translated from."""
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


def followers_of(page: Page) -> "QuerySet[Page]":
    """Return the translations that follow this page; none for a page that is itself a translation."""
    if not is_source(page):
        return Page.objects.none()
    return page.get_translations().select_related("locale").order_by("locale_id")


def unpublish_followers(page: Page) -> None:
    """Withdraw the live translations of a page that was withdrawn."""
    for translation in followers_of(page).filter(live=True):
        UnpublishPageAction(translation.specific).execute(skip_permission_checks=True)


def move_followers(page: Page) -> None:
    """Put each translation where the page now stands: under the translated parent, after the same neighbour.

    A translation whose new parent does not exist in its language stays where it is.
    """
    parent = page.get_parent()
    previous = page.get_prev_sibling()
    for translation in followers_of(page):
        new_parent = parent.get_translation_or_none(translation.locale)
        if new_parent is None:
            continue
        neighbour = previous.get_translation_or_none(translation.locale) if previous else None
        if neighbour is not None and neighbour.is_child_of(new_parent):
            target, position = neighbour, "right"
        else:
            target, position = new_parent, "first-child"
        MovePageAction(translation.specific, target, pos=position).execute(skip_permission_checks=True)


def left_behind(page: Page) -> list[Page]:
    """Return the translations that do not stand under the translation of the page's parent."""
    parent = page.get_parent()
    strays = []
    for translation in followers_of(page):
        new_parent = parent.get_translation_or_none(translation.locale)
        if new_parent is None or not translation.is_child_of(new_parent):
            strays.append(translation)
    return strays


def restrict_followers(page: Page) -> None:
    """Give each translation the same readers as the page."""
    for translation in followers_of(page):
        restrict_like(page, translation)


def restrict_like(page: Page, translation: Page) -> None:
    """Give `translation` the restriction of `page`: the same kind, password and groups, or none."""
    wanted = PageViewRestriction.objects.filter(page=page).first()
    if wanted is None:
        PageViewRestriction.objects.filter(page=translation).delete()
        return
    restriction, _created = PageViewRestriction.objects.update_or_create(
        page=translation, defaults={"restriction_type": wanted.restriction_type, "password": wanted.password}
    )
    restriction.groups.set(wanted.groups.all())


def _restriction_saved(instance: PageViewRestriction, **kwargs: Any) -> None:
    restrict_followers(instance.page)


def _restriction_deleted(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    # When the page itself goes, its restriction goes with it: that opens nothing.
    if isinstance(origin, PageViewRestriction):
        restrict_followers(instance.page)


def _groups_changed(instance: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        restrict_followers(instance.page)


def _page_unpublished(instance: Page, **kwargs: Any) -> None:
    unpublish_followers(instance)


def _page_moved(instance: Page, **kwargs: Any) -> None:
    move_followers(instance)


def _page_deleted(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and Locale.objects.filter(pk=instance.locale_id).exists():
        unpublish_followers(instance)


def _copied(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(source_obj, Page):
        restrict_like(source_obj, target_obj)


def connect() -> None:
    """Listen to what happens to pages; called once, when the app is ready."""
    post_save.connect(_restriction_saved, sender=PageViewRestriction, dispatch_uid="home.follow.restricted")
    post_delete.connect(_restriction_deleted, sender=PageViewRestriction, dispatch_uid="home.follow.opened")
    m2m_changed.connect(_groups_changed, sender=PageViewRestriction.groups.through, dispatch_uid="home.follow.groups")
    page_unpublished.connect(_page_unpublished, dispatch_uid="home.follow.unpublished")
    post_page_move.connect(_page_moved, dispatch_uid="home.follow.moved")
    post_delete.connect(_page_deleted, dispatch_uid="home.follow.deleted")
    copy_for_translation_done.connect(_copied, dispatch_uid="home.follow.copied")
