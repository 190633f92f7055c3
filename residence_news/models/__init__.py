"""Residences, and what happens in them."""

from residence_news.models.news import Category, EventPage, NewsItem, NewsPage
from residence_news.models.news_index import NewsIndexPage
from residence_news.models.outages import Outage, OutageUpdate
from residence_news.models.outages_page import OutagesPage
from residence_news.models.registry import Equipement, Residence
from residence_news.models.residence_pages import ResidenceIndexPage, ResidencePage

__all__ = [
    "Category",
    "Equipement",
    "EventPage",
    "NewsIndexPage",
    "NewsItem",
    "NewsPage",
    "Outage",
    "OutageUpdate",
    "OutagesPage",
    "Residence",
    "ResidenceIndexPage",
    "ResidencePage",
]
