"""People are told once, in their language, by the ways they chose; what fails outside is tried again."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from config.management.commands.run_due import LOCK_NUMBER
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from pytest_django import Settings

from espace_locataire.compte.models import User
from espace_locataire.notifications import kinds
from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.notifications.models import Delivery, Notification, Preference
from espace_locataire.notifications.outbox import MOST_ATTEMPTS, deliver, deliver_due, retry
from espace_locataire.notifications.sending import send
from home import due as due_module
from home.due import Due, declare_due
from home.retention import retention_named
from tests.compte.factories import UserFactory

pytestmark = pytest.mark.django_db
GREETING, ALARM = "greeting", "alarm"


def compose(user: User) -> Text:
    return Text(_("Nouveau mot de passe"), _("Bonjour,"), reverse("notifications"))


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare two kinds for the time of a test: one may be refused, the other not."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    declare_kind(Kind(GREETING, Topic("news", "Nouvelles", ""), compose))
    declare_kind(Kind(ALARM, Topic("security", "Sécurité", "", mandatory=True), compose))


@pytest.fixture
def person(db: None) -> User:
    return UserFactory.create()


def tell(person: User, kind: str = GREETING, about: User | None = None) -> Notification | None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return send(kind, person, about or person)


class BrokenServer:
    """A mail server that does not answer, for as long as wanted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.works = False
        real = EmailMessage.send

        def send_or_fail(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
            if not self.works:
                raise SMTPServerDisconnected("personne1@demo.example refused")
            return real(message, *args, **kwargs)

        monkeypatch.setattr(EmailMessage, "send", send_or_fail)


def test_what_is_told_stands_in_the_area_and_leaves_by_mail(person: User) -> None:
    told = tell(person)
    assert told is not None
    (message,) = mail.outbox
    assert message.to == [person.email]
    assert message.subject == told.title == "Nouveau mot de passe"
    assert reverse("notifications") in message.body
    assert reverse("notification_preferences") in message.body
    assert message.extra_headers["Message-ID"].startswith(f"<notification-{told.pk}@")
    delivery = Delivery.objects.get()
    assert (delivery.next_at, delivery.failed_at, delivery.attempts) == (None, None, 1)
    assert delivery.sent_at is not None


def test_it_is_told_in_the_persons_language(person: User) -> None:
    User.objects.filter(pk=person.pk).update(language="en")
    person.refresh_from_db()
    told = tell(person)
    assert told is not None
    assert (told.title, told.path) == ("New password", "/en" + reverse("notifications"))
    html = str(mail.outbox[0].message())
    assert '<html lang="en">' in html
    assert "Open my tenant area" in html


def test_nobody_is_told_twice(person: User) -> None:
    assert tell(person) is not None
    assert tell(person) is None
    assert len(mail.outbox) == 1
    assert tell(person, ALARM) is not None
    other = UserFactory.create()
    assert tell(person, about=other) is not None
    assert tell(other, about=other) is not None


def test_what_is_taken_back_is_not_told(person: User) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        send(GREETING, person, person)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert mail.outbox == []


def test_a_kind_nobody_declared_is_an_error(person: User) -> None:
    with pytest.raises(LookupError):
        send("unknown", person, person)


@pytest.mark.parametrize(("kind", "mails"), [(GREETING, 0), (ALARM, 1)])
def test_a_refused_topic_is_told_in_the_area_only_unless_it_is_mandatory(person: User, kind: str, mails: int) -> None:
    for topic in ("news", "security"):
        Preference.objects.create(person=person, topic=topic, channel="email", wanted=False)
    assert tell(person, kind) is not None
    assert len(mail.outbox) == mails


def test_a_server_that_fails_is_tried_again_by_what_time_triggers(
    person: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = BrokenServer(monkeypatch)
    assert tell(person) is not None
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.error, delivery.sent_at) == (1, "SMTPServerDisconnected", None)
    assert person.email not in caplog.text
    server.works = True
    assert deliver_due() == 0
    assert deliver_due(timezone.now() + timedelta(minutes=6)) == 1
    assert deliver_due(timezone.now() + timedelta(days=9)) == 0
    assert len(mail.outbox) == 1
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.error) == (2, "")


def test_after_the_last_try_staff_sees_it_and_may_try_again(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    server = BrokenServer(monkeypatch)
    tell(person)
    moment = timezone.now()
    for _try in range(MOST_ATTEMPTS + 3):
        moment += timedelta(days=2)
        deliver_due(moment)
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.next_at) == (MOST_ATTEMPTS, None)
    assert delivery.failed_at is not None
    server.works = True
    assert retry(delivery)
    assert not retry(delivery)
    assert deliver_due() == 1
    assert len(mail.outbox) == 1


def test_a_try_made_while_another_is_sending_leaves_it_alone(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    real, others = EmailMessage.send, []

    def send_slowly(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
        others.append(deliver(Delivery.objects.get().pk))
        return real(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", send_slowly)
    tell(person)
    assert others == [False]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("path", ["https://elsewhere.example/", "//elsewhere.example/", "relative"])
def test_a_message_leads_nowhere_else(person: User, path: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(person=person, kind="k", object_key="o", title="T", text="T", path=path)


@pytest.mark.parametrize(
    "state",
    [
        {"next_at": None},
        {"sent_at": timezone.now()},
        {"failed_at": timezone.now()},
        {"next_at": None, "sent_at": timezone.now(), "failed_at": timezone.now()},
        {"channel": "pigeon"},
    ],
)
def test_a_message_waits_or_left_or_failed(person: User, state: dict[str, Any]) -> None:
    notification = Notification.objects.create(person=person, kind="k", object_key="o", title="T", text="T", path="/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**{"notification": notification, "channel": "email", **state})


def test_old_messages_are_forgotten(person: User, settings: Settings) -> None:
    tell(person)
    tell(person, ALARM)
    Notification.objects.filter(kind=ALARM).update(created_at=timezone.now() - timedelta(days=401))
    settings.NOTIFICATIONS_KEPT_DAYS = 400
    old = retention_named("notifications")
    assert (old.forget(timezone.now()), old.forget(timezone.now())) == (1, 0)
    assert Notification.objects.get().kind == GREETING


# --- What time triggers -------------------------------------------------------------------------


@pytest.fixture
def _dues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_module, "_dues", dict(due_module._dues))


@pytest.mark.usefixtures("_dues")
def test_run_due_does_everything_and_names_what_failed(
    person: User, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise ValueError("personne1@demo.example")

    declare_due(Due(1, "broken", "En panne", fail))
    done: list[int] = []

    def work() -> int:
        done.append(1)
        return 1

    declare_due(Due(999, "last", "La dernière", work))
    with pytest.raises(CommandError, match="broken"):
        call_command("run_due")
    assert done == [1]
    assert "personne1" not in caplog.text + capsys.readouterr().out


def test_run_due_twice_does_nothing_more(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    server = BrokenServer(monkeypatch)
    tell(person)
    Delivery.objects.update(next_at=timezone.now())
    server.works = True
    call_command("run_due")
    call_command("run_due")
    assert len(mail.outbox) == 1


@pytest.mark.postgresql
def test_a_run_leaves_alone_one_that_is_under_way(capsys: pytest.CaptureFixture[str]) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        call_command("run_due")
        assert "Une autre exécution est en cours" in capsys.readouterr().out
    finally:
        other.close()
    call_command("run_due")
    assert "Une autre exécution est en cours" not in capsys.readouterr().out
