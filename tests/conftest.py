"""What every test stands on."""

import os
from collections.abc import Generator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

# Set where everything needed is at hand: a test that leaves itself out fails there.
NOTHING_LEFT_OUT = bool(os.environ.get("NOTHING_LEFT_OUT"))


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Start each test with an empty cache: rate limits and cached pages must not leak between tests."""
    cache.clear()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out the tests that need PostgreSQL where there is none."""
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Fail the tests left out, where nothing may be."""
    report = yield
    if NOTHING_LEFT_OUT and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was left out: {report.longrepr}"
    return report
