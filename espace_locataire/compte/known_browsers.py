"""Browsers a person has logged in from before: a login from another one is told by e-mail.

A browser carries a signed cookie that names the accounts it knows, without saying who they are.
"""

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

SALT = "compte.known-browser"
# In seconds: the longest a browser keeps a cookie. Each login starts it anew.
KEPT = 400 * 24 * 3600
MOST_ACCOUNTS = 5


def mark_of(user: "User") -> str:
    """Return what stands for an account in the cookie."""
    return salted_hmac(SALT, str(user.pk), algorithm="sha256").hexdigest()[:24]


def marks_in(request: HttpRequest) -> list[str]:
    """Return the marks a browser carries; none when the cookie is not ours."""
    try:
        marks = signing.loads(request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return []
    return list(marks)


def is_known(request: HttpRequest, user: "User") -> bool:
    """Say whether a person has logged in from this browser before."""
    return mark_of(user) in marks_in(request)


def remember(request: HttpRequest, response: HttpResponse, user: "User") -> None:
    """Have the browser carry the account's mark, beside the last ones."""
    mine = mark_of(user)
    marks = [mine, *(mark for mark in marks_in(request) if mark != mine)][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps(marks, salt=SALT),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
