"""Where things lead: links to services, pages and other sites, and buttons."""

from collections.abc import Hashable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page

from home.blocks.fetching import SharedChooserBlock
from home.blocks.wording import refuse_empty_phrase

# What the site does that is no page of the tree; the name of each is that of its address.
SERVICES: list[tuple[str, Promise]] = [
    ("espace_locataire", _("Mon espace locataire")),
    ("search", _("Recherche")),
]
DESTINATIONS = ("service", "page", "address")


class LocalizedPageChooserBlock(SharedChooserBlock, blocks.PageChooserBlock):
    """A page of the site, followed in the reader's language.

    Each page then has `shown`, the version to link to, or None when nobody may read it.
    """

    kind = "pages"

    def fetch(self, keys: set[Hashable]) -> dict[Hashable, Page]:
        """Return these pages with their versions in the current language: two queries at most."""
        pages: dict[Hashable, Page] = Page.objects.select_related("locale").in_bulk(keys) if keys else {}
        language = get_supported_content_language_variant(get_language() or settings.LANGUAGE_CODE)
        foreign = [page for page in pages.values() if page.locale.language_code != language]
        versions = Page.objects.live().filter(
            translation_key__in={page.translation_key for page in foreign}, locale__language_code=language
        )
        translated = {version.translation_key: version for version in versions} if foreign else {}
        for page in pages.values():
            page.shown = translated.get(page.translation_key, page) if page.live else None
        return pages


class LinkValue(blocks.StructValue):
    """Where a link leads."""

    @property
    def url(self) -> str:
        """The address in the current language; empty when what was chosen is gone or unpublished."""
        if self["service"]:
            try:
                return reverse(self["service"])
            except NoReverseMatch:
                return ""
        page = self["page"]
        if page is None:
            return self["address"] or ""
        if not hasattr(page, "shown"):
            page.shown = page.localized if page.live else None
        return (page.shown.url or "") if page.shown else ""

    @property
    def leaves_the_site(self) -> bool:
        """Whether the link leads to another site."""
        return bool(self["address"])


class LinkBlock(blocks.StructBlock):
    """A link to one thing: a service of the site, a page, or an address elsewhere."""

    service = blocks.ChoiceBlock(choices=SERVICES, required=False, search_index=False, label=_("Service du site"))
    page = LocalizedPageChooserBlock(required=False, label=_("Page"))
    address = blocks.URLBlock(required=False, label=_("Adresse d’un autre site"))

    class Meta:
        label = _("Lien")
        icon = "link"
        value_class = LinkValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a link that leads to nothing, or to two things at once."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and sum(bool(cleaned[name]) for name in DESTINATIONS) != 1:
            message = _("Choisissez une seule destination : un service, une page ou une adresse.")
            raise StructBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned


class LabelBlock(blocks.CharBlock):
    """The words of a link: they say where it leads, without the words around."""

    def clean(self, value: str) -> str:
        """Refuse words that say nothing read alone: « cliquez ici »."""
        cleaned: str = super().clean(value)
        if not self.is_deferred_validation:
            refuse_empty_phrase(cleaned)
        return cleaned


class ButtonBlock(blocks.StructBlock):
    """The one thing to do after reading."""

    label = LabelBlock(max_length=60, label=_("Texte"), help_text=_("Un verbe d’abord : « Demander un logement »."))
    link = LinkBlock()
    main = blocks.BooleanBlock(
        required=False, default=True, label=_("Bouton principal"), help_text=_("Un seul par page : il attire l’œil.")
    )

    class Meta:
        label = _("Bouton")
        icon = "link"
        template = "home/blocks/button.html"
        description = _("L’action à faire après la lecture.")
        preview_value = {
            "label": "Entrer dans mon espace",
            "link": {"service": "espace_locataire", "page": None, "address": ""},
            "main": True,
        }
