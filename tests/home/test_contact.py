"""Agencies, their hours, and the page of contact."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from home import hours
from home.contents.contact import opening
from home.models import Agency, ContactPage, FormPage, HomePage
from tests.home.forms import bare_home, form_page

WEEK = [
    opening(0, 3, "08:30", "12:00"),
    opening(0, 3, "13:30", "17:00"),
    opening(4, 4, "08:30", "12:00"),
]
TUESDAY, FRIDAY, SATURDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 28)


def openings(raw: list[tuple[str, dict[str, Any]]] = WEEK) -> StreamValue:
    return StreamValue(hours.OpeningsBlock(), raw)


def closures(*days: tuple[date, str]) -> StreamValue:
    return StreamValue(hours.ClosuresBlock(), [("closure", {"day": day, "reason": reason}) for day, reason in days])


# --- Hours --------------------------------------------------------------------------------------


def test_days_with_the_same_hours_stand_on_one_line() -> None:
    assert hours.week_of(openings()) == [
        ("Du lundi au jeudi", "De 8\u00a0h\u00a030 à 12\u00a0h et de 13\u00a0h\u00a030 à 17\u00a0h"),
        ("Vendredi", "De 8\u00a0h\u00a030 à 12\u00a0h"),
        ("Samedi et dimanche", ""),
    ]


def test_hours_are_said_as_each_language_says_them() -> None:
    with translation.override("en"):
        assert hours.hour(time(13, 30)) == "1:30 p.m."
    assert hours.hour(time(13, 30)) == "13\u00a0h\u00a030"
    assert hours.hour(time(9)) == "9\u00a0h"


def test_an_agency_without_hours_says_nothing_of_its_week() -> None:
    assert hours.week_of(openings([])) == []


def test_today_is_what_the_week_says_unless_an_exceptional_closure_says_otherwise() -> None:
    shut = closures((FRIDAY, "Jour férié"))
    assert hours.today_at(openings(), shut, FRIDAY) == ("", "Jour férié")
    assert hours.today_at(openings(), shut, TUESDAY).hours.startswith("de 8\u00a0h\u00a030")
    assert hours.today_at(openings(), shut, SATURDAY) == ("", "")


def test_closures_to_come_are_those_of_the_next_month_in_order() -> None:
    shut = closures(
        (date(2026, 12, 24), "Noël"), (FRIDAY, ""), (date(2026, 11, 1), "passé"), (date(2027, 1, 1), "loin")
    )
    assert [closure.day for closure in hours.closures_of(shut, TUESDAY)] == [FRIDAY, date(2026, 12, 24)]
    assert hours.closures_of(shut, FRIDAY)[0].day == FRIDAY


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 23, tzinfo=UTC)),
        # Past midnight in Paris already.
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), datetime(2026, 11, 25, 23, tzinfo=UTC)),
        # The night the clocks go back is an hour longer.
        (datetime(2026, 10, 25, 12, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)),
    ],
)
def test_today_ends_at_midnight_in_paris(now: datetime, midnight: datetime) -> None:
    assert hours.next_midnight(now) == midnight


@pytest.mark.parametrize(
    "wrong",
    [
        [opening(3, 1, "08:30", "12:00")],
        [opening(0, 4, "12:00", "08:30")],
        [opening(0, 4, "08:30", "08:30")],
        [opening(0, 4, "08:30", "12:00"), opening(2, 2, "11:00", "13:00")],
    ],
)
def test_hours_that_make_no_sense_are_refused(wrong: list[tuple[str, dict[str, Any]]]) -> None:
    with pytest.raises(ValidationError):
        hours.OpeningsBlock().clean(openings(wrong))


def test_hours_that_follow_one_another_are_fine() -> None:
    right = [opening(0, 4, "08:30", "12:00"), opening(0, 4, "12:00", "17:00")]
    assert hours.OpeningsBlock().clean(openings(right))


# --- Agencies -----------------------------------------------------------------------------------


@pytest.fixture
def home_page(db: None) -> HomePage:
    return bare_home()


def agency(number: int = 1, **fields: Any) -> Agency:
    defaults: dict[str, Any] = {
        "locale": Locale.objects.get(language_code="fr"),
        "name": f"Agence {number}",
        "address": f"{number} rue des Exemples",
        "postcode": "28000",
        "town": "Chartres",
        "openings": WEEK,
        "latitude": 48.44 + number / 100,
        "longitude": 1.48,
        "sort_order": number,
    }
    return Agency(**defaults | fields)


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    page = ContactPage(title="Contact", slug="contact", lead="Nous joindre")
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    ("field", "value"),
    [("postcode", "2800"), ("postcode", "2800A"), ("latitude", 91), ("longitude", -181), ("longitude", None)],
)
def test_an_agency_says_next_to_the_field_what_is_wrong(home_page: HomePage, field: str, value: Any) -> None:
    with pytest.raises(ValidationError) as fault:
        agency(**{field: value}).full_clean()
    assert field in fault.value.message_dict


@pytest.mark.parametrize("where", [{"latitude": None}, {"latitude": 95.0}, {"longitude": 200.0}])
def test_the_database_keeps_impossible_places_out(home_page: HomePage, where: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        agency(**where).save()


def test_two_agencies_of_a_language_have_two_names(home_page: HomePage) -> None:
    agency().save()
    with pytest.raises(ValidationError, match="porte déjà ce nom"):
        agency(address="Ailleurs").full_clean()


# --- The page -----------------------------------------------------------------------------------


def test_the_emergency_comes_first_then_the_phone_the_forms_and_the_agencies(
    client: Client, contact: ContactPage
) -> None:
    agency().save()
    form_page(contact, title="Être rappelé", lead="Nous vous appelons")
    html = client.get("/contact/").text
    main = html[html.index("<main") :]
    places = [
        main.index(text)
        for text in ('href="tel:+33261911011"', 'href="tel:+33261911010"', "Être rappelé", "Agence 1", "OpenStreetMap")
    ]
    assert places == sorted(places)


def test_the_map_and_the_list_name_the_same_agencies(client: Client, contact: ContactPage) -> None:
    agency(2).save()
    agency(1).save()
    html = client.get("/contact/").text
    assert html.index('href="#agence-1" aria-label="1, Agence 1"') < html.index('aria-label="2, Agence 2"')
    assert 'id="agence-1"' in html
    assert 'id="agence-2"' in html
    assert "openstreetmap.org" not in html[: html.index("<article")].split("<main")[0]


def test_no_map_is_drawn_that_would_leave_an_agency_out(client: Client, contact: ContactPage) -> None:
    agency(1).save()
    agency(2, latitude=None, longitude=None).save()
    html = client.get("/contact/").text
    assert 'class="map"' not in html
    assert "Agence 2" in html


def test_only_forms_open_to_visitors_are_offered(client: Client, contact: ContactPage) -> None:
    form_page(contact, title="Ouvert", slug="ouvert")
    form_page(contact, title="Brouillon", slug="brouillon").unpublish()
    html = client.get("/contact/").text
    assert "Ouvert" in html
    assert "Brouillon" not in html


def test_a_page_with_nothing_below_it_still_says_whom_to_call(client: Client, contact: ContactPage) -> None:
    html = client.get("/contact/").text
    assert "02 61 91 10 11" in html
    assert "Venir nous voir" not in html
    assert "Par internet" not in html


def test_the_page_that_says_today_is_kept_until_midnight_at_most(rf: Any, contact: ContactPage) -> None:
    request: HttpRequest = rf.get("/contact/")
    contact.get_context(request)
    assert getattr(request, "page_kept_until", None) is None
    agency().save()
    ContactPage.objects.get().get_context(request)
    assert request.page_kept_until == hours.next_midnight()  # type: ignore[attr-defined]


def test_machines_are_told_where_and_when(rf: Any, contact: ContactPage) -> None:
    agency(phone="02 61 91 10 12").save()
    (office,) = contact.structured_data(rf.get("/contact/"))
    assert office["@type"] == "GovernmentOffice"
    assert office["address"]["addressLocality"] == "Chartres"
    assert len(office["openingHoursSpecification"]) == 9
    assert office["openingHoursSpecification"][0]["opens"] == "08:30"
    assert office["geo"]["longitude"] == 1.48


def test_the_search_finds_agencies_by_street(contact: ContactPage) -> None:
    agency().save()
    assert any("1 rue des Exemples, 28000 Chartres" in text for text in contact.texts())


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_the_same_queries_whatever_it_shows(
    client: Client, contact: ContactPage, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        agency(number).save()
        form_page(contact, slug=f"f{number}")
    client.get("/contact/")
    with django_assert_max_num_queries(17):
        assert client.get("/contact/").status_code == 200


def test_there_is_one_page_of_contact_per_language_and_only_forms_below(contact: ContactPage) -> None:
    assert not ContactPage.can_create_at(contact.get_parent())
    assert ContactPage.clean_subpage_models() == [FormPage]
