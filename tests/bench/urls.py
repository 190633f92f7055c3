"""The site's addresses, and the least that Django can answer."""

from config.urls import handler400, handler500
from config.urls import urlpatterns as addresses_of_the_site
from django.http import HttpRequest, HttpResponse
from django.urls import path

__all__ = ["handler400", "handler500", "urlpatterns"]


def hello(request: HttpRequest) -> HttpResponse:
    """Greet. Without its length the answer would be sent in pieces."""
    greeting = b"Hello, world!"
    return HttpResponse(greeting, headers={"Content-Length": str(len(greeting))})


urlpatterns = [path("hello/", hello), *addresses_of_the_site]
