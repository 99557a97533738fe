"""What of pairs counts towards the activities of roadmaps (roadmaps/counting): events and meetings that were held.

The words name nobody: those above the institution read roadmaps too.
"""

import re
from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization
from roadmaps.counting import Counted, CountSource
from roadmaps.models import Activity

from .models import Event, Meeting

EVENTS, MEETINGS = "events", "meetings"
ONE = "#"  # before the number of a single event
ANY = "any"

SPOKEN_OF = {
    Event.Kind.GROUP_MEETING: r"группов\w+ встреч|общ\w+ встреч",
    Event.Kind.ROUND_TABLE: r"кругл\w+ стол",
    Event.Kind.SEMINAR: r"семинар|вебинар",
    Event.Kind.MASTER_CLASS: r"мастер-класс|открыт\w+ (?:урок|заняти)",
    Event.Kind.FINAL: r"итогов\w+ (?:мероприяти|встреч|конференци|фестивал)|торжествен\w+ мероприяти|слёт|слет",
}
OF_PAIRS = re.compile(r"(?:регулярн|совместн|рабоч)\w*\s+встреч|встреч\w*\s+(?:наставник|пар|групп)", re.IGNORECASE)


def parameter_of(event: Event) -> str:
    return f"{ONE}{event.pk}"


class EventsHeld(CountSource):
    """Events that have taken place: every one of a kind, or single ones attached to the activity."""

    code = EVENTS
    label = gettext_lazy("Events that have taken place")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        """The events of the roadmap's period and those attached already, then the kinds."""
        roadmap = activity.roadmap
        kinds = [(kind.value, _("every event of the kind: %(kind)s") % {"kind": kind.label}) for kind in Event.Kind]
        attached = [int(rule.parameter[1:]) for rule in activity.counting.all() if rule.parameter.startswith(ONE)]
        own = Event.objects.filter(organization=roadmap.organization_id)
        events = own.filter(on__range=(roadmap.period_from, roadmap.period_to)) | own.filter(pk__in=attached)
        return [*((parameter_of(event), _in_words(event)) for event in events), *kinds]

    def suggest(self, activity: Activity) -> list[str]:
        said = f"{activity.title} {activity.result}"
        return [kind.value for kind, words in SPOKEN_OF.items() if re.search(words, said, re.IGNORECASE)]

    def add_url(self, activity: Activity) -> str:
        """Only institutions hold events."""
        if activity.roadmap.organization.level != Organization.Level.INSTITUTION:
            return ""
        return f"{reverse('pairing:event_add')}?activity={activity.pk}"

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        single = {int(each[1:]) for each in parameters if each.startswith(ONE)}
        held = Event.objects.filter(organization=organization_id, held=True)
        of_kinds = held.filter(kind__in=parameters, on__range=(first, last))
        return [
            Counted(event.on, f"event:{event.pk}", str(event), event.get_absolute_url(), event.pk in single)
            for event in (of_kinds | held.filter(pk__in=single)).order_by("on", "pk")
        ]


class MeetingsHeld(CountSource):
    """Meetings of pairs and groups that have taken place, all of them or of a kind."""

    code = MEETINGS
    label = gettext_lazy("Meetings of pairs and groups that have taken place")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        kinds = ((kind.value, _("meetings of pairs: %(kind)s") % {"kind": kind.label}) for kind in Meeting.Kind)
        return [(ANY, _("all meetings of pairs")), *kinds]

    def suggest(self, activity: Activity) -> list[str]:
        return [ANY] if OF_PAIRS.search(f"{activity.title} {' '.join(activity.steps)}") else []

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        meetings = Meeting.objects.held_between(first, last).filter(pairing__organization=organization_id)
        if ANY not in parameters:
            meetings = meetings.filter(kind__in=parameters)
        return [
            Counted(
                meeting.held_on,
                f"meeting:{meeting.pk}",
                _("%(kind)s, pair № %(pair)d") % {"kind": meeting.get_kind_display(), "pair": meeting.pairing_id},
                reverse("pairing:pair", args=[meeting.pairing_id]),
            )
            for meeting in meetings.only("held_on", "kind", "pairing_id")
        ]


def _in_words(event: Event) -> str:
    words = f"{event}, {event.on:%d.%m.%Y}"
    return words if event.held else _("%(event)s, not held yet") % {"event": words}
