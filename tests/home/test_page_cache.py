"""Public pages kept whole: the same for everyone, never out of date, never someone's own."""

import gzip
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from http.cookies import Morsel
from typing import Any

import brotli
import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import Alert, Bailleur, ContentPage, HomePage, SiteTexts
from home.page_cache import depends_on, forget, keep_until, public_page, shelf
from home.page_cache.address import address_of
from home.page_cache.marks import mark_of
from home.page_cache.middleware import PageCacheMiddleware
from tests.compte.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db

Changing = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _keeping(settings: Settings) -> None:
    """Turn the cache on."""
    settings.PAGE_CACHE_SECONDS = 600


@pytest.fixture
def changing(django_capture_on_commit_callbacks: Any) -> Changing:
    """Return what a change is made in: what waits for the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def is_kept(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> Callable[[str], bytes]:
    """Return what asks for an address, proves that the answer cost no query, and gives its content."""

    def ask(address: str) -> bytes:
        with django_assert_num_queries(0):
            response = client.get(address)
        assert response.status_code == 200
        return response.content

    return ask


@pytest.fixture
def home_page(small_site: HomePage) -> HomePage:
    """The home page of a small site, quickly made."""
    return small_site


@pytest.fixture
def article(home_page: HomePage, changing: Changing) -> ContentPage:
    """A page below the French home page."""
    article = ContentPage(title="Le tri des déchets", slug="tri", lead="Que jeter, et où.")
    with changing():
        home_page.add_child(instance=article)
        article.save_revision().publish()
    return article


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what moves the clock on."""
    now = timezone.now

    def move(**much: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(**much))

    return move


# --- A page is kept, for everyone ------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/en/", "/tri/"])
def test_a_page_seen_once_costs_no_query_and_is_the_same(
    client: Client, article: ContentPage, is_kept: Callable[[str], bytes], address: str
) -> None:
    assert client.get(address).content == is_kept(address)


def test_each_language_has_its_own(client: Client, home_page: HomePage, is_kept: Callable[[str], bytes]) -> None:
    client.get("/"), client.get("/en/")
    assert b'lang="fr"' in is_kept("/")
    assert b'lang="en"' in is_kept("/en/")


def test_a_tenant_logged_in_is_given_the_page_made_for_a_stranger(
    client: Client, home_page: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seen = client.get("/")
    tenant = Client()
    tenant.force_login(UserFactory.create())
    with django_assert_num_queries(0):
        assert tenant.get("/").content == seen.content


def test_a_stranger_is_given_the_page_made_for_a_tenant(home_page: HomePage, is_kept: Callable[[str], bytes]) -> None:
    tenant = Client()
    tenant.force_login(UserFactory.create())
    assert tenant.get("/").content == is_kept("/")


def test_it_carries_no_cookie_and_varies_by_nothing_but_its_compression(client: Client, home_page: HomePage) -> None:
    for _time in range(2):
        response = client.get("/", headers={"accept-language": "en"})
        assert not response.cookies
        assert response.headers["Vary"] == "Accept-Encoding"
        assert '<html lang="fr">' in response.text


def test_a_page_kept_is_as_safe_as_one_just_made(client: Client, home_page: HomePage) -> None:
    made, kept = client.get("/").headers, client.get("/").headers
    assert made == kept
    assert "default-src 'self'" in kept["Content-Security-Policy"]
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert kept["Content-Language"] == "fr"


def test_a_head_request_is_answered_without_a_body(client: Client, home_page: HomePage) -> None:
    page = client.get("/")
    head = client.head("/")
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(page.content))
    assert head.headers["ETag"] == page.headers["ETag"]


def test_each_host_and_scheme_has_its_own(
    client: Client, home_page: HomePage, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(0):
        client.get("/", secure=True)
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(0):
        client.get("/", headers={"host": "localhost"})


def test_a_host_made_up_takes_no_place(
    client: Client, home_page: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/", headers={"host": "testserver:8081"})
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(0):
        client.get("/", headers={"host": "testserver:8081"})


# --- Nothing out of date -----------------------------------------------------------


def test_what_is_published_is_seen_at_once(client: Client, article: ContentPage, changing: Changing) -> None:
    assert "Le tri des déchets" in client.get("/tri/").text
    article.title = "Trier ses déchets"
    with changing():
        article.save_revision().publish()
    assert "Trier ses déchets" in client.get("/tri/").text


def test_a_draft_changes_nothing(article: ContentPage, changing: Changing, is_kept: Callable[[str], bytes]) -> None:
    Client().get("/tri/")
    article.title = "Un brouillon"
    with changing():
        article.save_revision()
    assert b"Un brouillon" not in is_kept("/tri/")


def test_what_is_unpublished_is_gone_at_once(client: Client, article: ContentPage, changing: Changing) -> None:
    client.get("/tri/")
    with changing():
        article.unpublish()
    assert client.get("/tri/").status_code == 404


def test_what_is_deleted_is_gone_at_once(client: Client, article: ContentPage, changing: Changing) -> None:
    client.get("/tri/")
    with changing():
        Page.objects.get(pk=article.pk).delete()
    assert client.get("/tri/").status_code == 404


def test_what_is_moved_is_where_it_is_at_once(
    client: Client, article: ContentPage, home_page: HomePage, changing: Changing
) -> None:
    other = ContentPage(title="Vie pratique", slug="vie")
    with changing():
        home_page.add_child(instance=other)
    client.get("/tri/")
    with changing():
        Page.objects.get(pk=article.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert client.get("/vie/tri/").status_code == 200
    assert client.get("/tri/").headers["Location"] == "/vie/tri/"


def test_what_becomes_private_is_closed_at_once(client: Client, article: ContentPage, changing: Changing) -> None:
    client.get("/tri/")
    with changing():
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/tri/").status_code == 302


def test_a_setting_is_seen_at_once(client: Client, home_page: HomePage, changing: Changing) -> None:
    client.get("/")
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.name = "Beauce logement"
    with changing():
        bailleur.save()
    assert "Beauce logement" in client.get("/").text


def test_an_alert_and_a_text_are_seen_at_once(client: Client, home_page: HomePage, changing: Changing) -> None:
    client.get("/")
    with changing():
        Alert.objects.create(title="Eau coupée", locale=home_page.locale, starts_at=timezone.now())
    assert "Eau coupée" in client.get("/").text
    texts = SiteTexts.objects.get(locale=home_page.locale)
    texts.footer_text = "Le bailleur de la Beauce"
    with changing():
        texts.save()
    assert "Le bailleur de la Beauce" in client.get("/").text
    with changing():
        Alert.objects.all().delete()
    assert "Eau coupée" not in client.get("/").text


# What no page shows: answers of visitors, and what the search finds pages with (they are shown by pages not kept).
SHOWN_NOWHERE = {"FormSubmission", "Feedback", "EmptySearch", "SearchEntry", "SearchWord", "SearchPosting"}
# Saved with the page they belong to.
PARTS_OF_PAGES = {"FormField"}


@pytest.mark.parametrize("room", ["home", "residence_news"])
def test_every_thing_that_pages_show_makes_them_forgotten(room: str) -> None:
    heard = {receiver[0][0] for receiver in post_save.receivers}
    deaf = {
        model.__name__
        for model in apps.get_app_config(room).get_models()
        if f"page-cache-{model._meta.label}" not in heard
    }
    assert deaf <= SHOWN_NOWHERE | PARTS_OF_PAGES


@transaction.atomic
def forget_and_fail() -> None:
    """Stand for a change that is undone."""
    forget()
    raise ZeroDivisionError


def test_a_change_undone_changes_nothing(
    client: Client, home_page: HomePage, changing: Changing, is_kept: Callable[[str], bytes]
) -> None:
    client.get("/")
    with changing(), pytest.raises(ZeroDivisionError):
        forget_and_fail()
    is_kept("/")


def test_a_change_inside_another_that_is_undone_is_seen_with_the_rest(
    client: Client, home_page: HomePage, changing: Changing
) -> None:
    client.get("/")
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.name = "Beauce logement"
    with changing():
        with pytest.raises(ZeroDivisionError):
            forget_and_fail()
        bailleur.save()
    assert "Beauce logement" in client.get("/").text


def test_a_page_made_while_something_changed_is_not_kept_as_the_new_one(
    client: Client, home_page: HomePage, changing: Changing, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve = HomePage.serve
    bailleur = Bailleur.for_site(home_page.get_site())

    def slowly(page: HomePage, request: HttpRequest) -> HttpResponse:
        response = serve(page, request).render()
        bailleur.name = "Beauce logement"
        with changing():
            bailleur.save()
        return response

    monkeypatch.setattr(HomePage, "serve", slowly)
    assert "Beauce logement" not in client.get("/").text
    monkeypatch.undo()
    assert "Beauce logement" in client.get("/").text


IN_ANOTHER_PROCESS = """
import sys, django
django.setup()
from django.conf import settings
settings.PAGE_CACHE_GENERATION_FILE = sys.argv[1]
from home.page_cache import shelf
shelf.begin_generation()
"""


def test_what_another_process_changes_is_seen_by_this_one(
    client: Client, home_page: HomePage, is_kept: Callable[[str], bytes]
) -> None:
    client.get("/")
    is_kept("/")
    Bailleur.objects.update(name="Beauce logement")
    assert b"Beauce logement" not in is_kept("/")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": os.pathsep.join([".", "site"]),
    }
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(site_settings.PAGE_CACHE_GENERATION_FILE)]
    subprocess.run(command, env=environment, cwd=site_settings.BASE_DIR, check=True)
    assert "Beauce logement" in client.get("/").text


def test_the_generation_lost_is_not_an_old_one_found_again(
    client: Client, home_page: HomePage, tmp_path: Any, settings: Settings
) -> None:
    settings.PAGE_CACHE_GENERATION_FILE = tmp_path / "below" / "generation"
    client.get("/")
    Bailleur.objects.update(name="Beauce logement")
    (tmp_path / "below" / "generation").unlink(missing_ok=True)
    caches["pages"].delete(shelf.GENERATION)
    assert "Beauce logement" in client.get("/").text


# --- Dates ---------------------------------------------------------------------------


def test_a_page_is_forgotten_after_a_time(client: Client, home_page: HomePage, later: Callable[..., None]) -> None:
    client.get("/")
    Bailleur.objects.update(name="Beauce logement")
    later(seconds=590)
    assert "Beauce logement" not in client.get("/").text
    later(seconds=601)
    assert "Beauce logement" in client.get("/").text


def test_an_alert_ends_when_it_said_on_a_page_already_kept(
    client: Client, home_page: HomePage, changing: Changing, later: Callable[..., None]
) -> None:
    now = timezone.now()
    with changing():
        Alert.objects.create(
            title="Eau coupée", locale=home_page.locale, starts_at=now, ends_at=now + timedelta(minutes=2)
        )
    assert "Eau coupée" in client.get("/").text
    later(seconds=115)
    assert "Eau coupée" in client.get("/").text
    later(seconds=125)
    assert "Eau coupée" not in client.get("/").text


def test_a_page_that_expires_leaves_the_menu_of_another_that_was_kept(
    client: Client, article: ContentPage, changing: Changing, later: Callable[..., None]
) -> None:
    article.expire_at = timezone.now() + timedelta(minutes=2)
    article.show_in_menus = True
    with changing():
        article.save_revision().publish()
    assert 'href="/tri/"' in client.get("/").text
    client.get("/tri/")
    later(seconds=125)
    assert 'href="/tri/"' not in client.get("/").text
    assert client.get("/tri/").status_code == 404


def test_a_scheduled_page_is_seen_as_soon_as_it_is_published(
    client: Client, article: ContentPage, changing: Changing, later: Callable[..., None]
) -> None:
    article.title = "Trier mieux"
    article.go_live_at = timezone.now() + timedelta(minutes=2)
    with changing():
        article.save_revision(approved_go_live_at=article.go_live_at).publish()
    assert "Trier mieux" not in client.get("/tri/").text
    later(minutes=3)
    with changing():
        call_command("run_due")
    assert "Trier mieux" in client.get("/tri/").text


def test_the_earliest_moment_to_come_wins(rf: RequestFactory) -> None:
    request = rf.get("/")
    soon = timezone.now() + timedelta(minutes=1)
    for moment in (soon + timedelta(hours=1), soon, timezone.now() - timedelta(days=1), soon + timedelta(minutes=1)):
        keep_until(request, moment)
    kept, response = through(request, lambda request: HttpResponse("bonjour"))
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert kept is not None
    assert kept.until == soon.timestamp()
    with pytest.raises(ValueError, match="time zone"):
        keep_until(request, soon.replace(tzinfo=None))


# --- What is asked in the address ----------------------------------------------------


def test_the_tail_of_a_newsletter_changes_nothing(
    client: Client, home_page: HomePage, is_kept: Callable[[str], bytes]
) -> None:
    client.get("/")
    is_kept("/?utm_source=lettre&utm_campaign=avril&fbclid=abc")


def test_what_the_address_says_and_the_page_does_not_read_cannot_get_into_it(
    client: Client, home_page: HomePage, is_kept: Callable[[str], bytes]
) -> None:
    client.get("/?utm_source=empoisonne")
    assert b"empoisonne" not in is_kept("/")


def test_a_parameter_the_page_reads_has_a_page_of_its_own(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    view = public_page(lambda request: HttpResponse(f"page {request.GET.get('page', 1)}"), parameters=["page"])
    answers = [through(rf.get(address), view)[1].text for address in ("/?page=2", "/?page=3&utm_x=1", "/", "/?page=2")]
    assert answers == ["page 2", "page 3", "page 1", "page 2"]
    # Asked again, they come from the cache.
    answers = [through(rf.get(address), broken)[1].text for address in ("/?a=b&page=3", "/?page=2", "/")]
    assert answers == ["page 3", "page 2", "page 1"]


def test_a_parameter_that_only_another_page_reads_takes_no_place(rf: RequestFactory) -> None:
    public_page(lambda request: HttpResponse(), parameters=["page"])
    view = public_page(lambda request: HttpResponse(f"lu : {dict(request.GET)}"))
    kept, response = through(rf.get("/?page=12"), view)
    assert response.text == "lu : {}"
    assert kept is None


@pytest.mark.parametrize("query", ["page=" + "1" * 300, "x=" + "1" * 600])
def test_a_very_long_address_takes_no_place(rf: RequestFactory, query: str) -> None:
    view = public_page(lambda request: HttpResponse("bonjour"), parameters=["page"])
    kept, response = through(rf.get(f"/?{query}"), view)
    assert response.text == "bonjour"
    assert kept is None


def test_nobody_fills_the_cache_by_asking_for_every_page_of_a_list(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_WITH_PARAMETERS", 3)
    view = public_page(lambda request: HttpResponse("bonjour"), parameters=["page"])
    found = [through(rf.get(f"/?page={number}"), view)[0] is not None for number in range(5)]
    assert found == [True, True, True, False, False]
    assert through(rf.get("/"), view)[0] is not None


# --- What is never kept ---------------------------------------------------------------


def broken(request: HttpRequest) -> HttpResponse:
    """Stand for a view that must not be reached."""
    raise AssertionError("the page was made anew")


def through(request: HttpRequest, view: Callable[[HttpRequest], Any]) -> tuple[Any, HttpResponse]:
    """Send a request through the cache to a view, made public; return what is kept of it, and the answer."""
    public = view if view is broken or hasattr(view, "__wrapped__") else public_page(view)
    address = address_of(request)
    response: Any = PageCacheMiddleware(public)(request)
    return (shelf.look(address.key)[1] if address else None), response


def with_cookie(request: HttpRequest) -> HttpResponse:
    """Answer with a cookie."""
    response = HttpResponse("bonjour")
    response.set_cookie("panier", "plein")
    return response


REFUSED: dict[str, Callable[[HttpRequest], Any]] = {
    "private": lambda request: HttpResponse("à vous", headers={"Cache-Control": "private"}),
    "no-store": lambda request: HttpResponse("à vous", headers={"Cache-Control": "no-store"}),
    "cookie": with_cookie,
    "session": lambda request: HttpResponse("à vous", headers={"Vary": "Cookie"}),
    "nonce": lambda request: HttpResponse("x", headers={"Content-Security-Policy": "script-src 'nonce-a'"}),
    "streaming": lambda request: StreamingHttpResponse(["x"]),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_for_one_person_is_not_kept_here_nor_on_the_way(rf: RequestFactory, kind: str) -> None:
    kept, response = through(rf.get("/"), REFUSED[kind])
    assert kept is None
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("status", [301, 302, 404, 410, 500])
def test_only_a_page_that_is_there_is_kept(rf: RequestFactory, status: int) -> None:
    assert through(rf.get("/"), lambda request: HttpResponse("x", status=status))[0] is None


def test_what_is_sent_is_not_answered_from_the_cache_nor_kept(rf: RequestFactory) -> None:
    assert through(rf.post("/"), lambda request: HttpResponse("merci"))[0] is None
    through(rf.get("/"), lambda request: HttpResponse("bonjour"))
    assert through(rf.post("/"), lambda request: HttpResponse("merci"))[1].text == "merci"


def test_a_view_that_does_not_say_it_is_public_is_left_as_it_is(rf: RequestFactory) -> None:
    answer = HttpResponse("à vous", headers={"Vary": "Cookie, Accept-Language"})
    request = rf.get("/")
    assert PageCacheMiddleware(lambda request: answer)(request) is answer
    assert mark_of(request) is None
    assert answer.headers["Vary"] == "Cookie, Accept-Language"


@pytest.mark.parametrize("address", ["/compte/connexion/", "/espace-locataire/", "/admin/", "/nulle-part/"])
def test_the_doors_the_tenants_and_the_back_office_are_never_kept(
    client: Client, home_page: HomePage, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "put", lambda *arguments: pytest.fail("kept"))
    client.force_login(UserFactory.create())
    response = client.get(address)
    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_page_kept_for_some_is_never_kept_for_all(client: Client, article: ContentPage, changing: Changing) -> None:
    with changing():
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    tenant = Client()
    tenant.force_login(UserFactory.create())
    for _time in range(2):
        response = tenant.get("/tri/")
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
    assert client.get("/tri/").status_code == 302


def test_a_password_page_is_never_kept(client: Client, article: ContentPage, changing: Changing) -> None:
    with changing():
        PageViewRestriction.objects.create(
            page=article, restriction_type=PageViewRestriction.PASSWORD, password="sésame"
        )
    response = client.get("/tri/")
    assert "Que jeter, et où." not in response.text
    assert "public" not in response.headers.get("Cache-Control", "")


# --- What pages share, around those of one person ---------------------------------------------

PERSONAL = "/compte/connexion/"


def test_what_stands_around_a_page_is_read_once_for_many(
    client: Client, home_page: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12) as first:
        client.get(PERSONAL)
    with django_assert_max_num_queries(len(first) - 4):
        assert client.get(PERSONAL).status_code == 200


def test_an_alert_is_around_every_page_from_its_beginning_to_its_end(
    client: Client, home_page: HomePage, changing: Changing, later: Callable[..., None]
) -> None:
    client.get(PERSONAL)
    now = timezone.now()
    with changing():
        Alert.objects.create(
            title="Eau coupée",
            locale=home_page.locale,
            starts_at=now + timedelta(minutes=1),
            ends_at=now + timedelta(minutes=2),
        )
    assert "Eau coupée" not in client.get(PERSONAL).text
    later(seconds=65)
    assert "Eau coupée" in client.get(PERSONAL).text
    later(seconds=125)
    assert "Eau coupée" not in client.get(PERSONAL).text


def test_a_text_that_changes_is_around_every_page_at_once(
    client: Client, home_page: HomePage, changing: Changing
) -> None:
    client.get(PERSONAL)
    texts = SiteTexts.objects.get(locale=home_page.locale)
    texts.footer_text = "Le bailleur de la Beauce"
    with changing():
        texts.save()
    assert "Le bailleur de la Beauce" in client.get(PERSONAL).text


# --- Editors -----------------------------------------------------------------------------


@pytest.fixture
def editor(home_page: HomePage) -> Client:
    """An editor who opened the administration."""
    client = Client()
    client.force_login(StaffFactory.create(role="Rédaction"))
    assert client.get("/admin/").status_code == 200
    return client


def cookie_of(client: Client) -> "Morsel[str] | None":
    """Return the cookie that leads past the cache, while it holds."""
    cookie = client.cookies.get(site_settings.EDITOR_COOKIE_NAME)
    return cookie if cookie and cookie.value else None


def test_an_editor_sees_pages_just_made_and_nobody_keeps_them(
    editor: Client, client: Client, home_page: HomePage, is_kept: Callable[[str], bytes]
) -> None:
    client.get("/")
    Bailleur.objects.update(name="Beauce logement")
    response = editor.get("/")
    assert "Beauce logement" in response.text
    assert "private" in response.headers["Cache-Control"]
    assert "no-store" in response.headers["Cache-Control"]
    assert b"Beauce logement" not in is_kept("/")


def test_the_cookie_of_editors_is_out_of_reach_of_scripts_and_of_other_sites(editor: Client) -> None:
    cookie = cookie_of(editor)
    assert cookie is not None
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"


def test_the_cookie_is_taken_back_at_the_door(editor: Client) -> None:
    editor.post("/compte/deconnexion/")
    assert cookie_of(editor) is None


@pytest.mark.parametrize("address", ["/admin/", "/espace-locataire/"])
def test_a_tenant_is_not_given_the_cookie(client: Client, home_page: HomePage, address: str) -> None:
    client.force_login(UserFactory.create())
    client.get(address)
    assert cookie_of(client) is None


def test_an_editor_previews_a_draft_at_an_address_that_is_kept(
    client: Client, article: ContentPage, home_page: HomePage
) -> None:
    client.get("/tri/")
    article.title = "Un brouillon"
    preview = article.make_preview_request(preview_mode=article.default_preview_mode)
    assert "Un brouillon" in preview.content.decode()


# --- How it travels ------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("gzip;q=bad", None, bytes),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_it_is_compressed_as_the_browser_likes(
    client: Client,
    home_page: HomePage,
    accepted: str,
    encoding: str | None,
    read: Callable[[bytes], bytes],
    time: str,
) -> None:
    plain = client.get("/").content if time == "second" else b""
    response = client.get("/", headers={"accept-encoding": accepted})
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["Content-Length"] == str(len(response.content))
    assert b"<h1" in read(response.content)
    assert not plain or read(response.content) == plain
    assert encoding is None or len(response.content) < len(read(response.content)) / 2


def test_what_the_browser_has_is_not_sent_again(
    client: Client, home_page: HomePage, changing: Changing, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tags = {}
    for encoding in ("br", "gzip", "identity"):
        tags[encoding] = client.get("/", headers={"accept-encoding": encoding}).headers["ETag"]
    assert len(set(tags.values())) == 3
    assert not any(tag.startswith("W/") for tag in tags.values())
    for tag in (*tags.values(), f"W/{tags['br']}", f'"autre", {tags["gzip"]}', "*"):
        with django_assert_num_queries(0):
            response = client.get("/", headers={"if-none-match": tag, "accept-encoding": "br"})
        assert response.status_code == 304
        assert response.content == b""
        assert response.headers["ETag"] == tags["br"]
        assert response.headers["Vary"] == "Accept-Encoding"
        assert "public" in response.headers["Cache-Control"]
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.name = "Beauce logement"
    with changing():
        bailleur.save()
    changed = client.get("/", headers={"if-none-match": tags["br"], "accept-encoding": "br"})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tags["br"]


def test_a_page_just_made_that_the_browser_has_is_not_sent_again(client: Client, home_page: HomePage) -> None:
    tag = client.get("/").headers["ETag"]
    caches["pages"].clear()
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304


def test_an_image_is_not_compressed_again(rf: RequestFactory) -> None:
    picture = bytes(range(256)) * 20
    request = rf.get("/", headers={"accept-encoding": "br"})
    _kept, response = through(request, lambda request: HttpResponse(picture, content_type="image/png"))
    assert response.content == picture
    assert "Vary" not in response.headers


def test_what_its_view_says_of_how_long_it_lasts_is_left(rf: RequestFactory) -> None:
    for_ever = "public, max-age=31536000, immutable"
    view = public_page(lambda request: HttpResponse("bonjour", headers={"Cache-Control": for_ever}))
    assert through(rf.get("/"), view)[1].headers["Cache-Control"] == for_ever
    assert through(rf.get("/"), broken)[1].headers["Cache-Control"] == for_ever


def test_a_network_in_front_keeps_pages_but_not_beyond_their_time(rf: RequestFactory, settings: Settings) -> None:
    settings.PAGE_CACHE_CDN_SECONDS = 3_600
    view = public_page(lambda request: HttpResponse("bonjour"), parameters=["page"])

    def said(address: str, **much: int) -> str:
        request = rf.get(address)
        if much:
            keep_until(request, timezone.now() + timedelta(**much))
        return through(request, view)[1].headers["Cache-Control"]

    assert said("/a") == "public, max-age=0, s-maxage=3600, stale-while-revalidate=30"
    assert said("/b?page=2") == "public, max-age=0, s-maxage=60, stale-while-revalidate=30"
    assert said("/c", hours=2) == "public, max-age=0, s-maxage=3600, stale-while-revalidate=30"
    assert said("/d", seconds=100).startswith("public, max-age=0, s-maxage=99")
    assert "stale" not in said("/e", seconds=100)


# --- When the cache is down ------------------------------------------------------------------


@pytest.fixture
def _no_cache(settings: Settings) -> None:
    """Name a Redis that is not there."""
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"pages": nowhere}


@pytest.mark.usefixtures("_no_cache")
def test_pages_are_made_as_if_there_were_no_cache(
    client: Client, home_page: HomePage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "home.page_cache"):
        for _time in range(2):
            assert "Votre logement, simplement" in client.get("/").text
    assert "The page cache does not answer" in caplog.text


def test_what_changed_meanwhile_is_seen_once_the_cache_is_back(
    client: Client,
    home_page: HomePage,
    changing: Changing,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client.get("/")
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.name = "Beauce logement"
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "_begin", lambda: 1 / 0)
        with changing():
            bailleur.save()
    assert "may be seen late" in caplog.text
    assert "Beauce logement" in client.get("/").text


# --- What pages depend on ----------------------------------------------------------------------


def test_a_model_that_pages_depend_on_is_itself_again(home_page: HomePage) -> None:
    assert depends_on(Locale) is Locale
