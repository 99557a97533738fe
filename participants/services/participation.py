"""Participations: a person enters a role, changes what is said about it, leaves it, comes back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import audit
from core.calendar import long_date
from core.errors import Refused
from core.revisions import save_revised

from ..drafts import ParticipationDraft, PersonDraft, RepresentativeDraft
from ..faults import participation_faults
from ..models import MentoringForm, Participation, Person, Programme
from .consent_terms import end_with_taking_part, go_on
from .people import add_person, check_kept
from .representatives import add_representative

FIELDS = [name for name in ParticipationDraft.__dataclass_fields__ if name not in ParticipationDraft.TOPICS]
PLAIN_FIELDS = ("role", "form", "track", "programme", "joined_on")  # what the audit trail may say in full

IN_ALREADY = gettext_noop("The person is in this bank already, in the same form of mentoring.")


class ParticipationRefused(Refused):
    """The person cannot take part so."""


@transaction.atomic
def add_participant(
    draft: PersonDraft,
    participation: ParticipationDraft,
    representative: RepresentativeDraft | None = None,
    *,
    organization,
    by,
    at: datetime,
) -> Person:
    """A person, the role and the representative in one go: the quick form. Raises what its three parts raise."""
    person = add_person(draft, organization=organization, by=by, at=at)
    enter(person, participation, by=by, at=at)
    if representative:
        add_representative(person, representative, by=by, at=at)
    return person


@transaction.atomic
def enter(person: Person, draft: ParticipationDraft, *, by, at: datetime) -> Participation:
    """Writes a person into a bank. Raises ParticipationRefused, PersonRefused."""
    _check_open(Person.objects.select_for_update().get(pk=person.pk))
    draft_track = _checked_track(draft, person, on=timezone.localdate(at))
    _check_only_once(person, draft.role, draft.form)
    participation = Participation(person=person, created_at=at)
    _fill(participation, draft, draft_track)
    _save_once(participation)
    _set_topics(participation, draft)
    changes = {name: [None, _plain(getattr(participation, name))] for name in ("role", "form", "joined_on")}
    _record("participation.entered", participation, changes, by=by, at=at)
    return participation


@transaction.atomic
def change_participation(participation: Participation, draft: ParticipationDraft, *, seen: int, by, at: datetime):
    """Writes what has changed over the revision that was seen. Raises ParticipationRefused, StaleRevision."""
    check_kept(participation.person)
    track = _checked_track(draft, participation.person, on=timezone.localdate(at))
    if participation.left_on is None:
        _check_only_once(participation.person, draft.role, draft.form, besides=participation)
    elif participation.left_on < draft.joined_on:
        raise ParticipationRefused(_("The person left before this day. Check the day of joining."))
    present = Participation.objects.select_related("form", "programme", "person__organization")
    before = ParticipationDraft.of(present.get(pk=participation.pk))
    _fill(participation, draft, track)
    save_revised(participation, seen=seen, fields=FIELDS)
    _set_topics(participation, draft)
    after = ParticipationDraft.of(present.get(pk=participation.pk))
    changed = {
        name: [_plain(getattr(before, name)), _plain(getattr(after, name))] if name in PLAIN_FIELDS else audit.MASKED
        for name in ParticipationDraft.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }
    if changed:
        _record("participation.changed", participation, changed, by=by, at=at)


@transaction.atomic
def leave(participation: Participation, *, on: date, leaving: str, note: str = "", by, at: datetime) -> None:
    """The person leaves the role: `on` is the first day without it. Raises ParticipationRefused."""
    if on < participation.joined_on:
        raise ParticipationRefused(
            _("The person joined on %(day)s: they cannot leave earlier.") % {"day": long_date(participation.joined_on)}
        )
    if on > timezone.localdate(at):
        raise ParticipationRefused(_("The day of leaving is in the future. Record it when it has come."))
    if leaving not in Participation.Leaving.values:
        raise ParticipationRefused(_("Say why the person leaves."))
    values = {"left_on": on, "leaving": leaving, "leaving_note": note.strip()}
    changes = {"left_on": [None, on.isoformat()], "leaving": ["", leaving]}
    _move(participation, values, "participation.left", changes, by=by, at=at)
    end_with_taking_part([participation.person_id])


@transaction.atomic
def reenter(participation: Participation, *, by, at: datetime) -> None:
    """Takes the leaving back: it was a mistake, or the person has returned. Raises ParticipationRefused."""
    _check_open(participation.person)
    _check_only_once(participation.person, participation.role, participation.form, besides=participation)
    left_on = participation.left_on
    if left_on is None:
        raise ParticipationRefused(_("Somebody has just done this. Reload the page."))
    changes = {"left_on": [left_on.isoformat(), None], "leaving": [participation.leaving, ""]}
    values = {"left_on": None, "leaving": "", "leaving_note": ""}
    _move(participation, values, "participation.returned", changes, by=by, at=at)
    go_on([(participation.person_id, left_on)])


@transaction.atomic
def leave_many(rows: Iterable[Participation], *, on: date, leaving: str, note: str = "", by, at: datetime) -> int:
    """Records the leaving of many at once, all or nobody; those who have left already are passed over."""
    staying = [row for row in rows if row.left_on is None]
    for participation in staying:
        leave(participation, on=on, leaving=leaving, note=note, by=by, at=at)
    return len(staying)


@transaction.atomic
def set_programme(
    rows: Iterable[Participation], *, form: MentoringForm, programme: Programme | None, by, at: datetime
) -> int:
    """Gives many participations a form and a programme, all or none. Raises ParticipationRefused."""
    changed = 0
    for participation in rows:
        draft = ParticipationDraft.of(participation)
        wanted = {"form": form, "programme": programme, "track": form.track}
        if all(getattr(draft, name) == value for name, value in wanted.items()):
            continue
        values = {**{name: getattr(draft, name) for name in ParticipationDraft.__dataclass_fields__}, **wanted}
        change_participation(participation, ParticipationDraft(**values), seen=participation.revision, by=by, at=at)
        changed += 1
    return changed


@transaction.atomic
def mark_questionnaires(rows: Iterable[Participation], *, on: date, by, at: datetime) -> int:
    """The questionnaires of many were filled in on the day, on paper; whose day is known keeps it.

    Raises ParticipationRefused, and then marks nobody.
    """
    if on > timezone.localdate(at):
        raise ParticipationRefused(_("This day has not come yet. Put the day when the questionnaires were filled in."))
    without = [row for row in rows if row.questionnaire_on is None]
    for participation in without:
        draft = replace(ParticipationDraft.of(participation), questionnaire_on=on)
        change_participation(participation, draft, seen=participation.revision, by=by, at=at)
    return len(without)


def _checked_track(draft: ParticipationDraft, person: Person, *, on: date) -> str:
    """The line of the participation. Raises ParticipationRefused."""
    for _field, fault in participation_faults(draft, birth_on=person.birth_on, on=on):
        raise ParticipationRefused(fault)
    programme = draft.programme
    if programme and programme.organization_id != person.organization_id:
        raise ParticipationRefused(_("This programme is of another organisation."))
    track = draft.form.track if draft.form else draft.track or (programme.form.track if programme else "")
    if not track:
        raise ParticipationRefused(_("Choose the form of mentoring or the line."))
    return track


def _check_open(person: Person) -> None:
    check_kept(person)
    if person.archived_on:
        raise ParticipationRefused(_("The person is in the archive. Restore them first."))


def _check_only_once(person: Person, role: str, form: MentoringForm | None, besides: Participation | None = None):
    open_ones = person.participations.filter(role=role, form=form, left_on=None)
    if open_ones.exclude(pk=besides.pk if besides else None).exists():
        raise ParticipationRefused(_(IN_ALREADY))


def _save_once(participation: Participation) -> None:
    """A second click that came at the same moment is refused by the database."""
    try:
        with transaction.atomic():
            participation.save(force_insert=True)
    except IntegrityError as error:
        raise ParticipationRefused(_(IN_ALREADY)) from error


def _fill(participation: Participation, draft: ParticipationDraft, track: str) -> None:
    for name in FIELDS:
        setattr(participation, name, getattr(draft, name))
    participation.track = track


def _set_topics(participation: Participation, draft: ParticipationDraft) -> None:
    for name in ParticipationDraft.TOPICS:
        getattr(participation, name).set(getattr(draft, name))


def _move(participation: Participation, values: dict, verb: str, changes: dict, *, by, at: datetime) -> None:
    """A conditional UPDATE on whether the person has left: two clicks leave once."""
    still = Participation.objects.filter(pk=participation.pk, left_on=participation.left_on)
    if not still.update(**values, revision=participation.revision + 1):
        raise ParticipationRefused(_("Somebody has just done this. Reload the page."))
    for name, value in {**values, "revision": participation.revision + 1}.items():
        setattr(participation, name, value)
    _record(verb, participation, changes, by=by, at=at)


def _record(verb: str, participation: Participation, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, participation, by=by, at=at, scope=participation.organization.path, changes=changes)


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int) else str(value)
