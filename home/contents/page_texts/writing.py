"""The demonstration's sections and pages: a landlord who does not exist, in a town that does.

Amounts, delays and numbers are invented or left out; what the law says is said in general terms.
"""

from dataclasses import dataclass, field
from typing import Any

from wagtail.rich_text import RichText

from home.contents.bilingual import Bilingual

t = Bilingual()


@dataclass(frozen=True)
class PageText:
    """A page to make: `body` is a list of (block type, value)."""

    slug: str
    title: str
    lead: str
    body: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class SectionText:
    """A section to make, with its pages."""

    slug: str
    title: str
    lead: str
    pages: list[PageText]


def section(heading: tuple[str, str], *html: str) -> tuple[str, Any]:
    """Return a block of text under a heading."""
    return "section", {"heading": t(*heading), "text": RichText("".join(html))}


def notice(kind: str, title: tuple[str, str], *html: str) -> tuple[str, Any]:
    """Return a call-out; `kind` is info or warning."""
    return "notice", {"kind": kind, "title": t(*title), "text": RichText("".join(html))}
