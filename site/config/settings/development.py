"""On one's own machine: nothing to install, nothing to set."""

from urllib.parse import urlsplit

from config.settings.base import *
from config.settings.base import SITE_URL, STORAGES, STRIPE_SECRET_KEY, VAR_DIR, env

# `DEBUG=0` shows the pages of error as visitors see them.
DEBUG = env.bool("DEBUG", default=True)
SHOW_DESIGN_PAGE = DEMONSTRATION = True
SECRET_KEY = env.str("SECRET_KEY", default="development-only-key-never-used-in-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Whoever changes a template wants to see it.
PAGE_CACHE_SECONDS = 0 if DEBUG else 600
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
VAR_DIR.mkdir(exist_ok=True)
SERVE_MEDIA = True
# Passkeys are for `localhost`, without https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

if not STRIPE_SECRET_KEY:
    # Nobody's money: what stands in for Stripe runs beside the site, on the port after its own.
    STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET = "sk_test_demonstration", "whsec_demonstration"
    STRIPE_API_BASE = f"http://127.0.0.1:{(urlsplit(SITE_URL).port or 8000) + 1}"
