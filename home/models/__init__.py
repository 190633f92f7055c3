"""Public pages and the site's settings."""

from home.models.base import BasePage, PublicPageManager, PublicPageQuerySet
from home.models.pages import HomePage
from home.models.settings import Bailleur

__all__ = [
    "Bailleur",
    "BasePage",
    "HomePage",
    "PublicPageManager",
    "PublicPageQuerySet",
]
