"""For the tests: SQLite, or the PostgreSQL and Redis named by the environment."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *
from config.settings.base import INSTALLED_APPS, STORAGES, database, env

SECRET_KEY = "test-key"
SHOW_DESIGN_PAGE = DEMONSTRATION = True
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
DATABASES = {"default": database("TEST_DATABASE_URL", "sqlite://:memory:")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
TEST_REDIS_URL = env.str("TEST_REDIS_URL", default="")
if TEST_REDIS_URL:
    # Each worker empties its cache before each test: it has a numbered database of its own, from the one named on.
    server, _, number = TEST_REDIS_URL.rpartition("/")
    TEST_REDIS_URL = f"{server}/{int(number) + int(env.str('PYTEST_XDIST_WORKER', default='gw0')[2:])}"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": TEST_REDIS_URL}
    if TEST_REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CACHES["pages"] = CACHES["default"] | ({"KEY_PREFIX": "pages"} if TEST_REDIS_URL else {"LOCATION": "pages"})
# Tests of pages look at how they are made; those of the cache turn it on.
PAGE_CACHE_SECONDS = 0
TEST_FILES = Path(tempfile.mkdtemp(prefix="site-bailleur-tests-"))
atexit.register(shutil.rmtree, TEST_FILES, ignore_errors=True)
MEDIA_ROOT = TEST_FILES / "media"
STATIC_ROOT = TEST_FILES / "static"
STATIC_ROOT.mkdir()
PAGE_CACHE_GENERATION_FILE = TEST_FILES / "page-cache-generation"
PRIVATE_MEDIA_ROOT = TEST_FILES / "private"
ERP_EXPORT_ROOT = TEST_FILES / "vers-le-progiciel"
STORAGES["private"]["OPTIONS"]["location"] = str(PRIVATE_MEDIA_ROOT)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_BASE = "sk_test_tests", "whsec_tests", "http://127.0.0.1:1"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
