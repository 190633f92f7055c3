"""The demonstration's news, events, works and outages."""

from residence_news.news_contents.creating import create_news
from residence_news.news_contents.outages import create_outages

__all__ = ["create_news", "create_outages"]
