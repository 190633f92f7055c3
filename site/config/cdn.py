"""What keeps pages in front of the site: a proxy or a content delivery network, told when a page changes."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "wagtail.contrib.frontend_cache.backends"


def content_delivery_network(env: Any) -> dict[str, dict[str, Any]]:
    """Return Wagtail's `WAGTAILFRONTENDCACHE` for what the environment's `CDN` names; empty when it names nothing.

    `proxy` (Varnish, nginx or another that takes PURGE requests at `CDN_URL`), `cloudflare` (`CDN_ZONE`, `CDN_TOKEN`)
    or `cloudfront` (`CDN_DISTRIBUTION`). Raises `ImproperlyConfigured` for another name, or a part that is missing.
    """
    kind = env.str("CDN", default="")
    if not kind:
        return {}
    kinds = {
        "proxy": (f"{BACKENDS}.HTTPBackend", {"LOCATION": "CDN_URL"}),
        "cloudflare": (f"{BACKENDS}.CloudflareBackend", {"ZONEID": "CDN_ZONE", "BEARER_TOKEN": "CDN_TOKEN"}),
        "cloudfront": (f"{BACKENDS}.CloudfrontBackend", {"DISTRIBUTION_ID": "CDN_DISTRIBUTION"}),
    }
    if kind not in kinds:
        raise ImproperlyConfigured(f"CDN ne connaît pas « {kind} » : {', '.join(kinds)}.")
    backend, parts = kinds[kind]
    found = {option: env.str(name, default="") for option, name in parts.items()}
    missing = [parts[option] for option, value in found.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"CDN={kind} demande aussi {', '.join(missing)}.")
    return {"default": {"BACKEND": backend, **found}}
