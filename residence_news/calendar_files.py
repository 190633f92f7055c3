"""An event as a file any calendar reads (RFC 5545)."""

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from residence_news.models import EventPage

PRODUCT = "-//site-bailleur//agenda//FR"


def calendar_file(event: "EventPage", address: str) -> bytes:
    """Return the event as an iCalendar file; `address` is that of its page.

    The identifier is that of the page whatever its text, so that a calendar updates what it already holds; times
    are in UTC, which every calendar shows in its reader's own zone.
    """
    entry = Event()
    entry.add("uid", str(uuid5(NAMESPACE_URL, f"{event.translation_key}/{event.locale.language_code}")))
    entry.add("dtstamp", event.last_published_at or event.starts_at)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.title)
    entry.add("location", ", ".join(part for part in (event.place, event.address) if part))
    entry.add("description", "\n\n".join(part for part in (event.lead, event.registration) if part))
    entry.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return calendar.to_ical()
