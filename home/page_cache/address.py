"""Under which key a page is kept: what of a request can change what is shown, and nothing else."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from home.page_cache.marks import known_parameters

LONGEST_QUERY = 500
LONGEST_PARAMETERS = 200
# What a page is made of, besides the database.
SOURCES = ("templates", "site", "home", "residence_news", "espace_locataire")
SOURCE_KINDS = {".py", ".html", ".css", ".js", ".svg", ".mo"}


@dataclass(frozen=True)
class Address:
    """A key of the cache, and the names of the query's parameters it holds."""

    key: str
    parameters: frozenset[str]


def address_of(request: HttpRequest) -> Address | None:
    """Return where the answer to this request is kept, or None when it is not to be kept at all.

    Parameters that no public page reads (those of newsletters and of advertisers) are left out.
    """
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    # One host answers on any port written after its name: only names known whole are kept.
    if host not in settings.ALLOWED_HOSTS and host != urlsplit(settings.SITE_URL).netloc:
        return None
    parameters: list[tuple[str, str]] = []
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        return None
    if query:
        names = sorted(known_parameters().intersection(request.GET))
        parameters = [(name, value) for name in names for value in request.GET.getlist(name)]
    canonical = urlencode(parameters)
    if len(canonical) > LONGEST_PARAMETERS:
        return None
    whole = "\0".join((release(), request.scheme or "", host, request.path, canonical))
    key = hashlib.blake2b(whole.encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return Address(f"page:{key}", frozenset(name for name, _value in parameters))


@lru_cache(maxsize=1)
def release() -> str:
    """Return what tells this version of the site from the next: a new one does not show pages made by the last."""
    files = (path for folder in SOURCES for path in (settings.BASE_DIR / folder).rglob("*"))
    newest = max(path.stat().st_mtime_ns for path in files if path.suffix in SOURCE_KINDS)
    return str(max(newest, (settings.BASE_DIR / "requirements.txt").stat().st_mtime_ns))
