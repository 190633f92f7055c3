"""The site, and beside it in the same server a Django without any middleware that greets at /hello/."""

from collections.abc import Iterable
from typing import Any

import django

django.setup(set_prefix=False)

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

site = WSGIHandler()
with override_settings(MIDDLEWARE=[]):
    bare = WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Let the bare Django greet; the site answers everything else."""
    handler = bare if environ["PATH_INFO"] == "/hello/" else site
    return handler(environ, start_response)
