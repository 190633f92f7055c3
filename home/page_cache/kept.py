"""A page as it is kept: its bytes, compressed once, and the headers it is sent with."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

TEXTS = ("text/", "application/xml", "application/json", "application/rss+xml", "application/atom+xml", "image/svg")
# Best first.
COMPRESSED = ("br", "gzip")
BROTLI_QUALITY = 7
# Made for each answer, or never the same for two.
NOT_KEPT = {"cache-control", "content-encoding", "content-length", "date", "etag", "set-cookie", "vary"}
# A content delivery network is told which pages changed, but not with which parameters they were asked for.
CDN_SECONDS_WITH_PARAMETERS = 60
CDN_SECONDS_WHILE_REVALIDATING = 30


@dataclass(frozen=True)
class KeptPage:
    """A finished answer.

    `expires` and `until` are timestamps: when it stops being good here, and when it must look different (None: no
    known moment). `bodies` holds the content by encoding, "" being none; `cache_control` what its view asked for,
    if it did.
    """

    generation: str
    expires: float
    until: float | None
    etag: str
    headers: dict[str, str]
    bodies: dict[str, bytes]
    cache_control: str
    with_parameters: bool

    @classmethod
    def of(
        cls, response: HttpResponse, *, generation: str, expires: float, until: float | None, with_parameters: bool
    ) -> "KeptPage":
        """Return the page that an answer is, compressed if that makes sense for what it holds."""
        content = response.content
        headers = {name: value for name, value in response.headers.items() if name.lower() not in NOT_KEPT}
        bodies = {"": content}
        if response.headers.get("Content-Type", "").startswith(TEXTS):
            # Nearly everyone takes one of the two: the plain text is made again for the others.
            bodies = {
                "br": brotli.compress(content, quality=BROTLI_QUALITY),
                "gzip": gzip.compress(content, compresslevel=9, mtime=0),
            }
        return cls(
            generation=generation,
            expires=expires,
            until=until,
            etag=hashlib.blake2b(content, digest_size=12).hexdigest(),
            headers=headers,
            bodies=bodies,
            cache_control=response.headers.get("Cache-Control", ""),
            with_parameters=with_parameters,
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page in the best encoding this client takes, or 304 when it has it already."""
        encoding = self._encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        headers = {
            # The bytes differ by encoding, and so must a strong tag.
            "ETag": f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"',
            "Cache-Control": self.cache_control or self._cache_control(),
        }
        if "" not in self.bodies:
            headers["Vary"] = "Accept-Encoding"
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and self._is_known(known):
            return HttpResponseNotModified(headers=headers)
        body = self._body(encoding)
        if encoding:
            headers["Content-Encoding"] = encoding
        headers["Content-Length"] = str(len(body))
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=self.headers | headers)

    def _encoding(self, accepted: str) -> str:
        return next((encoding for encoding in _accepted(accepted) if encoding in self.bodies), "")

    def _body(self, encoding: str) -> bytes:
        if encoding or "" in self.bodies:
            return self.bodies[encoding]
        return gzip.decompress(self.bodies["gzip"])

    def _is_known(self, known: str) -> bool:
        # A proxy that compresses makes a tag weak; which encoding the client holds does not matter.
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in known.split(",")}
        return "*" in tags or not tags.isdisjoint({self.etag, *(f"{self.etag}-{encoding}" for encoding in COMPRESSED)})

    def _cache_control(self) -> str:
        """Let browsers ask each time, which costs little, and a network in front keep the page if there is one."""
        shared = settings.PAGE_CACHE_CDN_SECONDS
        if self.with_parameters:
            shared = min(shared, CDN_SECONDS_WITH_PARAMETERS)
        stale = CDN_SECONDS_WHILE_REVALIDATING
        if self.until is not None:
            left = max(0, int(self.until - timezone.now().timestamp()))
            shared = min(shared, left)
            stale = min(stale, left - shared)
        if not shared:
            return "public, max-age=0, must-revalidate"
        return f"public, max-age=0, s-maxage={shared}" + (f", stale-while-revalidate={stale}" if stale else "")


@lru_cache(maxsize=256)
def _accepted(header: str) -> tuple[str, ...]:
    """Return the compressed encodings that an Accept-Encoding header allows, our preferred one first."""
    allowed = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.replace(" ", "").removeprefix("q=")
        try:
            allowed[name.strip()] = float(quality or 1) > 0
        except ValueError:
            allowed[name.strip()] = False
    return tuple(name for name in COMPRESSED if allowed.get(name, allowed.get("*", False)))
