"""Translating the first contents: through wagtail-localize, as a translator would."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue


def translate(thing: Any, locale: Locale, texts: Mapping[str, str]) -> None:
    """Translate a page or a snippet into `locale` and publish the outcome; nothing happens when it is done already.

    `texts` gives the translation of each text: of a plain field as it is written there, of rich text
    a paragraph or a list item at a time, in HTML. A page's parent must be translated first.
    Raises `LookupError`, naming the texts, when some are missing.
    """
    if not thing.has_translation(locale):
        translate_again(thing, locale, texts)


def translate_page(page: Page, locale: Locale, texts: Mapping[str, str]) -> None:
    """Do what `translate` does; the page's address is made of its title in the other language."""
    if not page.has_translation(locale):
        translate_again(page, locale, {**texts, page.slug: slugify(texts[page.title])})


def translate_again(thing: Any, locale: Locale, texts: Mapping[str, str]) -> None:
    """Do what `translate` does, even when the thing was translated before: its text has changed since."""
    source, _created = TranslationSource.update_or_create_from_instance(thing)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    # wagtail-localize keeps every text as HTML: a line break of a plain field is a `<br>` there.
    stored = {StringValue.from_plaintext(text).data: text for text in texts}
    missing = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        original = segment.string.data
        if original in texts:
            translated = texts[original]
        elif original in stored:
            translated = StringValue.from_plaintext(texts[stored[original]]).data
        else:
            missing.append(original)
            continue
        StringTranslation.objects.get_or_create(
            translation_of=segment.string, locale=locale, context=segment.context, defaults={"data": translated}
        )
    if missing:
        raise LookupError(f"{thing}: not translated into {locale}: {missing}")
    source.create_or_update_translation(locale, publish=True)
    if isinstance(thing, Page):
        transaction.on_commit(partial(_count_children, thing, locale))


def _count_children(page: Page, locale: Locale) -> None:
    """Count again the children of the translation.

    It was published on commit as it was before they were added: with none, they would not be found.
    """
    translated = page.get_translation(locale)
    children = Page.objects.filter(path__startswith=translated.path, depth=translated.depth + 1)
    Page.objects.filter(pk=translated.pk).update(numchild=children.count())
