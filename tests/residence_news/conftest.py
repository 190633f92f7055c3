"""A site small enough to be made for each test: a home page, the page of news, the page of outages."""

import pytest
from wagtail.models import Site

from tests.residence_news.newsroom import Newsroom


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """Return the site's news, empty, and what it takes to write some."""
    Site.clear_site_root_paths_cache()
    return Newsroom.open()
