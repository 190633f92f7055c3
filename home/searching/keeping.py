"""When what is published changes, the search follows: after the change is kept, and off the request in production."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django_tasks import task
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import SearchEntry
from home.searching import indexing


@task()
def index_page(page_id: int) -> None:
    """See `indexing.index_page`."""
    indexing.index_page(page_id)


@task()
def index_document(document_id: int) -> None:
    """See `indexing.index_document`."""
    indexing.index_document(document_id)


@task()
def index_documents_below(page_id: int) -> None:
    """See `indexing.index_documents_below`."""
    indexing.index_documents_below(page_id)


def refresh(page: Page) -> None:
    """Have the search read a page again: for what changes its text without publishing it."""
    transaction.on_commit(partial(index_page.enqueue, page.pk))


def listen() -> None:
    """Follow every change from now on."""
    for change in (page_published, page_unpublished):
        change.connect(_page_changed, dispatch_uid="home.searching.page")
    post_page_move.connect(_page_moved, dispatch_uid="home.searching.moved")
    pre_delete.connect(_page_goes, sender=Page, dispatch_uid="home.searching.page")
    for kept in (post_save, post_delete):
        kept.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="home.searching.restriction")
    document = get_document_model()
    post_save.connect(_document_changed, sender=document, dispatch_uid="home.searching.document")
    m2m_changed.connect(_document_changed, sender=document.tags.through, dispatch_uid="home.searching.tags")


def _page_changed(instance: Page, **kwargs: Any) -> None:
    refresh(instance)


def _page_moved(instance: Page, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_documents_below.enqueue, instance.pk))


def _page_goes(instance: Page, **kwargs: Any) -> None:
    """Look for another page that refers to the documents which were found through this one."""
    entries = SearchEntry.objects.filter(page=instance).exclude(document=None)
    for document in entries.values_list("document", flat=True):
        transaction.on_commit(partial(index_document.enqueue, document))


def _restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    transaction.on_commit(partial(index_documents_below.enqueue, instance.page_id))


def _document_changed(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, get_document_model()) and instance.pk:
        transaction.on_commit(partial(index_document.enqueue, instance.pk))
