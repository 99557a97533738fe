"""What the tests of the calendar share: something due, and a calendar program that reads a feed."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from notifications import ics
from notifications.services.calendars import feed_of_token, make_feed
from notifications.services.events import events_of
from organizations.models import Organization, User
from roadmaps.models import Occurrence, Roadmap
from roadmaps.services.occurrences import generate_occurrences

from ..factories import NOW, make_roadmap

DUE = date(2027, 4, 15)  # of every activity that make_roadmap makes


def in_force(organization: Organization, **fields) -> Roadmap:
    """An approved roadmap whose activities are due on DUE."""
    roadmap = make_roadmap(organization, state=Roadmap.State.APPROVED, **fields)
    generate_occurrences(roadmap)
    return roadmap


def due_in_a_month(organization: Organization) -> Occurrence:
    """One thing due in a month from today, whatever day it is: the feed's own view reads the clock."""
    today = timezone.localdate()
    in_force(organization, activities=1, period_from=today, period_to=today + timedelta(days=300))
    occurrence = Occurrence.objects.get()
    occurrence.due = today + timedelta(days=30)
    occurrence.save(update_fields=["due"])
    return occurrence


class Program:
    """A calendar program of a person. It holds the token of a feed and nothing else."""

    def __init__(self, user: User):
        self.token = make_feed(user, at=NOW)
        self.url = f"/notifications/calendar/{self.token}.ics"

    def download(self, at: datetime = NOW) -> bytes:
        return ics.feed(events_of(feed_of_token(self.token, at=at).user, at=at))

    def read(self, at: datetime = NOW) -> dict[str, Event]:
        """The events by UID, as the library reads them back."""
        events = Calendar.from_ical(self.download(at)).events
        found = {str(event["uid"]): event for event in events}
        assert len(found) == len(events), "two events have one UID"
        return found

    def only(self, at: datetime = NOW) -> Event:
        (event,) = self.read(at).values()
        return event
