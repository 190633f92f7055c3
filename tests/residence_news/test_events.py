"""Events: when and where, a file for calendars, and what they say once they are over."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from residence_news.models import EventPage
from residence_news.moments import clock, span, when
from tests.residence_news.newsroom import Newsroom, in_days, kept_until, residence

pytestmark = pytest.mark.django_db
START = datetime(2150, 7, 1, 12, 0, tzinfo=UTC)
END = datetime(2150, 7, 1, 15, 30, tzinfo=UTC)


def calendar_of(client: Client, page: EventPage) -> tuple[Any, Any]:
    """Return the answer with the calendar file of an event, and the event in it."""
    response = client.get(f"{page.url}agenda/")
    assert response.status_code == 200
    (entry,) = Calendar.from_ical(response.content).events
    return response, entry


def test_a_page_says_when_where_and_how_to_come(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold(
        "Atelier", starts_at=START, ends_at=END, place="Salle B", address="3 rue du Bourg", registration="À la loge."
    )
    shown = client.get(page.url).text
    for words in (
        "Mercredi 1er juillet 2150, de 14\u00a0h à 17\u00a0h\u00a030",
        "Salle B",
        "3 rue du Bourg",
        "À la loge.",
    ):
        assert words in shown
    assert "Ajouter à mon agenda" in shown


def test_an_event_that_is_over_says_so_and_offers_no_calendar(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold(starts_at=in_days(-2), ends_at=in_days(-1))
    shown = client.get(page.url).text
    assert "Cet événement est passé." in shown
    assert "Ajouter à mon agenda" not in shown


def test_an_event_that_has_begun_says_so(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold(starts_at=in_days(-0.1), ends_at=in_days(0.1))
    assert "En ce moment" in client.get(page.url).text


def test_the_page_is_kept_until_the_event_begins_then_until_it_ends(newsroom: Newsroom, client: Client) -> None:
    coming = newsroom.hold(starts_at=START, ends_at=END)
    under_way = newsroom.hold(starts_at=in_days(-1), ends_at=in_days(1))
    for page, moment in ((coming, START), (under_way, under_way.ends_at)):
        assert kept_until(client, page.url) == moment
    assert kept_until(client, "/actualites/") == under_way.ends_at


def test_the_end_comes_after_the_start(newsroom: Newsroom) -> None:
    with pytest.raises(ValidationError, match="après le début"):
        newsroom.hold(starts_at=END, ends_at=START)
    page = newsroom.hold(starts_at=START, ends_at=END)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=page.pk).update(ends_at=START)


def test_the_calendar_file_holds_the_event(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold("Fête ; jardin, cour", starts_at=START, ends_at=END, place="Cour\\B", address="1 rue, Lèves")
    response, entry = calendar_of(client, page)
    assert response["Content-Type"] == "text/calendar"
    assert response["Content-Disposition"] == 'attachment; filename="fete-jardin-cour.ics"'
    assert response.cookies == {}
    assert entry["summary"] == "Fête ; jardin, cour"
    assert entry["location"] == "Cour\\B, 1 rue, Lèves"
    assert (entry.start, entry.end) == (START, END)
    assert entry["url"] == f"http://testserver{page.url}"


def test_the_calendar_file_is_written_as_the_standard_says(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold("É" * 150, starts_at=START, ends_at=END, place="Ici, là; \\ ailleurs")
    content = client.get(f"{page.url}agenda/").content
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert b"DTSTART:21500701T120000Z" in lines
    assert b"LOCATION:Ici\\, l\xc3\xa0\\; \\\\ ailleurs" in lines
    assert {b"VERSION:2.0", b"METHOD:PUBLISH"} <= set(lines)


def test_the_calendar_file_updates_what_a_calendar_already_holds(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold("Avant", starts_at=START, ends_at=END)
    before = calendar_of(client, page)[1]["uid"]
    page.title, page.slug = "Après", "ailleurs"
    page.save_revision().publish()
    assert calendar_of(client, EventPage.objects.get(pk=page.pk))[1]["uid"] == before
    assert calendar_of(client, newsroom.hold())[1]["uid"] != before


def test_the_calendar_file_of_a_draft_or_an_expired_event_is_404(newsroom: Newsroom, client: Client) -> None:
    draft = newsroom.hold(live=False)
    expired = newsroom.hold()
    EventPage.objects.filter(pk=expired.pk).update(expire_at=in_days(-1))
    for page in (draft, expired):
        assert client.get(f"/actualites/{page.slug}/agenda/").status_code == 404


def test_machines_are_told_of_an_event(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.hold("Fête", residence(), starts_at=START, ends_at=END, place="Cour")
    (event,) = [
        thing for thing in page.structured_data(client.get(page.url).wsgi_request) if thing["@type"] == "Event"
    ]
    assert event["startDate"] == "2150-07-01T14:00:00+02:00"
    assert event["location"]["name"] == "Cour"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2150, 7, 1, 12, 5, tzinfo=UTC), "mercredi 1er juillet 2150 à 14\u00a0h\u00a005"),
        (datetime(2150, 12, 31, 23, 0, tzinfo=UTC), "vendredi 1er janvier 2151 à 0\u00a0h"),
    ],
)
def test_a_moment_is_said_as_people_say_it_in_french_time(moment: datetime, said: str) -> None:
    assert when(moment) == said


def test_an_hour_is_written_as_each_language_writes_it(settings: Any) -> None:
    from django.utils import translation

    moment = datetime(2150, 7, 1, 7, 5, tzinfo=UTC)
    assert clock(moment) == "9\u00a0h\u00a005"
    with translation.override("en"):
        assert clock(moment) == "09:05"


def test_several_days_are_said_from_one_to_the_other() -> None:
    said = span(START, datetime(2150, 7, 3, 15, 0, tzinfo=UTC))
    assert said.startswith("du mercredi 1er juillet 2150 à 14\u00a0h au vendredi 3 juillet 2150")
