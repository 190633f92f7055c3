"""The texts of the demonstration's pages, in French and in English."""

from home.contents.page_texts.about import ABOUT
from home.contents.page_texts.legal import LEGAL
from home.contents.page_texts.living import LIVE
from home.contents.page_texts.renting import RENT
from home.contents.page_texts.writing import PageText, t

SECTIONS = [RENT, LIVE, ABOUT]

__all__ = ["LEGAL", "SECTIONS", "PageText", "t"]
