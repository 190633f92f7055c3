"""The first contents of a new site."""

from home.contents.home_page import create_home_pages
from home.contents.translating import translate

__all__ = ["create_home_pages", "translate"]
