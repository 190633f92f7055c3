"""Finding a paper by its words: its kind, its title, its month, in any order, accents or not."""

from collections.abc import Iterable

from espace_locataire.compte.matching import words_of
from espace_locataire.documents.models import Document


def matching(documents: Iterable[Document], query: str) -> list[Document]:
    """Return the papers that have every word of the query, or a word that begins like it."""
    wanted = words_of(query)
    return [document for document in documents if _has(document, wanted)]


def _has(document: Document, wanted: Iterable[str]) -> bool:
    text = f"{document.shown_title} {document.title} {document.shown_on:%Y %m/%Y %d/%m/%Y}"
    words = words_of(text)
    return all(any(word.startswith(begun) for word in words) for begun in wanted)
