"""Events that deadlines wait for: suggested by the words, chosen by a person, noticed when they happen."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Refused
from organizations.models import User

from ..drafts import EventDraft
from ..events import binding_in_words, source_of, suggestion
from ..models import Activity, EventBinding, Roadmap
from ..selectors.events import with_events
from .occurrences import renew_occurrences
from .settling import settle


class EventRefused(Refused):
    """The deadline does not speak of this event, or it cannot be waited for."""


def bindings_for(activity: Activity, chosen: Iterable[EventDraft]) -> list[EventBinding]:
    """Unsaved bindings of an activity: what was chosen, and for the rest of its events what the words suggest.

    Raises EventRefused for a source that is not there or an activity that would wait for itself.
    """
    by_event = {each.event: each for each in chosen}
    drafts = (by_event.get(event) or suggestion(activity, event) for event in activity.schedule.events)
    return [_binding(activity, draft) for draft in drafts if draft and draft.source]


@transaction.atomic
def write_bindings(activities: Iterable[tuple[Activity, Iterable[EventDraft]]]) -> None:
    """Replaces the bindings of activities of a draft; nothing is counted from them before the approval."""
    pairs = list(activities)
    EventBinding.objects.filter(activity__in=[activity for activity, _chosen in pairs]).delete()
    EventBinding.objects.bulk_create(
        binding for activity, chosen in pairs for binding in bindings_for(activity, chosen)
    )


@transaction.atomic
def choose_events(activity: Activity, chosen: Iterable[EventDraft], *, by: User, at: datetime) -> None:
    """Ties the events of a deadline to what a person has chosen; in an approved roadmap the dates follow at once.

    An EventDraft without a source leaves its event untied. Raises EventRefused.
    """
    chosen = list(chosen)
    if activity.roadmap.state in (Roadmap.State.SUBMITTED, Roadmap.State.ARCHIVED):
        raise EventRefused(_("Events are chosen in a draft or in an approved roadmap in force."))
    if any(each.event not in activity.schedule.events for each in chosen):
        raise EventRefused(_("The wording of the deadline has changed meanwhile. Open the form again."))
    before = _said(activity)
    write_bindings([(activity, chosen)])
    record(
        "activity.event_chosen",
        activity,
        by=by,
        at=at,
        scope=activity.roadmap.organization.path,
        changes={"events": [before, _said(activity)]},
    )
    if activity.roadmap.state == Roadmap.State.APPROVED:
        activity = with_events(Activity.objects.filter(pk=activity.pk)).get()
        settle([activity])
        renew_occurrences(activity)


@transaction.atomic
def notice_events(activities: Iterable[Activity], *, at: datetime) -> int:
    """Looks whether awaited events have happened and brings the occurrences of those activities up to date.

    Safe to repeat: what has not changed is left alone. Returns the number of activities whose dates have changed.
    """
    changed = settle(activities)
    for activity in changed:
        renew_occurrences(activity)
        days = {binding.event: _iso(binding.happened_on) for binding in activity.events.all()}
        scope = activity.roadmap.organization.path
        record("activity.event_noticed", activity, by=None, at=at, scope=scope, changes=days)
    return len(changed)


def _binding(activity: Activity, draft: EventDraft) -> EventBinding:
    if source_of(draft.source) is None:
        raise EventRefused(_("This event is not recorded here. Choose one of the list."))
    if draft.parameter == str(activity.uid):
        raise EventRefused(_("An activity cannot wait for itself. Choose another event."))
    return EventBinding(
        activity=activity,
        event=draft.event,
        source=draft.source,
        parameter=draft.parameter,
        suggested=draft.suggested,
    )


def _said(activity: Activity) -> str:
    bindings = EventBinding.objects.filter(activity=activity)
    return "; ".join(f"{each.event}: {binding_in_words(activity, each)}" for each in bindings)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
