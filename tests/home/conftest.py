"""A site with its first contents."""

from collections.abc import Callable

import pytest
from django.test import TestCase

from home.contents import create_home_pages
from home.models import HomePage


@pytest.fixture
def create_pages(db: None) -> Callable[[], HomePage]:
    """Make the first contents as a command does: what waits for the commit is done too."""

    def create() -> HomePage:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return create_home_pages()

    return create


@pytest.fixture
def home_page(create_pages: Callable[[], HomePage]) -> HomePage:
    """The French home page of a site that also has the English one."""
    return create_pages()
