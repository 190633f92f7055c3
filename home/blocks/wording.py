"""Words that may not be published: links that say nothing, descriptions that describe nothing."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText, get_text_for_indexing

# A screen reader lists the links of a page one under the other: these would all be the same line.
EMPTY_PHRASES = frozenset(
    {
        "cliquer",
        "cliquer ici",
        "cliquez",
        "cliquez ici",
        "cliquez-ici",
        "clic",
        "ici",
        "là",
        "lien",
        "ce lien",
        "suivez ce lien",
        "en savoir plus",
        "en savoir +",
        "plus d’infos",
        "plus d’informations",
        "voir",
        "voir plus",
        "lire",
        "lire la suite",
        "lire plus",
        "suite",
        "la suite",
        "consulter",
        "télécharger",
        "click",
        "click here",
        "here",
        "link",
        "this link",
        "learn more",
        "more",
        "more information",
        "read more",
        "find out more",
        "see more",
        "download",
        "اضغط هنا",
        "انقر هنا",
        "هنا",
        "المزيد",
        "اقرأ المزيد",
    }
)

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_FILE_NAME = re.compile(
    r"\.(?:avif|gif|heic|heif|jfif|jpe?g|png|svg|tiff?|webp)\Z|\A(?:img|dsc|dscn|pxl|image|photo)[-_ ]?\d+", re.I
)


def is_empty_phrase(words: str) -> bool:
    """Tell whether these words of a link say nothing of where it leads."""
    told = _SPACES.sub(" ", words.replace("'", "’")).strip(" .…:!?>»«→[]()").lower()
    return told in EMPTY_PHRASES


def refuse_empty_phrase(words: str) -> None:
    """Raise `ValidationError` when these words of a link say nothing of where it leads."""
    if is_empty_phrase(words):
        message = _(
            "« %(words)s » ne dit pas où mène le lien. Écrivez plutôt ce que l’on y trouve : "
            "« Demander un logement social »."
        )
        raise ValidationError(message % {"words": words.strip()}, code="empty_phrase")


def check_links(text: RichText | None) -> None:
    """Raise `ValidationError` when a rich text has a link without words, without address, or that says nothing."""
    for attributes, inside in _LINK.findall(text.source if text else ""):
        words = get_text_for_indexing(inside).strip()
        if not words:
            raise ValidationError(_("Un lien n’a pas de texte. Supprimez-le, ou écrivez où il mène."), code="no_text")
        if 'href=""' in attributes or not re.search(r"\b(?:href|id)\s*=", attributes):
            message = _("Le lien « %(words)s » ne mène nulle part. Choisissez sa destination, ou supprimez-le.")
            raise ValidationError(message % {"words": words}, code="no_address")
        refuse_empty_phrase(words)


def is_file_name(words: str) -> bool:
    """Tell whether these words are the name a camera or a computer gives a file: « IMG_2041.jpg »."""
    return bool(_FILE_NAME.search(words.strip()))
