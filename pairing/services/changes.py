"""What becomes of pairs after their assignment: another mentor, a later end, an early end, completion.

Every change is a row that holds while its order does (models.pairs.PairChange): drafted here it holds from the signing
of the draft, by an order that is signed already at once, and no longer once the order is cancelled. A pair has one
change waiting for its order at most. Raises what orders.services raise as well.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import long_date
from core.states import move
from core.workdays import work_calendar
from orders.models import Order
from participants.models import Participation, Person

from ..drafts import Drafted, EndDraft, Issue, PairDraft
from ..models import PairChange, Pairing
from ..papers import changes as papers
from ..papers.titles import COMPLETION, EARLY_END, EXTENSION, REPLACEMENT
from ..selectors.standing import BY_MENTOR, with_people
from .issuing import order_of
from .pairs import DAY, PairRefused, check_unnamed, make_pair

NOTICE = 3  # working days (Labour Code, article 351.8)
LONGEST_NOTICE = timedelta(days=60)
LONGEST_EXTENSION = timedelta(days=366)
Kind = PairChange.Kind


@transaction.atomic
def replace_mentor(
    pairing: Pairing, *, mentor: Participation, first_day: date, reason: str, issue: Issue, is_conflict: bool = False,
    by, at: datetime,
) -> Pairing:  # fmt: skip
    """Another mentor takes the mentees over from `first_day` on: a new pair that continues the old one.

    Raises PairRefused, OrderRefused.
    """
    [pairing], reason = _held([pairing]), _said(reason)
    if mentor.pk == pairing.mentor_id:
        raise PairRefused(_("This is the present mentor. Choose another one."))
    if not pairing.starts_on < first_day <= pairing.last_day:
        raise PairRefused(
            _("The new mentor begins between %(first)s and %(last)s.")
            % {"first": long_date(pairing.starts_on + DAY), "last": long_date(pairing.last_day)}
        )
    _check_to_come(first_day, issue, at)
    members = pairing.memberships.in_force(first_day).select_related("mentee__form")
    draft = PairDraft(
        mentor, tuple(member.mentee for member in members), first_day, pairing.last_day,
        form=pairing.form, kind=pairing.kind, role_model=pairing.role_model, programme=pairing.programme,
        replaces=pairing,
    )  # fmt: skip
    new = make_pair(draft, organization=pairing.organization, by=by, at=at)
    answers = papers.replacement_answers(pairing, new, reason=reason, by=by)
    order = _issued(issue, Order.Kind.CHANGE_PAIRS, REPLACEMENT, [pairing], answers, by=by, at=at)
    move(new, Pairing.State.APPROVED, order=order)
    facts = {"initiator": PairChange.Initiator.INSTITUTION, "reason": reason, "is_conflict": is_conflict}
    _change(pairing, Kind.REPLACED, first_day - DAY, order, {"by": new.pk}, by=by, at=at, **facts)
    return new


@transaction.atomic
def extend_pairs(pairs: Iterable[Pairing], *, ends_on: date, issue: Issue, by, at: datetime) -> Order:
    """Moves the last day of the pairs further. Raises PairRefused, OrderRefused."""
    pairs = _held(pairs)
    for pair in pairs:
        if ends_on <= pair.last_day:
            said = {"pair": pair, "day": long_date(pair.last_day)}
            raise PairRefused(_("Pair %(pair)s is planned until %(day)s already.") % said)
        if ends_on - pair.last_day > LONGEST_EXTENSION:
            raise PairRefused(_("A pair is extended by a year at most. Check the day."))
    answers = papers.extension_answers(pairs, ends_on=ends_on, by=by)
    order = _issued(issue, Order.Kind.CHANGE_PAIRS, EXTENSION, pairs, answers, by=by, at=at)
    for pair in pairs:
        _change(pair, Kind.EXTENDED, ends_on, order, {}, by=by, at=at)
    return order


@transaction.atomic
def end_early(pairing: Pairing, draft: EndDraft, *, issue: Issue | None, by, at: datetime) -> Order | None:
    """Ends a pair before its time. Between employees by an order and with notice (article 351.8).

    Raises PairRefused, OrderRefused.
    """
    [pairing], reason = _held([pairing]), _said(draft.reason)
    if not pairing.starts_on <= draft.last_day < pairing.last_day:
        raise PairRefused(_("The last day must lie within the period of the pair, before its planned end."))
    _check_to_come(draft.last_day, issue, at)
    if is_employment(pairing):
        _check_notice(draft, issue)
        _note_agreement(pairing, draft)
    answers = papers.end_answers(pairing, draft, by=by)
    order = _issued(issue, Order.Kind.TERMINATE, EARLY_END, [pairing], answers, by=by, at=at)
    _change(
        pairing, Kind.ENDED_EARLY, draft.last_day, order, {}, by=by, at=at,
        initiator=draft.initiator, reason=reason, is_conflict=draft.is_conflict, notice_on=draft.notice_on,
    )  # fmt: skip
    return order


@transaction.atomic
def complete_pairs(
    pairs: Iterable[Pairing], *, last_day: date, issue: Issue | None = None, by, at: datetime
) -> Order | None:
    """The pairs have done what they were made for; one whose period is over before ended then.

    Without an order the day must have come. Raises PairRefused, OrderRefused.
    """
    pairs = _held(pairs)
    if issue is None and last_day > timezone.localdate(at):
        raise PairRefused(_("This day has not come yet. Complete the pair when it has, or by an order."))
    for pair in pairs:
        if last_day < pair.starts_on:
            said = {"pair": pair, "day": long_date(pair.starts_on)}
            raise PairRefused(_("Pair %(pair)s begins on %(day)s: it cannot be completed before.") % said)
    answers = papers.completion_answers(pairs, last_day=last_day, by=by)
    order = _issued(issue, Order.Kind.RESULTS, COMPLETION, pairs, answers, by=by, at=at)
    for pair in pairs:
        _change(pair, Kind.COMPLETED, min(last_day, pair.last_day), order, {}, by=by, at=at)
    return order


def is_employment(pairing: Pairing) -> bool:
    """Both sides work in the institution, so that article 351.8 of the Labour Code holds."""
    members = pairing.memberships.select_related("mentee__person")
    people = [pairing.mentor.person, *(member.mentee.person for member in members)]
    return all(person.kind == Person.Kind.EMPLOYEE for person in people)


def earliest_last_day(notice_on: date) -> date:
    """The last day of a pair after a notice: the third working day that follows it."""
    return work_calendar(notice_on, notice_on + LONGEST_NOTICE).add_workdays(notice_on, NOTICE)


def _change(
    pair: Pairing, kind: str, last_day: date, order: Order | None, said: dict, *, by, at: datetime, **facts
) -> None:
    PairChange.objects.create(pairing=pair, kind=kind, last_day=last_day, order=order, **facts)
    changes = {"last_day": [pair.last_day.isoformat(), last_day.isoformat()], "order": order and order.pk, **said}
    verb = f"pairing.to_be_{kind}" if order and order.is_unsigned else f"pairing.{kind}"
    audit.record(verb, pair, by=by, at=at, scope=pair.organization.path, changes=changes)


def _issued(
    issue: Issue | None, kind: str, title: str, pairs: list[Pairing], answers: dict, *, by, at: datetime
) -> Order | None:
    if issue is None:
        return None
    organization = pairs[0].organization
    return order_of(issue, organization=organization, kind=kind, title=title, answers=answers, by=by, at=at)


def _held(pairs: Iterable[Pairing]) -> list[Pairing]:
    """The pairs as they are now, held until the transaction ends. Raises PairRefused unless each can be changed."""
    held = Pairing.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs])
    found = list(with_people(held).order_by(*BY_MENTOR))
    if not found:
        raise PairRefused(_("Choose the pairs that it is about."))
    for pair in found:
        if pair.state == Pairing.State.DRAFT or pair.order.state != Order.State.SIGNED:
            raise PairRefused(
                _("Pair %(pair)s waits for its order of assignment. The order must be signed first.") % {"pair": pair}
            )
        if pair.ending:
            raise PairRefused(_("Pair %(pair)s has ended.") % {"pair": pair})
        check_unnamed(pair)
    return found


def _check_to_come(day: date, issue: Issue | None, at: datetime) -> None:
    if isinstance(issue, Drafted) and day < timezone.localdate(at):
        raise PairRefused(_("The order is yet to be signed, and this day is past. Choose today or a later day."))


def _check_notice(draft: EndDraft, issue: Issue | None) -> None:
    if issue is None:
        raise PairRefused(_("Between employees a pair ends early by an order. Draft it or give its number and date."))
    if draft.notice_on is None:
        raise PairRefused(_("Give the day of the notice: it is given three working days before the end."))
    earliest = earliest_last_day(draft.notice_on)
    if draft.last_day < earliest:
        raise PairRefused(
            _("Three working days must pass after the notice: the last day is %(day)s at the earliest.")
            % {"day": long_date(earliest)}
        )


def _note_agreement(pairing: Pairing, draft: EndDraft) -> None:
    """The additional agreement that ends with the pair, where it was not known before."""
    if draft.agreement_number:
        known = {"agreement_number": draft.agreement_number, "agreement_on": draft.agreement_on}
        Pairing.objects.filter(pk=pairing.pk).update(revision=pairing.revision + 1, **known)
        pairing.agreement_number, pairing.agreement_on = draft.agreement_number, draft.agreement_on


def _said(reason: str) -> str:
    if not reason.strip():
        raise PairRefused(_("Say why: the order and the history of the pair need the reason."))
    return reason.strip()
