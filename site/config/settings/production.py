"""In service: starts only when everything it needs is set and safe, and says what is not."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.s3 import s3_storages
from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, MEDIA_ROOT, SECRET_KEY, SITE_URL, STORAGES, env

REQUIRED = [
    "SECRET_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
]
S3 = ["S3_ENDPOINT_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "S3_PUBLIC_BUCKET", "S3_PRIVATE_BUCKET"]
uses_s3 = any(env.str(name, default="") for name in S3)

faults = [
    f"{name} n’est pas renseigné."
    for name in [*REQUIRED, *(S3 if uses_s3 else ["PRIVATE_MEDIA_ROOT"])]
    if not env.str(name, default="")
]
if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("development-")):
    faults.append("SECRET_KEY est trop faible : il faut au moins 50 caractères tirés au hasard.")
if "*" in ALLOWED_HOSTS:
    faults.append("ALLOWED_HOSTS ne doit pas accepter tous les hôtes (« * »).")
if urlsplit(SITE_URL).scheme != "https":
    faults.append("SITE_URL doit commencer par https://.")
if env.str("DATABASE_URL", default="").startswith("sqlite"):
    faults.append("DATABASE_URL doit désigner une base PostgreSQL.")
if env.str("EMAIL_URL", default="").split(":")[0] in {"consolemail", "dummymail", "memorymail", "filemail"}:
    faults.append("EMAIL_URL doit désigner un vrai service d’envoi.")
if env.bool("DEBUG", default=False):
    faults.append("DEBUG ne doit pas être activé.")
private_root = env.str("PRIVATE_MEDIA_ROOT", default="")
if private_root and Path(private_root).resolve().is_relative_to(MEDIA_ROOT.resolve()):
    faults.append("PRIVATE_MEDIA_ROOT ne doit pas être dans le dossier des fichiers publics.")
card_key, card_secret = env.str("STRIPE_SECRET_KEY", default=""), env.str("STRIPE_WEBHOOK_SECRET", default="")
if env.str("STRIPE_API_BASE", default=""):
    faults.append("STRIPE_API_BASE ne sert qu’aux essais : il ne doit pas être renseigné en service.")
if card_key and not card_key.startswith(("sk_live_", "rk_live_", "sk_test_", "rk_test_")):
    faults.append("STRIPE_SECRET_KEY n’est pas une clé secrète de Stripe (sk_… ou rk_…).")
if card_key and not card_secret:
    faults.append("STRIPE_WEBHOOK_SECRET n’est pas renseigné : sans lui, personne ne peut être cru.")
if card_secret and not card_secret.startswith("whsec_"):
    faults.append("STRIPE_WEBHOOK_SECRET n’est pas un secret de Stripe (whsec_…).")
if card_key.endswith("_demonstration"):
    faults.append("STRIPE_SECRET_KEY est celle de la démonstration.")
if faults:
    raise ImproperlyConfigured("Le site ne peut pas démarrer :\n- " + "\n- ".join(faults))

if uses_s3:
    STORAGES.update(s3_storages(env))

CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
EDITOR_COOKIE_NAME = "__Host-editor"
KNOWN_BROWSER_COOKIE_NAME = "__Host-browser"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=True)
