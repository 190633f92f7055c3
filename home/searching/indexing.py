"""What the search knows of each page and each document, kept in step with them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.rich_text import get_text_for_indexing

from home.models import BasePage, PublicPageQuerySet, SearchEntry, SearchKind, SearchPosting, SearchWord
from home.models.search import WORD_LENGTH
from home.searching.kinds import kind_of
from home.searching.words import WORD, folded, stem

# A word counts once in the title and in the introduction, and up to LONG times in the text.
TITLE, LEAD, LONG = 24, 8, 4
TEXT_LENGTH = 100_000


def index_page(page_id: int) -> None:
    """Bring what the search knows of a page up to date, and of the documents that it refers to or did refer to."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    specific = page.specific
    documents = _documents_of(specific)
    # Not left to the task that does the same when a page is saved: it may run after this one.
    ReferenceIndex.create_or_update_for_object(specific)
    documents |= _documents_of(specific)
    if isinstance(specific, BasePage) and specific.live and not specific.has_expired and specific.url:
        write_page(specific)
    else:
        SearchEntry.objects.filter(page=page, document=None).delete()
    for document in sorted(documents):
        index_document(document)


def index_document(document_id: int) -> None:
    """Bring what the search knows of a document up to date: it is found once per language of the public pages
    that refer to it, and not at all when none does."""
    document = get_document_model().objects.filter(pk=document_id).first()
    if document is None:
        return
    pages = PublicPageQuerySet(model=Page).published().filter(pk__in=_pages_that_refer_to(document))
    first = {page.locale_id: page for page in pages.order_by("-path").select_related("locale")}
    SearchEntry.objects.filter(document=document).exclude(locale__in=list(first)).delete()
    for page in first.values():
        _write_document(document, page)


def index_documents_below(page_id: int) -> None:
    """Bring up to date what the search knows of every document that a page or one below it refers to."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    pages = Page.objects.descendant_of(page, inclusive=True)
    ids = [str(pk) for pk in pages.values_list("pk", flat=True)]
    found = _references().filter(object_id__in=ids).values_list("to_object_id", flat=True).distinct()
    for document in sorted(map(int, found)):
        index_document(document)


def everything() -> Iterator[int]:
    """Yield the id of each page the search should know of, in the order of the tree."""
    yield from Page.objects.live().order_by("path").values_list("pk", flat=True).iterator()


def forget_what_is_gone() -> None:
    """Leave out what is not published any more, documents that nothing refers to, and words that nothing says."""
    SearchEntry.objects.filter(page__live=False).delete()
    for document in SearchEntry.objects.exclude(document=None).values_list("document", flat=True).distinct():
        index_document(document)
    SearchWord.objects.exclude(Exists(SearchPosting.objects.filter(word=OuterRef("pk")))).delete()


def plain(text: object) -> str:
    """Return a text, rich or not, as words and spaces."""
    written = str(text)
    return tidy(get_text_for_indexing(written) if "<" in written else written)


def tidy(text: str) -> str:
    """Return a text on one line, its accents in one piece with their letters."""
    return re.sub(r"[\s\x00]+", " ", unicodedata.normalize("NFC", text)).strip()


def write_page(page: BasePage) -> None:
    """Write what the search knows of a page as it is given, whether or not it should be found."""
    with translation.override(page.locale.language_code):
        others = [plain(text) for text in page.texts() if text not in (page.title, page.lead)]
        text = "\n".join(other for other in others if other)[:TEXT_LENGTH]
    values = {
        "kind": kind_of(type(page)),
        "title": tidy(page.title),
        "lead": tidy(page.lead),
        "text": text,
        "locale": page.locale,
    }
    with transaction.atomic():
        entry, _created = SearchEntry.objects.update_or_create(page=page, document=None, defaults=values)
        _write_words(entry, page.locale)


def _write_document(document: AbstractDocument, page: Page) -> None:
    name = PurePath(document.filename).stem.replace("_", " ").replace("-", " ")
    words = [name, *sorted(document.tags.names())]
    values = {"kind": SearchKind.DOCUMENT, "page": page, "title": tidy(document.title)}
    with transaction.atomic():
        entry, _created = SearchEntry.objects.update_or_create(document=document, locale=page.locale, defaults=values)
        _write_words(entry, page.locale, hidden=tidy(" ".join(words)))


def _write_words(entry: SearchEntry, locale: Locale, hidden: str = "") -> None:
    """Write which words an entry says and how much each counts; `hidden` ones are found without being shown."""
    weights, shown = _weigh(entry, hidden)
    ids = dict(SearchWord.objects.filter(locale=locale, word__in=weights).values_list("word", "pk"))
    # In one order everywhere, so that two pages written at once wait for each other and do not block each other.
    missing = sorted(weights.keys() - ids.keys())
    if missing:
        SearchWord.objects.bulk_create(
            [
                SearchWord(locale=locale, word=word, stem=stem(word, locale.language_code), shown=shown[word])
                for word in missing
            ],
            ignore_conflicts=True,
        )
        ids |= dict(SearchWord.objects.filter(locale=locale, word__in=missing).values_list("word", "pk"))
    wanted = {ids[word]: weight for word, weight in weights.items()}
    present = dict(SearchPosting.objects.filter(entry=entry).values_list("word", "weight"))
    stale = [word for word, weight in present.items() if wanted.get(word) != weight]
    if stale:
        SearchPosting.objects.filter(entry=entry, word__in=stale).delete()
    SearchPosting.objects.bulk_create(
        SearchPosting(entry=entry, word_id=word, weight=weight)
        for word, weight in sorted(wanted.items())
        if present.get(word) != weight
    )


def _weigh(entry: SearchEntry, hidden: str) -> tuple[dict[str, int], dict[str, str]]:
    """Return how much each folded word counts, and each as it is written: with the most accents, in small letters."""
    weights: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text, weight, most in (
        (entry.title, TITLE, TITLE),
        (entry.lead, LEAD, LEAD),
        (entry.text, 1, LONG),
        (hidden, LONG, LONG),
    ):
        counts: Counter[str] = Counter()
        for found in WORD.finditer(text):
            written = found.group().lower()
            for word in WORD.findall(folded(written)):
                counts[word] += 1
                if len(written.encode()) > len(shown.get(word, "").encode()):
                    shown[word] = written[:WORD_LENGTH]
        for word, count in counts.items():
            weights[word] += min(count * weight, most)
    return weights, shown


def _references() -> QuerySet[ReferenceIndex]:
    """Return what pages say of documents in the index of references."""
    types = ContentType.objects.get_for_models(Page, get_document_model())
    return ReferenceIndex.objects.filter(base_content_type=types[Page], to_content_type=types[get_document_model()])


def _documents_of(page: Page) -> set[int]:
    found = set(map(int, _references().filter(object_id=str(page.pk)).values_list("to_object_id", flat=True)))
    return found | set(SearchEntry.objects.filter(page=page).exclude(document=None).values_list("document", flat=True))


def _pages_that_refer_to(document: AbstractDocument) -> list[int]:
    return list(map(int, _references().filter(to_object_id=str(document.pk)).values_list("object_id", flat=True)))
