"""Translating the first contents: through wagtail-localize, as a translator would."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource


def translate(thing: Any, locale: Locale, texts: Mapping[str, str]) -> None:
    """Translate a page or a snippet into `locale` and publish the outcome; nothing happens when it is done already.

    `texts` gives the translation of each text as wagtail-localize extracts it (plain or rich). A page's
    parent must be translated first. Raises `wagtail_localize.models.MissingTranslationError` when a
    text is missing.
    """
    if thing.has_translation(locale):
        return
    source, _created = TranslationSource.update_or_create_from_instance(thing)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        text = texts.get(segment.string.data)
        if text is not None:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string, locale=locale, context=segment.context, defaults={"data": text}
            )
    source.create_or_update_translation(locale, publish=True)
