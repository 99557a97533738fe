"""Events: entered, changed, held; who was there, files, the activities of roadmaps that they are done by."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit
from core.errors import Refused
from core.files import discard, fingerprint, store_upload
from core.revisions import save_revised
from organizations.models import Organization
from participants.selectors.naming import named_in
from roadmaps.models import Activity
from roadmaps.services.counting import attach_record, recount_source

from ..counted import EVENTS, parameter_of
from ..models import Event, EventFile, GroupReflection
from ..selectors.events import candidates

FIELDS = ["kind", "title", "on", "place", "programme", "agenda"]


class EventRefused(Refused):
    """The event cannot be kept so."""


@transaction.atomic
def add_event(event: Event, *, organization: Organization, activities: Iterable[Activity] = (), by, at: datetime):
    """Enters an event, planned or past, and the activities it serves. Raises EventRefused, CountingRefused."""
    event.organization, event.created_at = organization, at
    _check_words(event)
    event.save(force_insert=True)
    _record("event.added", event, {"kind": event.kind, "on": event.on.isoformat()}, by=by, at=at)
    attach_record(EVENTS, parameter_of(event), activities, by=by, at=at)
    return event


@transaction.atomic
def change_event(event: Event, *, seen: int, by, at: datetime) -> None:
    """Writes an event over the revision that was seen. Raises EventRefused, StaleRevision."""
    _check_words(event)
    if event.held and event.on > timezone.localdate(at):
        raise EventRefused(_("This event has taken place: its day cannot lie in the future."))
    before = Event.objects.get(pk=event.pk)
    save_revised(event, seen=seen, fields=FIELDS)
    changed = [name for name in FIELDS if getattr(before, name) != getattr(event, name)]
    if changed:
        _record("event.changed", event, dict.fromkeys(changed, audit.MASKED), by=by, at=at)
        recount_source(EVENTS, event.organization, at=at)


@transaction.atomic
def delete_event(event: Event, *, by, at: datetime) -> None:
    """Deletes an event entered by mistake, with its files. Raises EventRefused once it is held or awarded at."""
    held = Event.objects.select_for_update().get(pk=event.pk)
    if held.held or held.awards.exists() or GroupReflection.objects.filter(event=held).exists():
        raise EventRefused(_("This event has taken place. Take the mark back first if it was made by mistake."))
    attach_record(EVENTS, parameter_of(event), (), by=by, at=at)
    _record("event.deleted", event, {"on": event.on.isoformat()}, by=by, at=at)
    files = [row.file for row in held.files.select_related("file")]
    held.delete()
    for file in files:
        discard(file)


@transaction.atomic
def hold_event(event: Event, *, guests: int, by, at: datetime) -> None:
    """The event has taken place; from now on it counts. Raises EventRefused before its day."""
    if event.on > timezone.localdate(at):
        raise EventRefused(_("This day has not come yet. Mark the event when it has taken place."))
    Event.objects.filter(pk=event.pk).update(held=True, guests=guests)
    _record("event.held", event, {"people": event.people.count(), "guests": guests}, by=by, at=at)
    recount_source(EVENTS, event.organization, at=at)


@transaction.atomic
def take_back(event: Event, *, by, at: datetime) -> None:
    """The event has not taken place after all; it counts no longer. Raises EventRefused when awards name it."""
    if event.awards.exists():
        raise EventRefused(_("Awards were handed over at this event: it has taken place."))
    if Event.objects.filter(pk=event.pk, held=True).update(held=False):
        _record("event.taken_back", event, {}, by=by, at=at)
        recount_source(EVENTS, event.organization, at=at)


@transaction.atomic
def mark_people(event: Event, *, shown: Collection[int], present: Collection[int], by, at: datetime) -> int:
    """Writes who of the participations `shown` was there; how many marks have changed.

    Those who are not of the institution, or did not take part on the day, are passed over.
    """
    rows = set(candidates(event).filter(pk__in=shown).values_list("pk", flat=True))
    there = set(event.people.values_list("pk", flat=True))
    new, gone = (rows & set(present)) - there, (rows & there) - set(present)
    event.people.add(*new)
    event.people.remove(*gone)
    if new or gone:
        _record("event.people_marked", event, {"marked": len(new), "cleared": len(gone)}, by=by, at=at)
    return len(new) + len(gone)


@transaction.atomic
def attach_files(event: Event, uploads: Iterable[UploadedFile], *, by, at: datetime) -> list[EventFile]:
    """Attaches files, all or none. Raises FileRefused, EventRefused for one that is there already."""
    attached = []
    for upload in uploads:
        if event.files.filter(file__sha256=fingerprint(upload)).exists():
            raise EventRefused(_("«%(what)s» is attached here already.") % {"what": upload})
        stored = store_upload(upload, scope=event.organization.path, by=by, at=at)
        attached.append(EventFile.objects.create(event=event, file=stored))
    _record("event.files_attached", event, {"files": len(attached)}, by=by, at=at)
    return attached


@transaction.atomic
def remove_file(row: EventFile, *, by, at: datetime) -> None:
    """Takes a file off and destroys it: a photograph nobody has consented to must not stay."""
    _record("event.file_removed", row.event, {"number": row.pk}, by=by, at=at)
    row.delete()
    discard(row.file)


@transaction.atomic
def serve_activities(event: Event, activities: Iterable[Activity], *, by, at: datetime) -> None:
    """Says which activities of roadmaps in force the event is held for. Raises CountingRefused."""
    attach_record(EVENTS, parameter_of(event), activities, by=by, at=at)


@transaction.atomic
def reflect_together(event: Event, said: GroupReflection, *, by, at: datetime) -> None:
    """What all said together at an event; empty words take it away."""
    words = {name: getattr(said, name).strip() for name in ("reached", "valuable", "missing", "proposals")}
    if any(words.values()):
        GroupReflection.objects.update_or_create(event=event, defaults=words)
    else:
        GroupReflection.objects.filter(event=event).delete()
    _record("event.reflected", event, dict.fromkeys(words, audit.MASKED), by=by, at=at)


def record_list(event: Event, *, format: str, by, at: datetime) -> None:
    """Writes that the list with names has left the product."""
    _record("event.list_taken", event, {"format": format, "people": event.people.count()}, by=by, at=at)


def record_file_read(row: EventFile, *, by, at: datetime) -> None:
    _record("event.file_read", row.event, {"number": row.pk}, by=by, at=at)


def _check_words(event: Event) -> None:
    """Title and place are read above the institution too, in roadmaps and lists. Raises EventRefused."""
    named = named_in(f"{event.title}\n{event.place}", event.organization)
    if named:
        words = ngettext(
            "The title or the place names a participant: %(who)s. Those above the institution read them too: write "
            "names into the programme of the event, which stays here.",
            "The title or the place names participants: %(who)s. Those above the institution read them too: write "
            "names into the programme of the event, which stays here.",
            len(named),
        )
        raise EventRefused(words % {"who": ", ".join(person.list_name for person in named)})


def _record(verb: str, event: Event, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, event, by=by, at=at, scope=event.organization.path, changes=changes)
