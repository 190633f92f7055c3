"""What is the same everywhere. Everything that differs by place comes from the environment."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.cdn import content_delivery_network
from home.uploads import documents, images

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
# Whom to tell of a flaw of the site: an e-mail or web address; the landlord's own by default.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [
    "config",
    "espace_locataire.guichet",
    "espace_locataire.vie_privee",
    "espace_locataire.erp",
    "espace_locataire.accueil",
    "espace_locataire.paiement",
    "espace_locataire.demandes",
    "espace_locataire.documents",
    "espace_locataire.solde",
    "espace_locataire.dossier",
    "espace_locataire.notifications",
    "espace_locataire.compte",
    "residence_news",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "espace_locataire.compte.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "lucide",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Before everything else: a page kept whole costs nothing more.
    "home.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.csp.PolicyByPlaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.languages.WholeLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.access.DenyByDefaultMiddleware",
    "espace_locataire.compte.staff_door.StaffSecondFactorMiddleware",
    "espace_locataire.compte.sessions.LastSeenMiddleware",
    "espace_locataire.dossier.seeing_as.SeeingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# The page that shows every component of the design system: not for visitors.
SHOW_DESIGN_PAGE = False
# Accounts with a password everybody knows: on one's own machine only.
DEMONSTRATION = False

# --- Data -------------------------------------------------------------------

# SQLite writes one at a time: a transaction that will write takes its place at once
# (IMMEDIATE) instead of failing half-way when it must be upgraded.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}


def database(name: str, default: str) -> dict[str, Any]:
    """Return the `DATABASES` entry of the address held by the environment variable `name`."""
    configuration: dict[str, Any] = env.db_url(name, default=default)
    if configuration["ENGINE"] == "django.db.backends.sqlite3":
        configuration["OPTIONS"] = SQLITE_OPTIONS
    else:
        configuration["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        configuration["CONN_HEALTH_CHECKS"] = True
    return configuration


DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- Public pages, kept whole -------------------------------------------------

# Apart from the other cache: pages must not push out what counts attempts. A server that hangs costs no visitor time.
CACHES["pages"] = (
    CACHES["default"] | {"KEY_PREFIX": "pages", "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}}
    if REDIS_URL
    else CACHES["default"] | {"LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 2_000}}
)
# How long a page is kept when nothing changes, in seconds; 0: pages are made anew each time.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=600)
# What the processes of one machine share when there is no Redis.
PAGE_CACHE_GENERATION_FILE = VAR_DIR / "page-cache-generation"
# Carried by those who open the administration: it leads them past the cache.
EDITOR_COOKIE_NAME = "editor"
# What stands in front of the site and keeps pages too, if anything does.
WAGTAILFRONTENDCACHE = content_delivery_network(env)
PAGE_CACHE_CDN_SECONDS = env.int("CDN_SECONDS", default=3_600 if WAGTAILFRONTENDCACHE else 0)
# Pages in every language are told one by one.
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []
if WAGTAILFRONTENDCACHE:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")

# --- Files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_collected"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
# Whether this process hands out uploaded files itself: on one's own machine only.
SERVE_MEDIA = False
PRIVATE_MEDIA_ROOT = Path(env.str("PRIVATE_MEDIA_ROOT", default=str(VAR_DIR / "private")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # A tenant's papers: no address leads here, a view checks the holder first.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(PRIVATE_MEDIA_ROOT),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Languages --------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("Français")), ("en", _("English")), ("ar", _("Arabe"))]
# The interface speaks these from end to end; the others everywhere but in these rooms, whose texts are
# many and precise: half translated, they would mislead.
WHOLE_LANGUAGES = ("fr", "en")
WHOLE_OR_NOT_AT_ALL = ("compte/", "espace-locataire/", "verifier/")
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# --- Accounts ---------------------------------------------------------------

AUTH_USER_MODEL = "compte.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"espace_locataire.compte.passwords.{name}"}
    for name in ("LongEnoughValidator", "HardToGuessValidator", "NotWellKnownValidator", "NotYourNameValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "espace_locataire"
WAGTAILADMIN_LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "espace_locataire.compte.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "espace_locataire.compte.forms.LoginForm",
    "reset_password": "espace_locataire.compte.forms.ForgottenPasswordForm",
    "reset_password_from_key": "espace_locataire.compte.forms.NewPasswordForm",
    "change_password": "espace_locataire.compte.security_forms.PasswordChangeForm",
    "set_password": "espace_locataire.compte.security_forms.FirstPasswordForm",
    "reauthenticate": "espace_locataire.compte.security_forms.PasswordAgainForm",
    "request_login_code": "espace_locataire.compte.login_codes.AskForCodeForm",
    "confirm_login_code": "espace_locataire.compte.login_codes.TypeCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# This browser stays; the sessions opened elsewhere end.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
# How long the link of a sign-up serves.
INSCRIPTION_LASTS_DAYS = env.int("INSCRIPTION_LASTS_DAYS", default=3)
# Our forms write to an unknown address themselves, and as long as to a known one: see `compte.unknown`.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {
    # Per address and per account: ten wrong passwords in five minutes, whatever the address, then a pause.
    "login_failed": "10/5m/key,50/5m/ip",
    # Three wrong codes end a code: an hour leaves 15 tries for a million codes.
    "request_login_code": "20/m/ip,5/h/key",
    "manage_email": "5/h/user",
}
MFA_ADAPTER = "espace_locataire.compte.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "espace_locataire.compte.security_forms.SecondFactorForm",
    "reauthenticate": "espace_locataire.compte.security_forms.SecondFactorAgainForm",
    "activate_totp": "espace_locataire.compte.security_forms.ApplicationForm",
    "login_webauthn": "espace_locataire.compte.passkeys.PasskeyLoginForm",
    "authenticate_webauthn": "espace_locataire.compte.passkeys.PasskeySecondForm",
    "reauthenticate_webauthn": "espace_locataire.compte.passkeys.PasskeyAgainForm",
    "add_webauthn": "espace_locataire.compte.passkeys.NewPasskeyForm",
    "edit_webauthn": "espace_locataire.compte.passkeys.PasskeyNameForm",
}
# Whether the staff needs a second proof to enter the administration.
STAFF_SECOND_FACTOR_REQUIRED = False
# Carried by a browser in which someone has logged in; no other use.
KNOWN_BROWSER_COOKIE_NAME = "browser"
# How many proxies of our own stand in front: the address limits are counted for is the one they saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

SESSION_COOKIE_HTTPONLY = True
# Unless the person ticks « Rester connecté », however they log in.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# --- Wagtail ----------------------------------------------------------------

WAGTAIL_SITE_NAME = "C’Chartres habitat"
WAGTAIL_I18N_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# A translation waits for its translator: it must not go live in French under /en/.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", _("Français")), ("en", _("English"))]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Passwords belong to the login door, not to the administration's own screens.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.forms.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = list(documents.TYPES)
WAGTAILDOCS_CONTENT_TYPES = documents.TYPES
WAGTAILDOCS_MAX_UPLOAD_SIZE = documents.LARGEST_BYTES
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.uploads.forms.SiteImageForm"
# No SVG: it can hold a script. No GIF: what moves by itself disturbs reading.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = images.LARGEST_PIXELS
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_JPEG_QUALITY = 80
# The operator's virus scanner: the dotted path of a callable that takes the file and raises `ValidationError`.
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", default="")
WAGTAIL_GRAVATAR_PROVIDER_URL: str | None = None

# --- The landlord's ERP -----------------------------------------------------

# Where the folders that leave for it are put, and how long they stay there: they hold personal data.
ERP_EXPORT_ROOT = Path(env.str("ERP_EXPORT_ROOT", default=str(VAR_DIR / "vers-le-progiciel")))
ERP_EXPORTS_KEPT_DAYS = env.int("ERP_EXPORTS_KEPT_DAYS", default=30)

# --- Payment by card ----------------------------------------------------------

# Without a key, nobody can pay by card. `STRIPE_API_BASE` names what stands in for Stripe: in trials only.
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="").rstrip("/")
# The least that can be paid at once, and how much more than is owed (cents): a rent in advance, not a zero too many.
PAYMENT_MINIMUM_CENTS = env.int("PAYMENT_MINIMUM_CENTS", default=100)
PAYMENT_MAXIMUM_ABOVE_DUE_CENTS = env.int("PAYMENT_MAXIMUM_ABOVE_DUE_CENTS", default=50_000)

# --- Mail -------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ne-pas-repondre@localhost")

# --- Leases -----------------------------------------------------------------

# How long those who left still read their file, their account and their papers: five years.
FORMER_TENANT_SEES_DAYS = env.int("FORMER_TENANT_SEES_DAYS", default=1827)
# How long the link of an invitation to help serves, how far ahead help may last, how many may help with one lease.
AIDANT_INVITATION_LASTS_DAYS = env.int("AIDANT_INVITATION_LASTS_DAYS", default=7)
AIDANT_LASTS_DAYS_AT_MOST = env.int("AIDANT_LASTS_DAYS_AT_MOST", default=365)
AIDANTS_PER_LEASE = env.int("AIDANTS_PER_LEASE", default=5)

# --- How long what is held about people is kept, in days ------------------------

# What they find in their area: what they were told; what they had made on the spot, which its code finds again.
NOTIFICATIONS_KEPT_DAYS = env.int("NOTIFICATIONS_KEPT_DAYS", default=400)
MADE_DOCUMENTS_KEPT_DAYS = env.int("MADE_DOCUMENTS_KEPT_DAYS", default=400)
# The papers of a form left unfinished.
UNFINISHED_PIECES_KEPT_DAYS = env.int("UNFINISHED_PIECES_KEPT_DAYS", default=2)
# Those who no longer help a tenant; what they did stays in the log.
FORMER_AIDANTS_KEPT_DAYS = env.int("FORMER_AIDANTS_KEPT_DAYS", default=365)
# What the payment provider told us, as it came: long enough to argue about a payment with a bank.
PAYMENT_MESSAGES_KEPT_DAYS = env.int("PAYMENT_MESSAGES_KEPT_DAYS", default=400)
# Old addresses, to answer a person who calls; who looked at a file (six months at least, the database sees to it).
EMAIL_CHANGES_KEPT_DAYS = env.int("EMAIL_CHANGES_KEPT_DAYS", default=365)
CONSULTATIONS_KEPT_DAYS = env.int("CONSULTATIONS_KEPT_DAYS", default=365)
# Three years, the time in which a lease may be argued about (loi du 6 juillet 1989, art. 7-1): consents taken back,
# certificates and changes, those who lived there; and accounts nobody uses (CNIL, gestion locative).
WITHDRAWN_CONSENTS_KEPT_DAYS = env.int("WITHDRAWN_CONSENTS_KEPT_DAYS", default=1096)
PROOFS_KEPT_DAYS = env.int("PROOFS_KEPT_DAYS", default=1096)
OCCUPANTS_KEPT_DAYS = env.int("OCCUPANTS_KEPT_DAYS", default=1096)
ACCOUNTS_WITHOUT_USE_KEPT_DAYS = env.int("ACCOUNTS_WITHOUT_USE_KEPT_DAYS", default=1096)
# Five years for papers (code civil, art. 2224), ten for whom accounts are about (code de commerce, art. L123-22),
# counted from the day the landlord's ERP stops listing the lease or the person.
PAPERS_KEPT_DAYS = env.int("PAPERS_KEPT_DAYS", default=1827)
IDENTITIES_KEPT_DAYS = env.int("IDENTITIES_KEPT_DAYS", default=3653)
# Between asking for one's account to be erased and its end.
ERASURE_WAITS_DAYS = env.int("ERASURE_WAITS_DAYS", default=7)

# --- Safety -----------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- Logs -------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "stripe")},
}
