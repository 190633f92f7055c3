"""What becomes of the answers to a form: told by mail, read by few, exported, deleted, translated."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, PageLogEntry

from home import form_sending, retrying
from home.contents.translating import translate
from home.models import FormPage, FormSubmission, HomePage
from home.retention import retention_named
from tests.compte.factories import StaffFactory
from tests.home.forms import RIGHT, bare_home, form_page, only_answer, send

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {"recipients": "accueil@exemple.fr\nchef@exemple.fr"}
LIST = "wagtailforms:list_submissions"


@pytest.fixture
def home_page(db: None) -> HomePage:
    return bare_home()


# --- Telling staff ------------------------------------------------------------------------------


def test_staff_are_told_where_to_read_the_answer_and_nothing_of_it(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page, **TOLD)
    send(client, form)
    (message,) = mail.outbox
    assert message.to == ["accueil@exemple.fr", "chef@exemple.fr"]
    assert message.subject == "Nouvelle réponse\u00a0: Écrire"
    assert reverse(LIST, args=[form.pk]) in message.body
    assert "Camille" not in message.body + message.subject
    assert not message.reply_to
    assert (only_answer().mail, only_answer().next_try) == ("sent", None)


def test_the_answers_go_along_when_the_form_says_so(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page, attach_answers=True, subject="Accueil", **TOLD)
    send(client, form, RIGHT | {"sujets": ["Loyer", "Travaux"], "message": "L’eau <froide> & l’air"})
    (message,) = mail.outbox
    assert message.subject == "Accueil"
    assert message.reply_to == ["camille@exemple.fr"]
    assert "Loyer, Travaux" in message.body
    assert "L’eau <froide> & l’air" in message.body


def test_nobody_is_told_when_the_form_names_nobody(client: Client, home_page: HomePage) -> None:
    send(client, form_page(home_page))
    assert not mail.outbox
    assert only_answer().mail == "none"


def test_staff_are_told_once_of_a_form_sent_twice(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page, **TOLD)
    send(client, form)
    send(client, form)
    assert len(mail.outbox) == 1


@pytest.fixture
def broken_mail(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Take the mail server down; what is returned puts it up again."""

    def fail(message: EmailMessage, *args: Any, **kwargs: Any) -> int:
        raise SMTPServerDisconnected(f"refused: {message.body}")

    monkeypatch.setattr(EmailMessage, "send", fail)
    return monkeypatch.undo


def test_an_answer_outlives_the_mail_server_and_is_told_when_it_is_back(
    client: Client, home_page: HomePage, broken_mail: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    form = form_page(home_page, attach_answers=True, **TOLD)
    assert send(client, form).status_code == 302
    waiting = only_answer()
    assert (waiting.mail, waiting.attempts, waiting.get_mail_display()) == ("waiting", 1, "non envoyé")
    assert waiting.next_try is not None
    assert "Camille" not in caplog.text
    assert form_sending.announce_waiting(timezone.now()) == (0, 1)
    later = timezone.now() + timedelta(minutes=6)
    assert form_sending.announce_waiting(later) == (0, 1)
    assert only_answer().next_try == later + timedelta(minutes=10)
    broken_mail()
    assert form_sending.announce_waiting(later + timedelta(minutes=11)) == (1, 0)
    assert form_sending.announce_waiting(later + timedelta(days=2)) == (0, 0)
    assert len(mail.outbox) == 1


def test_the_command_sends_what_waits_and_says_how_many(
    client: Client, home_page: HomePage, broken_mail: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    send(client, form_page(home_page, **TOLD))
    broken_mail()
    FormSubmission.objects.update(next_try=timezone.now())
    call_command("send_form_mail")
    call_command("send_form_mail")
    assert capsys.readouterr().out.splitlines() == [
        "Messages about answers to forms: 1 sent, 0 waiting",
        "Messages about answers to forms: 0 sent, 0 waiting",
    ]


def test_a_queue_that_is_down_loses_nothing(
    client: Client, home_page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Down:
        @staticmethod
        def enqueue(*args: Any) -> None:
            raise ConnectionError

    monkeypatch.setattr(form_sending, "announce_in_background", Down)
    assert send(client, form_page(home_page, **TOLD)).status_code == 302
    assert only_answer().mail == "waiting"


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 10), (3, 20), (9, 1280), (10, 1440), (500, 1440)])
def test_tries_come_further_and_further_apart_up_to_a_day(attempts: int, minutes: int) -> None:
    assert retrying.pause_after(attempts) == timedelta(minutes=minutes)


@pytest.mark.parametrize("change", [{"mail": "waiting"}, {"next_try": timezone.now()}, {"mail": "lost"}])
def test_the_database_knows_that_what_waits_has_a_next_try(
    client: Client, home_page: HomePage, change: dict[str, Any]
) -> None:
    send(client, form_page(home_page))
    with pytest.raises(IntegrityError), transaction.atomic():
        FormSubmission.objects.update(**change)


def test_two_clicks_at_the_same_moment_are_one_answer(
    client: Client, home_page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_page(home_page, **TOLD)
    send(client, form)
    # As if the first click were not there yet when the second one looked.
    monkeypatch.setattr(form_sending, "already_stored", lambda *args: None)
    assert send(client, form).status_code == 302
    assert FormSubmission.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.postgresql
def test_answers_to_one_form_are_stored_one_after_the_other(client: Client, home_page: HomePage) -> None:
    with CaptureQueriesContext(connection) as queries:
        send(client, form_page(home_page))
    written = [query["sql"] for query in queries.captured_queries]
    lock = next(number for number, sql in enumerate(written) if sql.endswith('FOR UPDATE OF "home_formpage"'))
    first_look = next(number for number, sql in enumerate(written) if '."digest" = ' in sql)
    assert lock < first_look


# --- Deleting in time ---------------------------------------------------------------------------


def test_answers_are_deleted_on_their_day_and_not_before(client: Client, home_page: HomePage) -> None:
    send(client, form_page(home_page, purge_after_days=30))
    day = timezone.localdate() + timedelta(days=30)
    assert only_answer().purge_on == day
    answers = retention_named("form-answers")
    now = timezone.now()
    assert answers.forget(now + timedelta(days=29)) == 0
    assert (answers.forget(now + timedelta(days=30)), answers.forget(now + timedelta(days=30))) == (1, 0)
    assert not FormSubmission.objects.exists()


def test_a_form_with_answers_cannot_be_deleted_by_mistake(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page)
    send(client, form)
    with pytest.raises(ProtectedError), transaction.atomic():
        form.delete()
    client.force_login(StaffFactory.create(role="Administration"))
    for page in (form, home_page):
        response = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "Ce formulaire a des réponses" in response.text
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.post(f"{bulk}?id={form.pk}&next=/admin/", follow=True)
    assert "Ce formulaire a des réponses" in response.text
    assert FormPage.objects.filter(pk=form.pk).exists()


# --- Reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("Rédaction", False),
        ("Publication", False),
        ("Gestion locative", True),
        ("Service technique", False),
        ("Comptabilité", False),
        ("Administration", True),
    ],
)
def test_answers_are_read_by_the_readers_of_the_form_and_the_administration(
    client: Client, home_page: HomePage, role: str, reads: bool
) -> None:
    # Even named as readers, those who write pages read no answer.
    form = form_page(home_page, readers=("Gestion locative", "Rédaction", "Publication"))
    send(client, form)
    client.force_login(StaffFactory.create(role=role))
    listing = client.get(reverse(LIST, args=[form.pk]))
    assert ("Camille Martin" in listing.text) == reads
    deletion = reverse("wagtailforms:delete_submissions", args=[form.pk])
    for address in (
        reverse(LIST, args=[form.pk]),
        reverse("wagtailforms:list_submissions_results", args=[form.pk]),
        f"{reverse(LIST, args=[form.pk])}?export=csv",
        f"{reverse(LIST, args=[form.pk])}?export=xlsx",
        f"{deletion}?selected-submissions={only_answer().pk}",
    ):
        assert (client.get(address).status_code == 200) == reads, address
    client.post(f"{deletion}?selected-submissions={only_answer().pk}")
    assert FormSubmission.objects.exists() != reads
    assert ("Écrire" in client.get(reverse("wagtailforms:index")).text) == reads
    assert (reverse("wagtailforms:index") in client.get(reverse("wagtailadmin_home")).text) == reads


def test_the_editor_of_a_form_does_not_see_its_answers(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page)
    send(client, form)
    client.force_login(StaffFactory.create(role="Publication"))
    for name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:usage"):
        response = client.get(reverse(name, args=[form.pk]))
        assert response.status_code == 200
        assert "Camille" not in response.text


def test_editors_choose_readers_among_those_whose_role_allows_it(client: Client, home_page: HomePage) -> None:
    client.force_login(StaffFactory.create(role="Publication"))
    page = client.get(reverse("wagtailadmin_pages:add", args=["home", "formpage", home_page.pk])).text
    readers = page[page.index('id="id_readers"') :]
    readers = readers[: readers.index("Prévenir")] if "Prévenir" in readers else readers[:3000]
    assert "Gestion locative" in readers
    assert "Rédaction" not in readers
    assert readers.count("checked") == 1


def test_deleting_answers_leaves_a_trace_that_says_nothing_of_them(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page, readers=("Gestion locative",))
    send(client, form)
    client.force_login(StaffFactory.create(role="Gestion locative"))
    address = reverse("wagtailforms:delete_submissions", args=[form.pk])
    client.post(f"{address}?selected-submissions={only_answer().pk}")
    entry = PageLogEntry.objects.get(action="home.delete_answers")
    assert (entry.page_id, entry.data) == (form.pk, {"count": 1})
    assert entry.message == "1 réponse effacée"


def test_the_list_of_forms_counts_answers_and_messages_that_did_not_leave_in_a_few_queries(
    client: Client,
    home_page: HomePage,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(3):
        form = form_page(home_page, slug=f"f{number}", title=f"Formulaire {number}", **TOLD)
        for message in range(number):
            send(client, form, RIGHT | {"message": str(message)})
    FormSubmission.objects.filter(page=form, form_data__message="0").update(mail="waiting", next_try=timezone.now())
    client.force_login(StaffFactory.create(role="Administration"))
    client.get(reverse("wagtailforms:index"))
    with django_assert_max_num_queries(25):
        page = client.get(reverse("wagtailforms:index")).text
    assert "1 non envoyé" in page
    assert FormPage.objects.with_answers().get(pk=form.pk).answer_count == 2


HOSTILE = ['=HYPERLINK("http://x","y")', "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_export_holds_no_formula(client: Client, home_page: HomePage, text: str) -> None:
    form = form_page(home_page)
    send(client, form)
    FormSubmission.objects.update(form_data={"nom": text, "sujets": [text, "Loyer"], "locataire": True})
    client.force_login(StaffFactory.create(role="Administration"))
    address = reverse(LIST, args=[form.pk])
    written = client.get(f"{address}?export=csv")
    (row,) = csv.DictReader(io.StringIO(b"".join(written).decode()))
    assert row["Nom"] == f"'{text}"
    assert row["Sujets"] == f"'{text}, Loyer"
    assert row["Locataire"] == "oui"
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx"))))
    cells = [cell for line in book.active.iter_rows(min_row=2) for cell in line]
    assert cells
    assert all(cell.data_type != "f" and not str(cell.value or "").startswith(("=", "@", "+", "-")) for cell in cells)


def test_the_permission_to_read_is_not_enough_without_being_a_reader(client: Client, home_page: HomePage) -> None:
    form = form_page(home_page, readers=("Comptabilité",))
    client.force_login(StaffFactory.create(role="Gestion locative"))
    assert client.get(reverse(LIST, args=[form.pk])).status_code in (302, 403)


# --- In several languages -----------------------------------------------------------------------

ENGLISH = {
    "Écrire": "Write",
    "ecrire": "write",
    "Envoyer": "Send",
    "Nous avons bien reçu votre message.": "We have received your message.",
    "Nom": "Name",
    "Message": "Message",
    "Courriel": "E-mail",
    "Telephone": "Phone",
    "Code postal": "Postcode",
    "Personnes": "People",
    "Jour": "Day",
    "Type": "Kind",
    "Studio\nT2": "Studio\nTwo rooms",
    "Moment": "Time",
    "Le matin, de 9 h à 12 h\nÀ midi": "Morning, 9 to 12\nMidday",
    "Sujets": "Subjects",
    "Loyer\nTravaux\nAutre": "Rent\nWorks\nOther",
    "Locataire": "Tenant",
    "J’accepte.": "I agree.",
}


@pytest.fixture
def pair(home_page: HomePage) -> tuple[FormPage, FormPage]:
    """A form in French and in English."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    with TestCase.captureOnCommitCallbacks(execute=True):
        copy = home_page.copy_for_translation(english)
        copy.live = True
        copy.save()
        form = form_page(home_page, readers=("Gestion locative",), consent_text="J’accepte.", **TOLD)
        translate(form, english, ENGLISH)
    return form, form.get_translation(english)


def test_a_translated_form_asks_in_its_language_and_its_answers_join_the_others(
    client: Client, pair: tuple[FormPage, FormPage]
) -> None:
    french, english = pair
    assert [field.clean_name for field in english.get_form_fields()] == [
        field.clean_name for field in french.get_form_fields()
    ]
    page = client.get(english.url).text
    assert "Morning, 9 to 12" in page
    assert "I agree." in page
    answers = {"nom": "Sam Lee", "courriel": "sam@exemple.fr", "accord-donnees": "on"}
    response = send(
        client, english, answers | {"type": "Two rooms", "moment": "Morning, 9 to 12", "sujets": ["Works"]}
    )
    assert response.headers["Location"] == "/en/write/merci/"
    stored = only_answer()
    assert stored.page_id == english.pk
    assert stored.consent_text == "I agree."
    assert stored.form_data["type"] == "T2"
    assert stored.form_data["moment"] == "Le matin, de 9 h à 12 h"
    assert stored.form_data["sujets"] == ["Travaux"]
    client.force_login(StaffFactory.create(role="Gestion locative"))
    listing = client.get(reverse(LIST, args=[french.pk])).text
    assert "Sam Lee" in listing
    assert "Anglais" in listing
    index = client.get(reverse("wagtailforms:index")).text
    assert reverse(LIST, args=[french.pk]) in index
    assert reverse(LIST, args=[english.pk]) not in index


def test_what_concerns_staff_is_what_the_first_language_says(client: Client, pair: tuple[FormPage, FormPage]) -> None:
    french, english = pair
    french.recipients = "nouveau@exemple.fr"
    french.purge_after_days = 5
    french.save_revision().publish()
    send(client, english, RIGHT | {"accord-donnees": "on"})
    assert mail.outbox[0].to == ["nouveau@exemple.fr"]
    assert reverse(LIST, args=[french.pk]) in mail.outbox[0].body
    assert only_answer().purge_on == timezone.localdate() + timedelta(days=5)


def test_errors_are_told_in_the_language_of_the_form_even_at_an_address_of_another(
    client: Client, pair: tuple[FormPage, FormPage]
) -> None:
    _, english = pair
    with TestCase.captureOnCommitCallbacks(execute=True):
        page = client.post(reverse("form_submit", args=[english.pk]), {}, headers={"origin": "http://testserver"}).text
    assert '<html lang="en"' in page
