"""Where an account is open, how it is shut, and who is told of a new browser."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.devices import device_named
from espace_locataire.compte.sessions import VISIT
from home.retention import retention_named
from tests.compte.browsing import CHROME_ON_ANDROID, SAFARI_ON_IPHONE, browser, is_in, log_in, mails_to
from tests.compte.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "usersessions_list"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (CHROME_ON_ANDROID, "Chrome sur Android"),
        (SAFARI_ON_IPHONE, "Safari sur iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox sur Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/129.0 Safari/537.36 Edg/129.0", "Edge sur Windows"),
        ("Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 Chrome/121.0", "Samsung Internet sur Android"),
        ("curl/8.0", "un appareil inconnu"),
        ("", "un appareil inconnu"),
    ],
)
def test_a_device_is_named_in_plain_words(user_agent: str, words: str) -> None:
    assert device_named(user_agent) == words


def test_the_list_says_which_device_and_which_one_is_this() -> None:
    user = UserFactory.create()
    log_in(browser(SAFARI_ON_IPHONE), user)
    page = log_in(browser(CHROME_ON_ANDROID), user).get(reverse(PAGE)).text
    assert page.index("Chrome sur Android") < page.index("Cet appareil, maintenant") < page.index("Safari sur iPhone")
    assert "Vu le" in page


def test_one_sees_ones_own_sessions_only() -> None:
    log_in(browser(SAFARI_ON_IPHONE), UserFactory.create())
    page = log_in(browser(CHROME_ON_ANDROID), UserFactory.create()).get(reverse(PAGE)).text
    assert "Safari sur iPhone" not in page


def number_of(client: Client) -> int:
    return UserSession.objects.get(session_key=client.session.session_key).pk


def test_a_device_is_logged_out_by_itself() -> None:
    user = UserFactory.create()
    here, lost, other = (log_in(browser(), user) for _ in range(3))
    response = here.post(reverse(PAGE), {"session": number_of(lost)}, follow=True)
    assert "Cet appareil est déconnecté." in response.text
    assert is_in(here)
    assert is_in(other)
    assert not is_in(lost)


@pytest.mark.parametrize("number", ["", "x", "²", "999999999999", "-1"])
def test_a_number_that_is_none_ends_nothing(number: str) -> None:
    here = log_in(browser(), UserFactory.create())
    assert here.post(reverse(PAGE), {"session": number}).status_code == 302
    assert is_in(here)


def test_nobody_ends_the_session_of_another() -> None:
    mine, other = log_in(browser(), UserFactory.create()), log_in(browser(), UserFactory.create())
    mine.post(reverse(PAGE), {"session": number_of(other)})
    assert is_in(other)


def test_everything_is_logged_out_at_once() -> None:
    user = UserFactory.create()
    browsers = [log_in(browser(), user) for _ in range(3)]
    stranger = log_in(browser(), UserFactory.create())
    response = browsers[0].post(reverse(PAGE), {"session": "all"}, follow=True)
    assert "Votre compte est fermé sur tous les appareils." in response.text
    assert [is_in(client) for client in browsers] == [False, False, False]
    assert is_in(stranger)


def test_the_list_costs_the_same_however_long(django_assert_max_num_queries: object) -> None:
    user = UserFactory.create()
    here = log_in(browser(), user)
    here.get(reverse(PAGE))
    with django_assert_max_num_queries(10) as first:  # type: ignore[operator]
        here.get(reverse(PAGE))
    for _ in range(4):
        log_in(browser(), user)
    with django_assert_max_num_queries(10) as then:  # type: ignore[operator]
        here.get(reverse(PAGE))
    assert len(first) == len(then)


def test_the_last_visit_is_written_down_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    here = log_in(browser(), UserFactory.create())
    long_ago = timezone.now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=long_ago)
    here.get(reverse("compte"))
    seen = UserSession.objects.get().last_seen_at
    assert timezone.now() - seen < timedelta(seconds=VISIT)
    UserSession.objects.update(last_seen_at=long_ago)
    here.get(reverse("compte"))
    assert UserSession.objects.get().last_seen_at == long_ago


def test_what_is_over_is_forgotten() -> None:
    user = UserFactory.create()
    over, open_ = log_in(browser(), user), log_in(browser(), user)
    Session.objects.filter(session_key=over.session.session_key).update(expire_date=timezone.now() - timedelta(1))
    assert retention_named("sessions").forget(timezone.now()) == 1
    assert retention_named("sessions").forget(timezone.now()) == 0
    assert [row.session_key for row in UserSession.objects.all()] == [open_.session.session_key]


def told(email: str) -> list[str]:
    return [str(message.subject) for message in mails_to(email)]


def test_the_very_first_login_is_no_news() -> None:
    user = UserFactory.create()
    log_in(browser(), user)
    assert mail.outbox == []


def test_a_new_browser_is_told_once() -> None:
    user = UserFactory.create()
    known = log_in(browser(), user)
    new = log_in(browser(SAFARI_ON_IPHONE), user)
    assert told(user.email) == ["Nouvelle connexion à votre compte"]
    assert "Safari sur iPhone" in str(mail.outbox[0].body)
    for client in (known, new):
        client.post(reverse("account_logout"))
        log_in(client, user)
    assert len(mail.outbox) == 1


def test_it_is_told_in_the_persons_language() -> None:
    user = UserFactory.create(language="en")
    log_in(browser(), user)
    log_in(browser(), user)
    assert told(user.email) == ["New login to your account"]
    assert "Chrome on Android" in str(mail.outbox[0].body)


def test_two_people_share_a_browser() -> None:
    one, other = UserFactory.create(), UserFactory.create()
    for person in (one, other):
        log_in(browser(), person)
    mail.outbox.clear()
    shared = browser()
    for person in (one, other, one, other):
        log_in(shared, person)
        shared.post(reverse("account_logout"))
    assert [message.to for message in mail.outbox] == [[one.email], [other.email]]


def test_a_forged_cookie_makes_no_browser_known() -> None:
    user = UserFactory.create()
    log_in(browser(), user)
    forged = browser()
    forged.cookies["browser"] = "WyJ4Il0:1abc:def"
    log_in(forged, user)
    assert len(told(user.email)) == 1


def test_a_mail_server_that_fails_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    user = UserFactory.create()
    log_in(browser(), user)

    def fail(*args: object, **kwargs: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    assert is_in(log_in(browser(), user))
