"""Where kept pages stand, and the generation they belong to, shared by all processes.

A page is good as long as its generation is the present one: to forget every page, in every process, is to begin
a new generation. Its name is random, so that no past one comes back. With a cache shared by all processes (Redis)
the generation stands beside the pages and comes with the page in one exchange. With a memory of its own in each
process, it is written in a small file they all read.
"""

import logging
import math
import secrets
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.utils import timezone

from home.page_cache.address import release
from home.page_cache.kept import KeptPage

T = TypeVar("T")

logger = logging.getLogger(__name__)

GENERATION = "generation"
# How many pages are kept at a time, without and with parameters: nobody fills the memory by asking.
MOST_PAGES = 5_000
MOST_WITH_PARAMETERS = 500

# Set when a generation could not be begun: the next exchange that succeeds begins it.
_owed = False


def look(key: str) -> tuple[str | None, KeptPage | None]:
    """Return the present generation, and the page kept under this key if it is still good.

    Both are None when the cache does not answer: the page is then made as if there were no cache.
    """
    try:
        if _owed:
            _begin()
        cache = caches["pages"]
        if _stands_alone(cache):
            generation, kept = _generation_in_file(), cache.get(key)
        else:
            found = cache.get_many([GENERATION, key])
            generation, kept = found.get(GENERATION) or _first_generation(cache), found.get(key)
    except Exception:
        # Whatever a cache raises, from its network to what it holds: visitors have their page.
        logger.warning("The page cache does not answer: pages are made anew.", exc_info=True)
        return None, None
    good = kept is not None and kept.generation == generation and kept.expires > timezone.now().timestamp()
    return generation, kept if good else None


def put(key: str, kept: KeptPage, with_parameters: bool) -> None:
    """Keep a page under this key, unless there are too many already."""
    seconds = int(kept.expires - timezone.now().timestamp())
    if seconds < 1:
        return
    try:
        cache = caches["pages"]
        if _has_room(cache, kept.generation, with_parameters):
            cache.set(key, kept, seconds)
    except Exception:
        logger.warning("The page cache does not answer: a page is not kept.", exc_info=True)


def begin_generation() -> None:
    """Forget every page, in every process. When the cache does not answer, it is done as soon as it does."""
    global _owed
    try:
        _begin()
    except Exception:
        _owed = True
        logger.exception("The page cache does not answer: what changed may be seen late.")


def kept_while_unchanged(name: str, read: Callable[[], T], moments: Callable[[T], Iterable[datetime]]) -> T:
    """Return what `read` returns, which is kept until a page is forgotten or the first of its `moments` passes.

    What is read must be the same for everyone, be picklable, and come from models that pages depend on.
    Raises whatever `read` raises.
    """
    if not settings.PAGE_CACHE_SECONDS:
        return read()
    try:
        cache = caches["pages"]
        key = f"{name}:{release()}:{_present_generation(cache)}"
        kept: tuple[T, float] | None = cache.get(key)
    except Exception:
        logger.warning("The page cache does not answer: what pages share is read anew.", exc_info=True)
        return read()
    now = timezone.now().timestamp()
    if kept and kept[1] > now:
        return kept[0]
    value = read()
    coming = [moment.timestamp() for moment in moments(value) if moment.timestamp() > now]
    expires = min([now + settings.PAGE_CACHE_SECONDS, *coming])
    try:
        cache.set(key, (value, expires), math.ceil(expires - now))
    except Exception:
        logger.warning("The page cache does not answer: what pages share is not kept.", exc_info=True)
    return value


def _stands_alone(cache: BaseCache) -> bool:
    return isinstance(cache, LocMemCache)


def _present_generation(cache: BaseCache) -> str:
    if _owed:
        _begin()
    return _generation_in_file() if _stands_alone(cache) else cache.get(GENERATION) or _first_generation(cache)


def _begin() -> None:
    global _owed
    cache = caches["pages"]
    generation = secrets.token_hex(16)
    if _stands_alone(cache):
        _write_generation(generation)
    else:
        cache.set(GENERATION, generation, None)
    _owed = False


def _first_generation(cache: BaseCache) -> str:
    cache.add(GENERATION, secrets.token_hex(16), None)
    generation: str = cache.get(GENERATION)
    return generation


def _generation_in_file() -> str:
    path = Path(settings.PAGE_CACHE_GENERATION_FILE)
    try:
        return path.read_text()
    except FileNotFoundError:
        _write_generation(secrets.token_hex(16))
        return path.read_text()


def _write_generation(generation: str) -> None:
    """Put the file in its place at once: no process ever reads half of it."""
    path = Path(settings.PAGE_CACHE_GENERATION_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(generation)
    Path(file.name).replace(path)


def _has_room(cache: BaseCache, generation: str, with_parameters: bool) -> bool:
    counter = f"count:{generation}:{'with' if with_parameters else 'without'}"
    cache.add(counter, 0, settings.PAGE_CACHE_SECONDS)
    try:
        count = cache.incr(counter)
    except ValueError:
        # It ran out just now.
        return True
    return count <= (MOST_WITH_PARAMETERS if with_parameters else MOST_PAGES)
