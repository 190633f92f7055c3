"""Forms anyone may send, without a cookie: from our own pages only, and not without end.

A page that is the same for every visitor cannot hold a CSRF token. What a browser says of where a request
comes from (`Sec-Fetch-Site`, `Origin`) takes its place: no page of another site can write these headers.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def comes_from_our_pages(request: HttpRequest) -> bool:
    """Say whether the browser vouches that a page of this very host sent the request."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    try:
        origin = urlsplit(request.headers.get("Origin", ""))
        port = origin.port
    except ValueError:
        return False
    if origin.scheme not in ("http", "https") or not origin.hostname:
        return False
    default = 443 if origin.scheme == "https" else 80
    host = origin.hostname if port in (None, default) else f"{origin.hostname}:{port}"
    return host == request.get_host().lower().removesuffix(f":{default}")


def same_site_only(view: View) -> View:
    """Open a view to everyone, without a CSRF token, but take what is sent from our own pages only.

    A POST from elsewhere gets a page of error (403) in the house's style. A GET passes: it must change nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE_METHODS or comes_from_our_pages(request):
            return view(request, *args, **kwargs)
        return render(request, "home/form_from_elsewhere.html", status=403)

    return csrf_exempt(login_not_required(guarded))


def rate_limited(request: HttpRequest, scope: str, limit: int, seconds: int) -> bool:
    """Count this request and say whether its address has sent more than `limit` of this `scope` in `seconds`.

    The address is the one our own proxies saw (`ALLAUTH_TRUSTED_PROXY_COUNT`).
    Raises `PermissionDenied` when no address is known.
    """
    return too_often(scope, sender_of(request), limit, seconds)


def too_often(scope: str, subject: str, limit: int, seconds: int) -> bool:
    """Count one more try about this subject and say whether there were more than `limit` of this scope in `seconds`.

    Only a hash of both, under the secret key, is kept, and no longer than `seconds`.
    """
    key = f"public-form:{salted_hmac('home.public_forms', f'{scope}|{subject}').hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:
        # It ended between the two lines: a new count begins.
        cache.add(key, 1, seconds)
        return False


def sender_of(request: HttpRequest) -> str:
    """Return the address a request comes from; of an IPv6 address, the network that one home or phone holds."""
    address = ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429: what was sent is not kept; when to try again, and the phone."""
    return render(request, "home/form_too_many.html", status=429)
