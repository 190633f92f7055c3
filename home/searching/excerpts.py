"""Where a text says the words looked for, with those words marked."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from home.searching.words import WORD, folded

LENGTH = 220
# Of a very long text, only the beginning is looked at.
LOOKED_AT = 30_000


def marked(text: str, words: frozenset[str]) -> SafeString:
    """Return the text as HTML, with `mark` around these folded words wherever they stand in it."""
    pieces: list[str] = []
    end = 0
    for found in WORD.finditer(text):
        if _says(found.group(), words):
            pieces += [escape(text[end : found.start()]), format_html("<mark>{}</mark>", found.group())]
            end = found.end()
    pieces.append(escape(text[end:]))
    # Every piece was escaped just above.
    return mark_safe("".join(pieces))  # noqa: S308


def excerpt(lead: str, text: str, words: frozenset[str]) -> SafeString:
    """Return the part of a text, about `LENGTH` characters, that says most of the words, marked.

    The introduction comes first when it says one of them, or when the text says none either.
    """
    looked_at = text[:LOOKED_AT]
    at = [] if lead and _positions(lead, words) else _positions(looked_at, words)
    if not at:
        return marked(_cut(lead or looked_at, 0), words)
    start = max(at, key=lambda place: (len({word for other, word in at if 0 <= other - place[0] < LENGTH}), -place[0]))
    return marked(_cut(looked_at, max(0, start[0] - LENGTH // 4)), words)


def _says(written: str, words: frozenset[str]) -> bool:
    return any(word in words for word in WORD.findall(folded(written)))


def _positions(text: str, words: frozenset[str]) -> list[tuple[int, str]]:
    """Return where the words stand, with each as it is folded; at most a hundred."""
    found = [(match.start(), folded(match.group())) for match in WORD.finditer(text) if _says(match.group(), words)]
    return found[:100]


def _cut(text: str, start: int) -> str:
    """Return about `LENGTH` characters of the text from there, whole words, with an ellipsis where it goes on."""
    end = start + LENGTH
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LENGTH // 2)
    part = text[start:end].strip().replace("\n", " … ")
    return f"{'… ' if start else ''}{part}{' …' if end < len(text) else ''}"
