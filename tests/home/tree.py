"""Pages in the tree, as tests need them."""

from typing import Any, TypeVar

from django.test import TestCase
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from home.contents.translating import translate
from home.models import GuidePage

AnyPage = TypeVar("AnyPage", bound=Page)


def put(parent: Page, page: AnyPage, *, live: bool = True) -> AnyPage:
    """Add the page below its parent, and publish it unless told otherwise."""
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def a_step(title: str, text: str = "<p>Faites-le.</p>", image: Any = None) -> tuple[str, Any]:
    """Return a step of a guide."""
    return "step", {"title": title, "text": RichText(text), "image": image}


def a_guide(title: str, **fields: Any) -> GuidePage:
    """Return a guide not yet in the tree."""
    fields.setdefault("steps", [a_step("Commencez")])
    return GuidePage(title=title, lead=f"Tout sur : {title}", **fields)


def in_english(thing: Any, texts: dict[str, str]) -> Any:
    """Translate the page or the snippet into English, publish it, and return the translation."""
    english = Locale.objects.get(language_code="en")
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate(thing, english, texts)
    return thing.get_translation(english)
