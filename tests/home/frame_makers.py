"""Menus, texts, alerts and pages, made for tests as editors leave them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import Alert, Bailleur, ContentPage, HomePage, Menu


def plain_site() -> HomePage:
    """Return the French home page of a site that has an English one too, made without translating anything."""
    root = Page.get_first_root_node()
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = HomePage(title="Accueil", slug="accueil", locale=french, headline="Votre logement, simplement", lead="Ici.")
    root.add_child(instance=page)
    version = HomePage(
        title="Home",
        slug="welcome",
        locale=english,
        headline="Your home",
        lead="Here.",
        translation_key=page.translation_key,
    )
    root.add_child(instance=version)
    site = Site.objects.get(is_default_site=True)
    site.root_page = page
    site.save()
    Bailleur.objects.create(site=site, phone="02 61 91 10 10", email="bonjour@chartres-habitat.example")
    return page


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
