"""Public pages and the site's settings."""

from home.models.alerts import Alert
from home.models.base import BasePage, PublicPageManager, PublicPageQuerySet
from home.models.frame import Menu, SiteTexts
from home.models.legal import AccessibilityPage
from home.models.pages import HomePage
from home.models.search import EmptySearch, SearchEntry, SearchKind, SearchPosting, SearchWord
from home.models.settings import Bailleur

__all__ = [
    "AccessibilityPage",
    "Alert",
    "Bailleur",
    "BasePage",
    "EmptySearch",
    "HomePage",
    "Menu",
    "PublicPageManager",
    "PublicPageQuerySet",
    "SearchEntry",
    "SearchKind",
    "SearchPosting",
    "SearchWord",
    "SiteTexts",
]
