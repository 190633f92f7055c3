"""Forms of the public site, as visitors meet them."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from home.form_building import TRAP
from home.models import Bailleur, FormField, FormPage, FormSubmission, HomePage
from tests.home.forms import RIGHT, address_of, bare_home, form_page, only_answer, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_page(db: None) -> HomePage:
    return bare_home()


@pytest.fixture
def form(home_page: HomePage) -> FormPage:
    return form_page(home_page)


# --- Showing it ---------------------------------------------------------------------------------


def test_the_page_shows_every_question_and_no_token(client: Client, form: FormPage) -> None:
    html = client.get(form.url).text
    for question in form.form_fields.all():
        assert f'name="{question.clean_name}"' in html
    assert f'action="/formulaire/{form.pk}/"' in html
    assert "csrf" not in html


def test_it_sets_no_cookie(client: Client, form: FormPage) -> None:
    response = client.get(form.url)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not send(client, form, {}).cookies
    assert not send(client, form).cookies


def test_the_browser_knows_what_to_fill_in_and_which_keyboard_to_show(client: Client, form: FormPage) -> None:
    html = client.get(form.url).text
    for name, attribute in {
        "nom": 'autocomplete="name"',
        "courriel": 'type="email"',
        "telephone": 'type="tel"',
        "code_postal": 'inputmode="numeric"',
        "personnes": 'inputmode="decimal"',
        "jour": 'type="date"',
    }.items():
        tag = next(tag for tag in re.findall(r"<input[^>]+>", html) if f'name="{name}"' in tag)
        assert attribute in tag
    assert not re.search(r"<textarea[^>]+maxlength", html)


@pytest.mark.parametrize("questions", [2, 11])
def test_it_costs_the_same_queries_whatever_the_number_of_questions(
    client: Client, home_page: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries, questions: int
) -> None:
    page = form_page(home_page)
    page.form_fields.set(page.form_fields.all()[:questions])
    page.save_revision().publish()
    client.get(page.url)
    with django_assert_max_num_queries(17):
        assert client.get(page.url).status_code == 200


def test_the_page_itself_takes_nothing(form: FormPage) -> None:
    response = Client(enforce_csrf_checks=True).post(form.url, RIGHT)
    assert response.status_code == 403
    assert Client().post(form.url, RIGHT, headers={"origin": "http://testserver"}).status_code == 405
    assert not FormSubmission.objects.exists()


# --- Sending it ---------------------------------------------------------------------------------


def test_answers_are_stored_and_the_visitor_is_thanked(form: FormPage) -> None:
    client = Client(enforce_csrf_checks=True)
    response = send(client, form)
    assert (response.status_code, response.headers["Location"]) == (302, f"{form.url}merci/")
    thanks = client.get(f"{form.url}merci/")
    assert "Nous avons bien reçu votre message." in thanks.text
    assert '<meta name="robots" content="noindex">' in thanks.text
    assert only_answer().form_data["nom"] == "Camille Martin"


def test_every_type_of_answer_is_kept_as_people_write_it(client: Client, form: FormPage) -> None:
    send(
        client,
        form,
        RIGHT
        | {
            "message": "Bonjour,\nil fait froid.",
            "telephone": "+33 6 12 34 56 78",
            "code_postal": "28000",
            "personnes": "3,5",
            "jour": "31/12/2026",
            "type": "T2",
            "moment": "Le matin, de 9 h à 12 h",
            "sujets": ["Loyer", "Autre"],
            "locataire": "on",
        },
    )
    assert only_answer().form_data == {
        "nom": "Camille Martin",
        "message": "Bonjour,\nil fait froid.",
        "courriel": "camille@exemple.fr",
        "telephone": "06 12 34 56 78",
        "code_postal": "28000",
        "personnes": "3.5",
        "jour": "2026-12-31",
        "type": "T2",
        "moment": "Le matin, de 9 h à 12 h",
        "sujets": ["Loyer", "Autre"],
        "locataire": True,
    }


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"nom": ""}, "Remplissez ce champ."),
        ({"nom": "x" * 256}, "255"),
        ({"message": "x" * 5001}, "5000"),
        ({"courriel": "camille@"}, "Écrivez une adresse e-mail complète"),
        ({"telephone": "12"}, "Écrivez un numéro à 10 chiffres"),
        ({"code_postal": "2800"}, "Écrivez un code postal à 5 chiffres"),
        ({"code_postal": "٢٨٠٠٠"}, "Écrivez un code postal à 5 chiffres"),
        ({"personnes": "trois"}, "Écrivez un nombre en chiffres"),
        ({"personnes": "NaN"}, "Écrivez un nombre en chiffres"),
        ({"jour": "31/02/2026"}, "Écrivez une date complète"),
        ({"jour": "0001-01-01"}, "1900"),
        ({"type": "Château"}, "choix"),
        ({"nom": "Cam\0ille"}, "nul"),
    ],
)
def test_a_wrong_answer_is_told_next_to_its_field_and_nothing_typed_is_lost(
    client: Client, form: FormPage, answers: dict[str, Any], message: str
) -> None:
    typed = RIGHT | {"message": "Il fait « froid » & humide", "sujets": ["Travaux"], "moment": "À midi"} | answers
    response = send(client, form, typed)
    assert response.status_code == 200
    html = response.text
    name = next(iter(answers))
    note = re.search(rf'<ul class="field-error" id="id_{name}_error">(.*?)</ul>', html, re.DOTALL)
    assert note is not None
    assert message in note[1]
    assert "data-faults" in html
    assert "<title>À corriger" in html
    if name != "message":
        assert "Il fait « froid » &amp; humide</textarea>" in html
    assert re.search(r'value="Travaux"[^>]* checked', html)
    assert re.search(r'value="À midi"[^>]* checked', html)
    assert not FormSubmission.objects.exists()


def test_an_empty_form_names_each_missing_answer_above_it(client: Client, form: FormPage) -> None:
    html = send(client, form, {}).text
    summary = html[html.index("data-faults") : html.index("<form")]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_nom", "id_courriel"]


def test_a_form_sent_in_a_language_answers_in_it(client: Client, form: FormPage) -> None:
    assert '<html lang="fr"' in send(client, form, {}).text


def test_a_reload_of_the_address_leads_back_to_the_form(client: Client, form: FormPage) -> None:
    response = client.get(address_of(form))
    assert (response.status_code, response.headers["Location"]) == (302, form.url)


def test_an_answer_is_never_kept_by_a_cache(client: Client, form: FormPage) -> None:
    assert "no-store" in send(client, form, {}).headers["Cache-Control"]


@pytest.mark.parametrize("state", ["draft", "expired", "private", "gone"])
def test_a_form_closed_to_visitors_takes_nothing(client: Client, form: FormPage, state: str) -> None:
    address = address_of(form)
    if state == "draft":
        form.unpublish()
    elif state == "expired":
        FormPage.objects.filter(pk=form.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    elif state == "private":
        PageViewRestriction.objects.create(page=form, restriction_type="login")
    else:
        form.delete()
    response = client.post(address, RIGHT, headers={"origin": "http://testserver"})
    assert response.status_code == 404
    assert client.get(f"{form.url}merci/").status_code in (302, 404)
    assert not FormSubmission.objects.exists()


def test_another_site_cannot_send_it(form: FormPage) -> None:
    client = Client(enforce_csrf_checks=True)
    assert send(client, form, origin="https://ailleurs.example").status_code == 403
    assert not FormSubmission.objects.exists()


# --- Consent ------------------------------------------------------------------------------------


def test_without_the_consent_asked_for_nothing_is_kept(client: Client, home_page: HomePage) -> None:
    page = form_page(home_page, consent_text="J’accepte d’être rappelé.")
    html = send(client, page).text
    assert "Cochez cette case" in html
    assert not FormSubmission.objects.exists()


def test_the_words_agreed_to_are_kept_even_when_the_form_changes(client: Client, home_page: HomePage) -> None:
    page = form_page(home_page, consent_text="J’accepte d’être rappelé.")
    send(client, page, RIGHT | {"accord-donnees": "on"})
    page.consent_text = "J’accepte autre chose."
    page.save_revision().publish()
    assert only_answer().consent_text == "J’accepte d’être rappelé."
    assert "accord-donnees" not in only_answer().form_data


# --- Robots and floods --------------------------------------------------------------------------


def test_a_robot_that_fills_everything_is_refused_and_a_person_is_told_what_to_do(
    client: Client, form: FormPage
) -> None:
    bailleur = Bailleur.for_site(form.get_site())
    response = send(client, form, RIGHT | {TRAP: "https://spam.example"})
    assert response.status_code == 400
    assert bailleur.phone in response.text
    assert "Camille Martin" in response.text
    assert not FormSubmission.objects.exists()


def test_too_many_answers_from_one_connection_are_refused_with_the_phone_and_nothing_lost(
    client: Client, form: FormPage
) -> None:
    for number in range(20):
        assert send(client, form, RIGHT | {"message": f"Message {number}"}).status_code == 302
    response = send(client, form, RIGHT | {"message": "Un de trop"})
    assert response.status_code == 429
    assert "02 61 91 10 10" in response.text
    assert "Un de trop</textarea>" in response.text
    assert FormSubmission.objects.count() == 20


def test_mistakes_do_not_count_as_answers(client: Client, form: FormPage) -> None:
    for _ in range(25):
        send(client, form, {})
    assert send(client, form).status_code == 302


# --- Once ---------------------------------------------------------------------------------------


def test_a_form_sent_twice_is_stored_once(client: Client, form: FormPage) -> None:
    for _ in range(3):
        assert send(client, form).headers["Location"] == f"{form.url}merci/"
    assert FormSubmission.objects.count() == 1


def test_the_same_answers_are_new_after_a_while_from_elsewhere_or_to_another_form(
    client: Client, home_page: HomePage, form: FormPage
) -> None:
    send(client, form)
    FormSubmission.objects.update(submit_time=timezone.now() - timedelta(minutes=11), slot=0)
    send(client, form)
    Client(REMOTE_ADDR="192.0.2.7").post(address_of(form), RIGHT, headers={"origin": "http://testserver"})
    send(client, form_page(home_page, slug="autre"))
    assert FormSubmission.objects.count() == 4


def test_the_database_refuses_the_same_answers_in_the_same_minutes(client: Client, form: FormPage) -> None:
    send(client, form)
    twin = only_answer()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_neither_the_log_nor_the_digest_says_who_wrote_what(
    client: Client, form: FormPage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        send(client, form)
    stored = only_answer()
    assert "Camille" not in caplog.text
    assert "127.0.0.1" not in str(vars(stored))
    assert "Camille" not in str(stored)


# --- What editors may enter ---------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 1096, 30_000])
def test_answers_are_kept_from_a_day_to_three_years(home_page: HomePage, form: FormPage, days: int) -> None:
    form.purge_after_days = days
    with pytest.raises(ValidationError) as fault:
        form.full_clean()
    assert "purge_after_days" in fault.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        FormPage.objects.filter(pk=form.pk).update(purge_after_days=days)


def test_recipients_are_addresses_one_a_line(form: FormPage) -> None:
    form.recipients = "accueil@exemple.fr\npas une adresse"
    with pytest.raises(ValidationError) as fault:
        form.full_clean()
    assert "pas une adresse" in str(fault.value.message_dict["recipients"])


@pytest.mark.parametrize("choices", ["", "Un seul", "Deux\nDeux"])
def test_a_choice_needs_two_things_to_choose_from(form: FormPage, choices: str) -> None:
    question = FormField(page=form, locale=form.locale, label="Quoi", field_type="radio", choices=choices)
    with pytest.raises(ValidationError) as fault:
        question.full_clean()
    assert "choices" in fault.value.message_dict
