"""Public pages and the site's settings."""

from home.models.alerts import Alert
from home.models.base import BasePage, PublicPageManager, PublicPageQuerySet
from home.models.contact import Agency, ContactPage
from home.models.content import ContentPage, SectionPage
from home.models.feedback import Feedback
from home.models.forms import FormField, FormPage, FormSubmission
from home.models.frame import Menu, SiteTexts
from home.models.guides import GuideIndexPage, GuidePage
from home.models.legal import AccessibilityPage
from home.models.pages import HomePage
from home.models.repairs import RepairsPage, ReparationRule
from home.models.search import EmptySearch, SearchEntry, SearchKind, SearchPosting, SearchWord
from home.models.settings import Bailleur

__all__ = [
    "AccessibilityPage",
    "Agency",
    "Alert",
    "Bailleur",
    "BasePage",
    "ContactPage",
    "ContentPage",
    "EmptySearch",
    "Feedback",
    "FormField",
    "FormPage",
    "FormSubmission",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "Menu",
    "PublicPageManager",
    "PublicPageQuerySet",
    "RepairsPage",
    "ReparationRule",
    "SearchEntry",
    "SearchKind",
    "SearchPosting",
    "SearchWord",
    "SectionPage",
    "SiteTexts",
]
