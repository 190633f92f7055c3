"""What every test stands on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Start each test with an empty cache: rate limits and cached pages must not leak between tests."""
    cache.clear()
