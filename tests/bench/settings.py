"""The site as it is served, for the bench: the tests' settings, with pages kept."""

from config.settings.test import *  # noqa: F403

PAGE_CACHE_SECONDS = 600
DEMONSTRATION = SHOW_DESIGN_PAGE = False
ROOT_URLCONF = "tests.bench.urls"
