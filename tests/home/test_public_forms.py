"""Forms without a cookie: what comes from our own pages is taken, what comes from elsewhere is not."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from home.public_forms import comes_from_our_pages, rate_limited, same_site_only, sender_of

Post = Callable[..., HttpResponse]
pytestmark = pytest.mark.django_db


@same_site_only
def view(request: HttpRequest) -> HttpResponse:
    """Take anything."""
    return HttpResponse("taken")


@pytest.fixture
def post(rf: RequestFactory) -> Post:
    """Send a POST with these headers through the guarded view."""

    def send(**headers: str) -> HttpResponse:
        request = rf.post("/avis/1/", {"helpful": "yes"}, headers={k.replace("_", "-"): v for k, v in headers.items()})
        request.user = AnonymousUser()
        response = view(request)
        assert isinstance(response, HttpResponse)
        return response

    return send


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Origin": "http://testserver:80"},
        {"Origin": "https://testserver:443"},
        {"Origin": "http://TESTSERVER"},
        {"Origin": "http://testserver", "Sec_Fetch_Site": "same-origin"},
    ],
)
def test_what_our_own_pages_send_is_taken(post: Post, headers: dict[str, str]) -> None:
    assert post(**headers).content == b"taken"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://exemple.fr"},
        {"Origin": "http://testserver.exemple.fr"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "ftp://testserver"},
        {"Origin": "http://[testserver"},
        {"Origin": "http://testserver:port"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "https://exemple.fr", "Sec_Fetch_Site": "cross-site"},
        {"Referer": "http://testserver/"},
    ],
)
def test_what_comes_from_elsewhere_is_refused_in_the_house_style(post: Post, headers: dict[str, str]) -> None:
    response = post(**headers)
    assert response.status_code == 403
    assert "Votre envoi n’a pas pu être reçu" in response.content.decode()
    assert "Erreur 403" in response.content.decode()
    assert not response.cookies


def test_a_site_on_a_port_knows_its_own_pages(rf: RequestFactory) -> None:
    assert comes_from_our_pages(rf.post("/", headers={"host": "localhost:8000", "origin": "http://localhost:8000"}))
    assert not comes_from_our_pages(rf.post("/", headers={"host": "localhost:8000", "origin": "http://localhost"}))


def test_a_page_is_read_from_anywhere(rf: RequestFactory) -> None:
    assert view(rf.get("/avis/1/", headers={"sec-fetch-site": "cross-site"})).status_code == 200


def test_the_view_asks_for_no_login_and_no_token() -> None:
    assert view.login_required is False  # type: ignore[attr-defined]
    assert view.csrf_exempt is True  # type: ignore[attr-defined]


def test_an_address_may_send_so_much_and_no_more(rf: RequestFactory) -> None:
    first = rf.post("/", REMOTE_ADDR="192.0.2.1")
    assert [rate_limited(first, "avis", 3, 60) for _ in range(5)] == [False, False, False, True, True]
    assert not rate_limited(rf.post("/", REMOTE_ADDR="192.0.2.2"), "avis", 3, 60)
    assert not rate_limited(first, "contact", 3, 60)


def test_a_count_ends(rf: RequestFactory) -> None:
    request = rf.post("/")
    assert [rate_limited(request, "avis", 1, 1) for _ in range(2)] == [False, True]
    time.sleep(1.1)
    assert not rate_limited(request, "avis", 1, 1)


def test_no_address_is_kept(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *args: kept.append(key) or add(key, *args))  # type: ignore[func-returns-value]
    rate_limited(rf.post("/", REMOTE_ADDR="192.0.2.1"), "avis", 3, 60)
    assert len(kept) == 1
    assert "192.0.2.1" not in kept[0]


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_the_address_is_the_one_our_proxy_saw(rf: RequestFactory) -> None:
    request = rf.post("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "198.51.100.7, 192.0.2.1"})
    assert sender_of(request) == "192.0.2.1"


def test_without_a_proxy_what_a_visitor_claims_is_not_believed(rf: RequestFactory) -> None:
    request = rf.post("/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "198.51.100.7"})
    assert sender_of(request) == "192.0.2.1"


def test_an_ipv6_home_counts_as_one(rf: RequestFactory) -> None:
    one, other = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"
    assert sender_of(rf.post("/", REMOTE_ADDR=one)) == sender_of(rf.post("/", REMOTE_ADDR=other))
    assert sender_of(rf.post("/", REMOTE_ADDR=one)) != sender_of(rf.post("/", REMOTE_ADDR="2001:db8:1:3::1"))
    assert sender_of(rf.post("/", REMOTE_ADDR="::ffff:192.0.2.1")) == "192.0.2.1"
