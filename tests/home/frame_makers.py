"""Menus, texts, alerts and pages, made for tests as editors leave them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import Alert, ContentPage, Menu


def page_under(parent: Page, title: str, **kwargs: Any) -> ContentPage:
    """Publish a page under another, in its language."""
    page = ContentPage(title=title, locale=parent.locale, **kwargs)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def translated_under(parent: Page, page: Page, title: str) -> ContentPage:
    """Publish the version of a page under another parent, in the parent's language."""
    return page_under(parent, title, translation_key=page.translation_key)


def link(label: str = "", page: Page | None = None, service: str = "", address: str = "") -> dict[str, Any]:
    """Return a line of a menu."""
    return {"label": label, "link": {"service": service, "page": page, "address": address}}


def publish_menu(kind: str, *items: tuple[str, Any], language: str = "fr") -> Menu:
    """Publish a menu of ("link", …) and ("group", …) lines."""
    menu = Menu(kind=kind, locale=Locale.objects.get(language_code=language), items=list(items))
    menu.save()
    menu.save_revision().publish()
    return menu


def publish_alert(title: str, language: str = "fr", **kwargs: Any) -> Alert:
    """Publish an alert that began an hour ago, unless told otherwise."""
    kwargs.setdefault("starts_at", timezone.now() - timedelta(hours=1))
    alert = Alert(title=title, locale=Locale.objects.get(language_code=language), **kwargs)
    alert.save()
    alert.save_revision().publish()
    alert.refresh_from_db()
    return alert
