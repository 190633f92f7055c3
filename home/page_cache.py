"""Public pages kept whole, the same for every visitor, until something they show changes."""

from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

M = TypeVar("M", bound=type[models.Model])

M = TypeVar("M", bound=type[models.Model])


def keep_until(request: HttpRequest, moment: datetime) -> None:
    """Let the page being made for this request be kept until this moment at most: it must look different after it.

    The earliest of all the moments told wins; one that has passed changes nothing any more and is ignored.
    Raises ValueError when the moment has no time zone.
    """
    if timezone.is_naive(moment):
        raise ValueError("A page is kept until a moment with a time zone.")
    earliest: datetime | None = getattr(request, "page_kept_until", None)
    if moment > timezone.now() and (earliest is None or moment < earliest):
        request.page_kept_until = moment  # type: ignore[attr-defined]


def depends_on(model: M) -> M:
    """Forget every kept page whenever a row of this model is saved or deleted, or its many-to-many links change.

    Also a class decorator. What signals do not tell (`QuerySet.update`, `bulk_create`) must call `forget`.
    """
    for signal in (post_save, post_delete):
        signal.connect(_forget_after_signal, sender=model, dispatch_uid=f"page-cache-{model._meta.label}")
    for field in model._meta.local_many_to_many:
        m2m_changed.connect(
            _forget_after_signal,
            sender=field.remote_field.through,
            dispatch_uid=f"page-cache-{model._meta.label}-{field.name}",
        )
    return model


def _forget_after_signal(**kwargs: Any) -> None:
    forget()


def forget() -> None:
    """Forget every kept page, everywhere, as soon as the present transaction is kept."""
    transaction.on_commit(_turn_the_page)


def _turn_the_page() -> None:
    """Begin a new generation of kept pages."""
