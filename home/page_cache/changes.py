"""What makes every kept page forgotten: a page, a setting, a text or a date that some page may show changes."""

from functools import partial
from threading import local
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.signals import user_logged_out
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.http import HttpRequest

from home.page_cache import cdn, shelf

M = TypeVar("M", bound=type[models.Model])

# What is written on a page when only its draft changes.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}


def depends_on(model: M) -> M:
    """Forget every kept page whenever a row of this model is saved or deleted, or its many-to-many links change.

    Also a class decorator. What sends no signal (`QuerySet.update`, `bulk_create`) must call `forget`.
    """
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=model, dispatch_uid=f"page-cache-{model._meta.label}")
    for field in model._meta.local_many_to_many:
        m2m_changed.connect(
            _changed,
            sender=field.remote_field.through,
            dispatch_uid=f"page-cache-{model._meta.label}-{field.name}",
        )
    return model


def forget() -> None:
    """Forget every kept page, everywhere, as soon as the present transaction is kept. May be said many times."""
    _told.said += 1
    transaction.on_commit(partial(_forget_now, _told.said), robust=True)


class _Told(local):
    """How many times this thread was told to forget, and how many of them are done."""

    said = 0
    done = 0


_told = _Told()


def _forget_now(number: int) -> None:
    # All that was said in a transaction is kept with it: the first to be heard after it does for the others.
    if number > _told.done:
        _told.done = _told.said
        shelf.begin_generation()
        cdn.purge_everything()


def _changed(**kwargs: Any) -> None:
    forget()


def _page_saved(instance: models.Model, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    if update_fields is None or not update_fields <= OF_DRAFTS:
        forget()


def _leaves(instance: Any, **kwargs: Any) -> None:
    cdn.purge_page(instance)


def _logged_out(request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.__dict__["editor_left"] = True


def connect() -> None:
    """Listen to everything the site is made of, and serve the pages of the tree as public ones."""
    from wagtail import hooks, signals
    from wagtail.contrib.settings.registry import registry
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models

    from home.page_cache.marks import serve_as_public

    for signal in (signals.page_published, signals.page_unpublished, signals.post_page_move):
        signal.connect(_changed, dispatch_uid="page-cache")
    for model in get_page_models():
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"page-cache-{model._meta.label}")
    # Sent for a page of any type.
    post_delete.connect(_changed, sender=Page, dispatch_uid="page-cache-page")
    pre_delete.connect(_leaves, sender=Page, dispatch_uid="page-cache-page")
    signals.page_unpublished.connect(_leaves, dispatch_uid="page-cache-leaves")
    promoted = apps.get_model("wagtailsearchpromotions", "SearchPromotion")
    for model in (PageViewRestriction, Site, Locale, get_image_model(), get_document_model(), promoted, *registry):
        depends_on(model)
    user_logged_out.connect(_logged_out, dispatch_uid="page-cache")
    # The last of all: after those that ask whether this visitor may see the page.
    hooks.register("on_serve_page", serve_as_public, order=1_000)
