"""Orders over pairs: assignment, replacement of the mentor, extension, early end; completion needs none of its own.

A draft order names pairs before it is signed, and they work from its signing on (PairingQuerySet.ordered). A change of
a pair rests on an order that is signed already: of the register, or on paper and entered with it. Raises what
orders.services raise as well.
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
from orders.services import register_paper_order
from orders.services.drafts import draft_order
from organizations.models import Organization
from participants.models import Participation, Person

from ..drafts import EndDraft, Issue, PairDraft, Registered
from ..models import Pairing
from ..papers.decrees import ASSIGNMENT, CONSENTS, EARLY_END, EXTENSION, REPLACEMENT, assignment_clauses
from .pairs import DAY, PairRefused, check_all_of, make_pair

NOTICE = 3  # working days (Labour Code, article 351.8)
LONGEST_NOTICE = timedelta(days=60)
BY_MENTOR = ("mentor__person__last_name", "mentor__person__first_name", "pk")
RELATED = ("mentor__person", "form", "kind", "order", "programme", "organization")


@transaction.atomic
def draft_assignment(pairs: Iterable[Pairing], *, organization: Organization, by, at: datetime) -> Order:
    """A draft order that names these pairs; its annex is made of them (papers.decrees). Raises PairRefused."""
    pairs = _drafts(pairs, organization)
    order = draft_order(
        organization=organization,
        kind=Order.Kind.ASSIGN_PAIRS,
        title=ASSIGNMENT,
        preamble=CONSENTS,
        clauses=assignment_clauses(pairs),
        by=by,
        at=at,
    )
    _attach(pairs, order, "pairing.named", by=by, at=at)
    return order


@transaction.atomic
def assign_pairs(pairs: Iterable[Pairing], *, organization: Organization, issue: Issue, by, at: datetime) -> Order:
    """Assigns draft pairs by one signed order. Raises PairRefused, OrderRefused."""
    pairs = _drafts(pairs, organization)
    order = _signed(issue, Order.Kind.ASSIGN_PAIRS, ASSIGNMENT, organization=organization, by=by, at=at)
    _attach(pairs, order, "pairing.assigned", by=by, at=at)
    return order


@transaction.atomic
def release_pairs(order: Order, *, by, at: datetime) -> int:
    """Takes the pairs out of an order that is not signed yet: they are drafts again. Raises PairRefused."""
    if not Order.objects.filter(pk=order.pk, state__in=Order.UNSIGNED).exists():
        raise PairRefused(_("The order is signed: its pairs can only be ended or changed by another order."))
    pairs = list(Pairing.objects.filter(order=order, state=Pairing.State.APPROVED).select_related("organization"))
    for pair in pairs:
        move(pair, Pairing.State.DRAFT, order=None)
        _record("pairing.released", pair, {}, by=by, at=at)
    return len(pairs)


@transaction.atomic
def replace_mentor(
    pairing: Pairing, *, mentor: Participation, first_day: date, reason: str, issue: Issue, by, at: datetime
) -> Pairing:
    """Another mentor takes the mentees over from `first_day` on: a new pair that continues the old one.

    Raises PairRefused, OrderRefused.
    """
    pairing, reason = _held(pairing), _said(reason)
    if mentor.pk == pairing.mentor_id:
        raise PairRefused(_("This is the present mentor. Choose another one."))
    if not pairing.starts_on < first_day <= pairing.ends_on:
        raise PairRefused(
            _("The new mentor begins between %(first)s and %(last)s.")
            % {"first": long_date(pairing.starts_on + DAY), "last": long_date(pairing.ends_on)}
        )
    members = pairing.memberships.in_force(first_day).select_related("mentee__form")
    draft = PairDraft(
        mentor, tuple(member.mentee for member in members), first_day, pairing.ends_on,
        form=pairing.form, kind=pairing.kind, role_model=pairing.role_model, programme=pairing.programme,
        replaces=pairing,
    )  # fmt: skip
    new = make_pair(draft, organization=pairing.organization, by=by, at=at)
    order = _signed(issue, Order.Kind.CHANGE_PAIRS, REPLACEMENT, organization=pairing.organization, by=by, at=at)
    move(new, Pairing.State.APPROVED, order=order)
    ended = {"end_order": order, "end_initiator": Pairing.Initiator.INSTITUTION, "end_reason": reason}
    move(pairing, Pairing.State.TERMINATED, ended_on=first_day, **ended)
    _record("pairing.replaced", pairing, {"order": order.number, "by": new.pk}, by=by, at=at)
    return new


@transaction.atomic
def extend_pair(pairing: Pairing, *, ends_on: date, issue: Issue, by, at: datetime) -> Order:
    """Moves the planned last day further. Raises PairRefused, OrderRefused."""
    pairing = _held(pairing)
    if ends_on <= pairing.ends_on:
        raise PairRefused(_("The pair is planned until %(day)s already.") % {"day": long_date(pairing.ends_on)})
    if (ends_on - pairing.ends_on).days > 366:
        raise PairRefused(_("A pair is extended by a year at most. Check the day."))
    order = _signed(issue, Order.Kind.CHANGE_PAIRS, EXTENSION, organization=pairing.organization, by=by, at=at)
    changes = {
        "ends_on": [pairing.ends_on.isoformat(), ends_on.isoformat()],
        "order": order.number,
    }
    Pairing.objects.filter(pk=pairing.pk).update(ends_on=ends_on, revision=pairing.revision + 1)
    _record("pairing.extended", pairing, changes, by=by, at=at)
    return order


@transaction.atomic
def end_early(pairing: Pairing, draft: EndDraft, *, issue: Issue | None, by, at: datetime) -> None:
    """Ends a pair before its time. Between employees by an order and with notice (article 351.8).

    Raises PairRefused, OrderRefused.
    """
    pairing = _held(pairing)
    reason = _said(draft.reason)
    if not pairing.starts_on <= draft.last_day < pairing.ends_on:
        raise PairRefused(_("The last day must lie within the period of the pair, before its planned end."))
    if is_employment(pairing):
        _check_notice(draft, issue)
    where = {"organization": pairing.organization, "by": by, "at": at}
    order = _signed(issue, Order.Kind.TERMINATE, EARLY_END, **where) if issue else None
    move(
        pairing,
        Pairing.State.TERMINATED,
        ended_on=draft.last_day + DAY,
        end_order=order,
        end_initiator=draft.initiator,
        end_reason=reason,
        notice_on=draft.notice_on,
    )
    changes = {"ended_on": pairing.ended_on.isoformat(), "initiator": draft.initiator}
    _record("pairing.ended_early", pairing, changes, by=by, at=at)


@transaction.atomic
def complete_pair(pairing: Pairing, *, last_day: date, by, at: datetime) -> None:
    """The pair has done what it was made for. Raises PairRefused."""
    pairing = _held(pairing)
    if last_day > timezone.localdate(at):
        raise PairRefused(_("This day has not come yet. Complete the pair when it has."))
    if not pairing.starts_on <= last_day <= pairing.ends_on:
        raise PairRefused(
            _("The last day must lie between %(first)s and %(last)s, as the order says.")
            % {"first": long_date(pairing.starts_on), "last": long_date(pairing.ends_on)}
        )
    move(pairing, Pairing.State.COMPLETED, ended_on=last_day + DAY)
    _record("pairing.completed", pairing, {"ended_on": pairing.ended_on.isoformat()}, by=by, at=at)


def is_employment(pairing: Pairing) -> bool:
    """Both sides work in the institution, so that article 351.8 of the Labour Code holds."""
    members = pairing.memberships.select_related("mentee__person")
    people = [pairing.mentor.person, *(member.mentee.person for member in members)]
    return all(person.kind == Person.Kind.EMPLOYEE for person in people)


def earliest_last_day(notice_on: date) -> date:
    """The last day of a pair after a notice: the third working day that follows it."""
    return work_calendar(notice_on, notice_on + LONGEST_NOTICE).add_workdays(notice_on, NOTICE)


def _check_notice(draft: EndDraft, issue: Issue | None) -> None:
    if issue is None:
        raise PairRefused(_("Between employees a pair ends early by an order. Give its number and date."))
    if draft.notice_on is None:
        raise PairRefused(_("Give the day of the notice: it is given three working days before the end."))
    earliest = earliest_last_day(draft.notice_on)
    if draft.last_day < earliest:
        raise PairRefused(
            _("Three working days must pass after the notice: the last day is %(day)s at the earliest.")
            % {"day": long_date(earliest)}
        )


def _signed(issue: Issue, kind: str, title: str, *, organization: Organization, by, at: datetime) -> Order:
    """The signed order that a change rests on. Raises PairRefused, OrderRefused."""
    if isinstance(issue, Registered):
        if issue.order.organization_id != organization.pk or issue.order.state != Order.State.SIGNED:
            raise PairRefused(_("This order is not in force. Choose a signed one of your own register."))
        return issue.order
    return register_paper_order(
        organization=organization, kind=kind, title=title, number=issue.number, signed_on=issue.signed_on,
        scan=issue.scan, by=by, at=at,
    )  # fmt: skip


def _drafts(pairs: Iterable[Pairing], organization: Organization) -> list[Pairing]:
    held = Pairing.objects.select_for_update(of=("self",)).filter(pk__in=[pair.pk for pair in pairs])
    return check_all_of(held.select_related(*RELATED).order_by(*BY_MENTOR), organization)


def _attach(pairs: Iterable[Pairing], order: Order, verb: str, *, by, at: datetime) -> None:
    for pair in pairs:
        move(pair, Pairing.State.APPROVED, order=order)
        _record(verb, pair, {"order": order.pk}, by=by, at=at)


def _held(pairing: Pairing) -> Pairing:
    """The pair as it is now, held until the transaction ends. Raises PairRefused unless it stands on an order."""
    found = Pairing.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=pairing.pk)
    if found.state == Pairing.State.DRAFT or found.order.is_unsigned:
        raise PairRefused(_("This pair waits for its order of assignment. The order must be signed first."))
    if found.state != Pairing.State.APPROVED:
        raise PairRefused(_("This pair has ended."))
    return found


def _said(reason: str) -> str:
    if not reason.strip():
        raise PairRefused(_("Say why: the order and the history of the pair need the reason."))
    return reason.strip()


def _record(verb: str, pairing: Pairing, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)
