"""Events as iCalendar (RFC 5545), the text that every calendar program reads.

The same events give the same bytes: no moment of writing is in them, DTSTAMP is the moment of the last change.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, vText
from icalendar import Event as Component

from .services.events import Event

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = "PT1H"
A_DAY = timedelta(days=1)


def feed(events: Iterable[Event]) -> bytes:
    """A calendar to subscribe to: programs read it again every hour."""
    calendar = _calendar(events)
    name = _("Mentorship")
    calendar.add("name", name)
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vText(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(REFRESH))
    return calendar.to_ical()


def single(event: Event) -> bytes:
    """One event to be put into a calendar by hand."""
    return _calendar([event]).to_ical()


def _calendar(events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Mentorship//Calendar//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        calendar.add_component(_component(event))
    calendar.add_missing_timezones()
    return calendar


def _component(event: Event) -> Component:
    entry = event.entry
    component = Component()
    component.add("uid", f"{entry.uid}@{urlsplit(settings.SITE_URL).hostname}")
    component.add("dtstamp", event.modified_at)
    component.add("last-modified", event.modified_at)
    component.add("sequence", event.sequence)
    component.add("status", "CANCELLED" if event.called_off else "CONFIRMED")
    component.add("summary", entry.title)
    component.add("dtstart", entry.starts)
    component.add("dtend", _end(event))
    component.add("transp", "TRANSPARENT" if _is_whole_day(event) else "OPAQUE")  # a deadline keeps nobody busy
    if entry.url:
        component.add("url", _address(event))
    if description := "\n".join(filter(None, (entry.text, entry.url and _address(event)))):
        component.add("description", description)
    if entry.category:
        component.add("categories", [str(entry.category)])
    return component


def _is_whole_day(event: Event) -> bool:
    return not isinstance(event.entry.starts, datetime)


def _end(event: Event):
    """DTEND is the first day, or hour, after the event."""
    last = event.entry.ends or event.entry.starts
    return last + A_DAY if _is_whole_day(event) else last


def _address(event: Event) -> str:
    """Through the product's own page, which first takes the role that the event belongs to."""
    path = reverse("notifications:calendar_open", args=[event.pk]) if event.pk else event.entry.url
    return settings.SITE_URL.rstrip("/") + path
