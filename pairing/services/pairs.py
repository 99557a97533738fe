"""Pairs and groups as drafts: made by hand or of a checked round, changed, thrown away. Orders: services.ordering.

Everything is dated, so that a past day gives the same answer later: who has left stays with the days of being there.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.calendar import long_date
from core.errors import Refused
from core.states import move
from organizations.models import Organization
from participants.models import MentoringForm, MentoringKind, Participation, Person
from participants.selectors.blocking import blocked, unblocked

from ..drafts import PairDraft
from ..matching.bans import obstacles
from ..models import MatchRound, Membership, Pairing
from ..selectors.pool import pool_by_hand
from .matching import check_period

DAY = timedelta(days=1)


class PairRefused(Refused):
    """These people cannot be a pair, or the pair is not in the state for it."""


@transaction.atomic
def make_pair(draft: PairDraft, *, organization: Organization, by, at: datetime) -> Pairing:
    """A pair or group that waits for its order. Raises PairRefused, MatchingRefused for an impossible period."""
    check_period(draft.starts_on, draft.ends_on)
    _check_people(draft, organization, on=timezone.localdate(at))
    pairing = Pairing.objects.create(
        organization=organization,
        mentor=draft.mentor,
        form=draft.form or draft.mentor.form,
        kind=draft.kind,
        role_model=draft.role_model,
        programme=draft.programme or draft.mentor.programme,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        replaces=draft.replaces,
        round=draft.round,
        created_at=at,
    )
    Membership.objects.bulk_create(
        Membership(pairing=pairing, mentee=mentee, joined_on=draft.starts_on) for mentee in draft.mentees
    )
    changes = {"mentor": draft.mentor.pk, "mentees": ", ".join(str(mentee.pk) for mentee in draft.mentees)}
    _record("pairing.made", pairing, changes, by=by, at=at)
    return pairing


@transaction.atomic
def make_pairs_of(
    round: MatchRound, *, in_groups: bool, kind: MentoringKind | None = None, by, at: datetime
) -> list[Pairing]:
    """Pairs of a checked round; with `in_groups` the mentees of one mentor stand together.

    Raises PairRefused when somebody of the round can no longer be in a pair, ForbiddenMove in another state.
    """
    move(round, MatchRound.State.ORDERED)
    rows = round.proposals.filter(is_removed=False).order_by("mentor__person__last_name", "mentor_id", "pk")
    mentees: dict[Participation, list[Participation]] = defaultdict(list)
    people = ("person__organization", "form", "programme")
    related = [f"{side}__{name}" for side in ("mentor", "mentee") for name in people]
    for row in rows.select_related(*related):
        mentees[row.mentor].append(row.mentee)
    period = {"starts_on": round.starts_on, "ends_on": round.ends_on, "kind": kind, "round": round}
    drafts = [
        PairDraft(mentor, tuple(together), **period)
        for mentor, all_of_them in mentees.items()
        for together in ([all_of_them] if in_groups else [[mentee] for mentee in all_of_them])
    ]
    pairs = [make_pair(draft, organization=round.organization, by=by, at=at) for draft in drafts]
    changes = {"pairs": len(pairs)}
    audit.record("matchround.ordered", round, by=by, at=at, scope=round.organization.path, changes=changes)
    return pairs


@transaction.atomic
def discard_pair(pairing: Pairing, *, by, at: datetime) -> None:
    """Throws away a draft that no order has named yet. Raises PairRefused."""
    held = Pairing.objects.select_for_update().filter(pk=pairing.pk, state=Pairing.State.DRAFT)
    if not held.exists():
        raise PairRefused(_("This pair stands on an order already: end it instead."))
    _record("pairing.discarded", pairing, {"mentor": pairing.mentor_id}, by=by, at=at)
    held.delete()


@transaction.atomic
def join_group(pairing: Pairing, *, mentee: Participation, on: date, by, at: datetime) -> Membership:
    """A mentee comes into a group. Raises PairRefused."""
    _check_open(pairing)
    if not pairing.starts_on <= on <= pairing.last_day:
        raise PairRefused(_("The day must lie within the period of the pair."))
    draft = PairDraft(pairing.mentor, (mentee,), on, pairing.last_day, form=pairing.form)
    _check_people(draft, pairing.organization, on=timezone.localdate(at))
    membership = Membership.objects.create(pairing=pairing, mentee=mentee, joined_on=on)
    _record("pairing.joined", pairing, {"mentee": mentee.pk, "on": on.isoformat()}, by=by, at=at)
    return membership


@transaction.atomic
def leave_group(
    membership: Membership, *, last_day: date, reason: str, is_conflict: bool = False, by, at: datetime
) -> None:
    """A mentee goes out of a group; the last one ends the pair instead. Raises PairRefused."""
    pairing = membership.pairing
    _check_open(pairing)
    if not reason.strip():
        raise PairRefused(_("Say why the mentee leaves: the history of the pair keeps it."))
    left_on = last_day + DAY
    if left_on < membership.joined_on:
        raise PairRefused(
            _("The mentee joined on %(day)s: they cannot leave earlier.") % {"day": long_date(membership.joined_on)}
        )
    if not pairing.memberships.filter(Q(left_on=None) | Q(left_on__gt=left_on)).exclude(pk=membership.pk).exists():
        raise PairRefused(_("Nobody else would be left with the mentor. End the pair instead."))
    still = Membership.objects.filter(pk=membership.pk, left_on=None)
    if not still.update(left_on=left_on, reason=reason.strip(), is_conflict=is_conflict):
        raise PairRefused(_("Somebody has just done this. Reload the page."))
    _record("pairing.left", pairing, {"mentee": membership.mentee_id, "on": left_on.isoformat()}, by=by, at=at)


def _check_open(pairing: Pairing) -> None:
    if pairing.ending:
        raise PairRefused(_("This pair has ended."))
    check_unnamed(pairing)


def check_unnamed(pairing: Pairing) -> None:
    """Raises PairRefused while a draft order names the pair or a change of it: who is in it stands in the text."""
    if pairing.pending_change or (pairing.order and pairing.order.is_unsigned):
        raise PairRefused(
            _("Pair %(pair)s is named in a draft order. Sign that order first, or take the pair out of it.")
            % {"pair": pairing}
        )


def _check_people(draft: PairDraft, organization: Organization, *, on: date) -> None:
    mentor, mentees, form = draft.mentor, draft.mentees, draft.form or draft.mentor.form
    if not mentees:
        raise PairRefused(_("Choose at least one mentee."))
    if form is None:
        raise PairRefused(_("The form of mentoring is not known. Set it on the card of the mentor."))
    people = Participation.objects.kept().filter(pk__in=[mentor.pk, *(mentee.pk for mentee in mentees)])
    inside = unblocked(people.in_force(on).filter(person__organization=organization))
    if inside.count() < 1 + len(mentees):
        raise PairRefused(_("Somebody of these people takes part no longer. Look at their cards."))
    if any(mentee.form_id != form.pk for mentee in mentees):
        raise PairRefused(_("Mentor and mentees must be of one form of mentoring. Set the form on their cards."))
    _check_bans(draft, organization, form=form, on=on)


def _check_bans(draft: PairDraft, organization: Organization, *, form: MentoringForm, on: date) -> None:
    """What the matching forbids nobody makes by hand either; a pair that this one replaces takes no place."""
    pool = pool_by_hand(
        [draft.mentor], draft.mentees,
        organization=organization, form=form, on=on, day=draft.starts_on, without=draft.replaces,
    )  # fmt: skip
    [found] = obstacles(pool)
    if found:
        names = {mentee.pk: mentee.person.list_name for mentee in draft.mentees}
        said = [
            words if len(concerned) == len(names) else f"{', '.join(names[key] for key in concerned)}: {words}"
            for words, concerned in found.items()
        ]
        raise PairRefused(
            _("This pair cannot be made: %(why)s. Choose somebody else, or mend it on the cards.")
            % {"why": "; ".join(said)}
        )


def _record(verb: str, pairing: Pairing, changes: dict, *, by, at: datetime) -> None:
    audit.record(verb, pairing, by=by, at=at, scope=pairing.organization.path, changes=changes)


def check_all_of(pairs: Iterable[Pairing], organization: Organization) -> list[Pairing]:
    """The pairs, when all are drafts of the organisation and there is one. Raises PairRefused."""
    pairs = list(pairs)
    if not pairs:
        raise PairRefused(_("Choose the pairs that the order names."))
    if any(pair.state != Pairing.State.DRAFT or pair.organization_id != organization.pk for pair in pairs):
        raise PairRefused(_("Some of these pairs stand on an order already. Reload the page."))
    _check_nobody_blocked(pairs, organization)
    return pairs


def _check_nobody_blocked(pairs: list[Pairing], organization: Organization) -> None:
    gone = blocked(Person.objects.filter(organization=organization))
    named = Pairing.objects.filter(pk__in=[pair.pk for pair in pairs])
    if named.filter(Q(mentor__person__in=gone) | Q(memberships__mentee__person__in=gone)).exists():
        raise PairRefused(
            _("The data of somebody in these pairs is to be destroyed on request: leave this pair out of the order.")
        )
