"""« Cette page vous a-t-elle aidé ? »: what visitors answer, what is kept of it, who reads it."""

from datetime import timedelta
from typing import Any

import pytest
from config.roles import ROLES
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import DataError, IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.feedback import MASK, mask
from home.models import ContentPage, Feedback, HomePage
from tests.compte.factories import StaffFactory
from tests.home.tree import put

OURS = {"sec-fetch-site": "same-origin"}
READERS = ("Rédaction", "Publication", "Administration")


@pytest.fixture
def asking(home_page: HomePage) -> ContentPage:
    """A page that asks if it helped."""
    return put(home_page, ContentPage(title="Demander", slug="demander", lead="Comment faire."))


def answer(client: Client, asking: Page, **fields: str) -> HttpResponse:
    """Send an answer from our own page."""
    response: Any = client.post(f"/avis/{asking.pk}/", {"helpful": "yes", **fields}, headers=OURS)
    return response


def staff_of(role: str) -> Client:
    """Return the browser of someone with this role."""
    client = Client()
    user = StaffFactory.create()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


# --- Answering ------------------------------------------------------------------


def test_the_question_stands_at_the_end_of_the_page_and_needs_neither_script_nor_cookie(
    client: Client, asking: ContentPage
) -> None:
    response = client.get("/demander/")
    html = response.content.decode()
    form = html[html.index('<section class="verdict"') :]
    form = form[: form.index("</section>")]
    assert f'<form method="post" action="/avis/{asking.pk}/">' in form
    assert 'name="helpful" value="yes"' in form
    assert 'name="helpful" value="no"' in form
    assert "csrf" not in form
    assert not response.cookies


@pytest.mark.parametrize(("value", "helpful"), [("yes", True), ("no", False)])
def test_an_answer_is_kept_without_anything_personal(
    client: Client, asking: ContentPage, value: str, helpful: bool
) -> None:
    response = answer(client, asking, helpful=value, word="Il manque les horaires.")
    assert response.status_code == 302
    assert response["Location"] == f"/avis/{asking.pk}/merci/"
    assert not response.cookies
    kept = Feedback.objects.get()
    assert (kept.page_id, kept.helpful, kept.word) == (asking.pk, helpful, "Il manque les horaires.")
    assert kept.day == timezone.localdate()
    assert {field.name for field in Feedback._meta.get_fields()} == {"id", "page", "helpful", "word", "day"}


def test_the_thanks_are_the_same_for_everyone_and_lead_back(client: Client, asking: ContentPage) -> None:
    response = client.get(f"/avis/{asking.pk}/merci/")
    html = response.content.decode()
    assert "Merci, votre avis est enregistré" in html
    assert f'href="/avis/{asking.pk}/"' in html
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.get(f"/avis/{asking.pk}/")["Location"] == "/demander/"


def test_an_answer_is_thanked_for_in_english_under_en(client: Client, asking: ContentPage) -> None:
    response = client.post(f"/en/avis/{asking.pk}/", {"helpful": "yes"}, headers=OURS)
    assert response["Location"] == f"/en/avis/{asking.pk}/merci/"


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://exemple.fr"}])
def test_an_answer_from_another_site_is_refused(client: Client, asking: ContentPage, headers: dict[str, str]) -> None:
    response = client.post(f"/avis/{asking.pk}/", {"helpful": "yes"}, headers=headers)
    assert response.status_code == 403
    assert not Feedback.objects.exists()


def test_a_robot_that_fills_in_what_nobody_sees_is_thanked_and_not_counted(
    client: Client, asking: ContentPage
) -> None:
    assert answer(client, asking, website="https://exemple.fr").status_code == 302
    assert not Feedback.objects.exists()


def test_an_answer_sent_twice_is_kept_once(client: Client, asking: ContentPage) -> None:
    for _ in range(2):
        assert answer(client, asking, word="Merci").status_code == 302
    assert Feedback.objects.count() == 1


def test_a_word_added_after_an_answer_is_kept(client: Client, asking: ContentPage) -> None:
    answer(client, asking)
    answer(client, asking, word="Et merci pour le guide.")
    assert Feedback.objects.filter(word="Et merci pour le guide.").count() == 1


def test_one_address_may_not_answer_without_end(client: Client, asking: ContentPage) -> None:
    codes = [answer(client, asking, word=f"Mot {number}").status_code for number in range(21)]
    assert codes == [302] * 20 + [429]
    assert Feedback.objects.count() == 20
    refused = answer(client, asking, word="Encore")
    assert "Trop d’envois en peu de temps" in refused.content.decode()


def test_a_word_too_long_comes_back_as_it_was(client: Client, asking: ContentPage) -> None:
    word = "é" * 501
    response = answer(client, asking, helpful="no", word=word)
    html = response.content.decode()
    assert response.status_code == 422
    assert word in html
    assert "Votre texte est trop long" in html
    assert 'href="#id_word"' in html
    assert not Feedback.objects.exists()


def test_a_word_of_five_hundred_letters_on_many_lines_is_taken(client: Client, asking: ContentPage) -> None:
    word = "\r\n".join(["a" * 49] * 10)
    assert answer(client, asking, word=word).status_code == 302
    assert len(Feedback.objects.get().word) == 499


@pytest.mark.parametrize("helpful", ["", "maybe", "<script>"])
def test_neither_yes_nor_no_is_asked_again_and_the_word_is_kept(
    client: Client, asking: ContentPage, helpful: str
) -> None:
    response = answer(client, asking, helpful=helpful, word="Un mot")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Un mot</textarea>" in html
    assert 'href="#id_helpful"' in html
    assert 'id="id_helpful"' in html
    assert "<script>" not in html.replace("<script src", "")


@pytest.mark.parametrize("word", ["\x00", "🙂" * 400, "%s%%'\";--", "\u202e"])
def test_odd_words_are_answered(client: Client, asking: ContentPage, word: str) -> None:
    assert answer(client, asking, word=word).status_code in (302, 422)


def test_a_page_nobody_may_read_cannot_be_judged(client: Client, asking: ContentPage, home_page: HomePage) -> None:
    draft = put(home_page, ContentPage(title="Brouillon", slug="brouillon"), live=False)
    private = put(home_page, ContentPage(title="Réservé", slug="reserve"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    # The home page asks nothing.
    for other in (draft, private, home_page):
        assert answer(client, other).status_code == 404
        assert client.get(f"/avis/{other.pk}/merci/").status_code == 404
    assert client.post("/avis/999999/", {"helpful": "yes"}, headers=OURS).status_code == 404
    assert not Feedback.objects.exists()


# --- What is personal is masked ------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Écrivez-moi : a.b@exemple.fr, merci", f"Écrivez-moi : {MASK}, merci"),
        ("Mon numéro : 06 12 34 56 78.", f"Mon numéro : {MASK}."),
        ("+33 (0)6.12.34.56.78", MASK),
        ("0033612345678", MASK),
        ("06-12-34-56-78 ou 02/37/00/00/00", f"{MASK} ou {MASK}"),
        ("référence 002078800", f"référence {MASK}"),
        ("dossier 0030020788B", f"dossier {MASK}B"),
        ("FR76 3000 6000 0112 3456 7890 189", f"FR{MASK}"),
        ("٠٦١٢٣٤٥٦٧٨", MASK),
        ("Le 12/11/2026, 95,50 € pour 3 pièces", "Le 12/11/2026, 95,50 € pour 3 pièces"),
        ("Ouvert de 8 h 30 à 12 h", "Ouvert de 8 h 30 à 12 h"),
        ("Rien de personnel ici", "Rien de personnel ici"),
    ],
)
def test_addresses_and_numbers_are_masked(written: str, kept: str) -> None:
    assert mask(written) == kept


def test_a_masked_word_is_what_is_kept(client: Client, asking: ContentPage) -> None:
    answer(client, asking, word="Appelez le 06 12 34 56 78")
    assert Feedback.objects.get().word == f"Appelez le {MASK}"


def test_the_database_refuses_a_word_too_long(asking: ContentPage) -> None:
    # PostgreSQL refuses by the width of the column, SQLite by the constraint.
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Feedback.objects.create(page_id=asking.pk, helpful=True, word="a" * 501)
    assert not Feedback.objects.exists()


# --- Reading what was said -----------------------------------------------------------------


def test_the_editor_of_a_page_shows_what_its_visitors_say(asking: ContentPage) -> None:
    Feedback.objects.create(page_id=asking.pk, helpful=True)
    Feedback.objects.create(page_id=asking.pk, helpful=False, word="Il manque les horaires.")
    Feedback.objects.create(page_id=asking.pk, helpful=False, day=timezone.localdate() - timedelta(days=400))
    html = staff_of("Rédaction").get(reverse("wagtailadmin_pages:edit", args=[asking.pk])).content.decode()
    text = html.replace("\u202f", " ").replace("\xa0", " ")
    assert "2 avis depuis un an : 1 « oui », 1 « non »." in text
    assert "Il manque les horaires." in text
    assert f"{reverse('feedback_report')}?page={asking.pk}" in text


@pytest.mark.parametrize("name", ["feedback_report", "unhelpful_pages_report"])
@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_only_those_who_write_pages_read_the_reports(asking: ContentPage, name: str, role: str) -> None:
    response = staff_of(role).get(reverse(name))
    assert response.status_code == (200 if role in READERS else 302)


def test_the_report_lists_answers_and_filters_them(asking: ContentPage, home_page: HomePage) -> None:
    other = put(home_page, ContentPage(title="Autre", slug="autre"))
    Feedback.objects.create(page_id=asking.pk, helpful=False, word="Trop court")
    Feedback.objects.create(page_id=asking.pk, helpful=True)
    Feedback.objects.create(page_id=other.pk, helpful=True, word="Très clair")
    client = staff_of("Publication")
    address = reverse("feedback_report_results")
    assert "Trop court" in client.get(address).content.decode()
    about = client.get(f"{address}?page={asking.pk}").content.decode()
    assert "Trop court" in about
    assert "Très clair" not in about
    helped = client.get(f"{address}?helpful=True").content.decode()
    assert "Très clair" in helped
    assert "Trop court" not in helped
    worded = client.get(f"{address}?with_word=on").content.decode()
    assert worded.count("Autre") >= 1
    assert (
        client.get(f"{address}?since={timezone.localdate() + timedelta(days=1)}").content.decode().count("Trop") == 0
    )


def test_the_report_is_exported_and_nothing_in_it_acts_as_a_formula(asking: ContentPage) -> None:
    Feedback.objects.create(page_id=asking.pk, helpful=False, word="=HYPERLINK(1)")
    response = staff_of("Rédaction").get(reverse("feedback_report"), {"export": "csv"})
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[1].endswith("Non,'=HYPERLINK(1)")
    assert "Demander" in lines[1]


def test_a_page_is_judged_little_helpful_from_three_answers_half_of_them_no(
    asking: ContentPage, home_page: HomePage
) -> None:
    few = put(home_page, ContentPage(title="Peu vue", slug="peu-vue"))
    liked = put(home_page, ContentPage(title="Aimée", slug="aimee"))
    old = put(home_page, ContentPage(title="Ancienne", slug="ancienne"))
    long_ago = timezone.localdate() - timedelta(days=400)
    for judged, answers, day in (
        (asking, (False, False, True), timezone.localdate()),
        (few, (False, False), timezone.localdate()),
        (liked, (True, True, False), timezone.localdate()),
        (old, (False, False, False), long_ago),
    ):
        for helpful in answers:
            Feedback.objects.create(page_id=judged.pk, helpful=helpful, day=day)
    html = staff_of("Rédaction").get(reverse("unhelpful_pages_report_results")).content.decode()
    assert "Demander" in html
    for title in ("Peu vue", "Aimée", "Ancienne"):
        assert title not in html


def test_a_page_deleted_takes_its_answers_along(asking: ContentPage) -> None:
    Feedback.objects.create(page_id=asking.pk, helpful=True)
    Page.objects.get(pk=asking.pk).delete()
    assert not Feedback.objects.exists()


def test_no_address_is_kept_anywhere(client: Client, asking: ContentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *args, **kwargs: kept.append(str(key)) or add(key, *args, **kwargs))  # type: ignore[func-returns-value]
    client.post(f"/avis/{asking.pk}/", {"helpful": "yes"}, headers=OURS, REMOTE_ADDR="192.0.2.77")
    assert kept
    assert not any("192.0.2.77" in key for key in kept)
