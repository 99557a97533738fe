"""The bank of an institution as the matching reads it, in a fixed number of queries whatever its size.

A pool for each form: ages and the distance of classes are of the form, and nobody meets across forms.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from organizations.models import Organization
from participants.models import Certificate, MentoringForm, Participation, Person
from participants.selectors.blocking import unblocked
from participants.selectors.settings import forbids_without_consent
from participants.selectors.stages import lacking_consent

from ..matching import Mentee, Mentor, Options, Pool
from ..matching.bans import alone
from ..models import MatchRule, Membership, PairChange, Pairing, Wish

Keys = frozenset[tuple[int, int]]
NOBODY: Keys = frozenset()
NO_QUESTIONNAIRE = "анкета ещё не заполнена"
NO_FORM = "не указана форма наставничества"
CLASS = re.compile(r"\d{1,2}(?!\d)")
LAST_CLASS = 11


@dataclass(frozen=True)
class Bank:
    """`pools` by form; `left_out` are mentees who cannot be matched yet, as (number, reason)."""

    pools: list[Pool]
    left_out: list[tuple[int, str]]


def bank_of(
    organization: Organization,
    *,
    on: date,
    form: MentoringForm | None = None,
    weights: Mapping[str, float] | None = None,
    pins: Keys = NOBODY,
    bans: Keys = NOBODY,
) -> Bank:
    """Who waits and who may be their mentor on the day.

    `pins` and `bans` are those of a round, as (mentor, mentee); those said for good are added to them. Somebody
    without a questionnaire is no candidate yet.
    """
    rows = list(_rows(organization, on, form))
    said = _said(organization, rows, weights or {}, pins, bans)
    taken = _taken(organization, on)
    strict = forbids_without_consent(organization)
    ready = [row for row in rows if row.form and row.questionnaire_on]
    by_form: dict[MentoringForm, tuple[list, list]] = defaultdict(lambda: ([], []))
    for row in ready:
        mentors, mentees = by_form[row.form]
        if row.role == Participation.Role.MENTOR:
            mentors.append(_mentor(row, on, strict, taken))
        elif row.pk not in taken.mentees:
            mentees.append(_mentee(row, on, strict, taken))
    return Bank(
        pools=[
            Pool(mentors, mentees, Options(mentor_from=form.mentor_age_from, mentee_from=form.mentee_age_from, **said))
            for form, (mentors, mentees) in by_form.items()
            if mentees
        ],
        left_out=[
            (row.pk, NO_FORM if row.form is None else NO_QUESTIONNAIRE)
            for row in rows
            if row.role == Participation.Role.MENTEE and row not in ready and row.pk not in taken.mentees
        ],
    )


def pool_by_hand(
    mentors: Iterable[Participation],
    mentees: Iterable[Participation],
    *,
    organization: Organization,
    form: MentoringForm,
    on: date,
    day: date,
    without: Pairing | None = None,
) -> Pool:
    """Just these people, whom somebody chooses for one pair or group that begins on `day`.

    Places are counted on that day, without the pair that is replaced. A questionnaire is not asked for: who chooses
    knows these people. Left out are those who take part no longer or are of no form.
    """
    numbers = [person.pk for person in (*mentors, *mentees)]
    rows = [row for row in _rows(organization, on, None).filter(pk__in=numbers) if row.form]
    taken = _taken(organization, on, day=day, without=without)
    strict = forbids_without_consent(organization)
    said = _said(organization, rows, {}, NOBODY, NOBODY)
    return Pool(
        [_mentor(row, on, strict, taken) for row in rows if row.role == Participation.Role.MENTOR],
        [_mentee(row, on, strict, taken) for row in rows if row.role == Participation.Role.MENTEE],
        Options(mentor_from=form.mentor_age_from, mentee_from=form.mentee_age_from, together=True, **said),
    )


def hindered(people: Iterable[Participation], *, organization: Organization, on: date) -> dict[int, str]:
    """Who of these people cannot be in a new pair at all today, and why, by number."""
    rows = [row for row in _rows(organization, on, None).filter(pk__in=[person.pk for person in people]) if row.form]
    taken, strict = _taken(organization, on), forbids_without_consent(organization)
    make = {Participation.Role.MENTOR: _mentor, Participation.Role.MENTEE: _mentee}
    return alone([make[row.role](row, on, strict, taken) for row in rows])


def grade_of(class_group: str) -> int | None:
    """The number of the class: «8 «А»» -> 8; none for a group of a kindergarten or a study of arts."""
    found = CLASS.match(class_group)
    return int(found[0]) if found and 1 <= int(found[0]) <= LAST_CLASS else None


@dataclass(frozen=True)
class Taken:
    """Places taken by mentor; the mentees who have a mentor."""

    mentors: Counter
    mentees: set[int]


def _rows(organization: Organization, on: date, form: MentoringForm | None) -> QuerySet[Participation]:
    certified = Certificate.objects.filter(participation=OuterRef("pk"))
    rows = (
        Participation.objects.kept()
        .in_force(on)
        .filter(person__organization=organization, person__archived_on=None, **({"form": form} if form else {}))
    )
    return (
        unblocked(rows)
        .annotate(
            lacks_consent=ExpressionWrapper(Q(lacking_consent(on)), BooleanField()), is_certified=Exists(certified)
        )
        .select_related("person", "programme", "form")
        .prefetch_related("areas", "interests")
        .order_by("pk")
    )


def _taken(organization: Organization, on: date, *, day: date | None = None, without: Pairing | None = None) -> Taken:
    """As it stands on `on` for the `day`, which is the same unless another one is given."""
    day = day or on
    members = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=day), pairing__organization=organization)
    members = members.filter(pairing__in=Pairing.objects.lasting(day, on=on))
    members = members.exclude(pairing=without) if without else members
    pairs = list(members.values_list("pairing__mentor_id", "mentee_id"))
    return Taken(Counter(mentor for mentor, _mentee in pairs), {mentee for _mentor, mentee in pairs})


def _said(
    organization: Organization, rows: Iterable[Participation], weights: Mapping[str, float], pins: Keys, bans: Keys
) -> dict:
    """What was said about two people: by the curator, by themselves, by an earlier pair of theirs."""
    rules = MatchRule.objects.filter(mentor__person__organization=organization)
    rules = set(rules.values_list("mentor_id", "mentee_id", "kind"))
    wishes = Wish.objects.filter(mentor__person__organization=organization)
    wishes = list(wishes.values_list("mentor_id", "mentee_id", "by", "rank"))
    return {
        "pins": pins | {(mentor, mentee) for mentor, mentee, kind in rules if kind == MatchRule.Kind.PIN},
        "bans": bans | {(mentor, mentee) for mentor, mentee, kind in rules if kind == MatchRule.Kind.BAN},
        "conflicts": _conflicts(organization, rows),
        "mentor_wishes": {(mentor, mentee): rank for mentor, mentee, by, rank in wishes if by == Wish.By.MENTOR},
        "mentee_wishes": {(mentor, mentee): rank for mentor, mentee, by, rank in wishes if by == Wish.By.MENTEE},
        "weights": weights,
    }


def _conflicts(organization: Organization, rows: Iterable[Participation]) -> Keys:
    """The two who did not get along, in whatever form they meet again: a pair that ended so, or the one who left."""
    quarrelled = PairChange.objects.standing().filter(is_conflict=True, pairing=OuterRef("pairing"))
    apart = Q(is_conflict=True) | Q(Exists(quarrelled), left_on=None)
    ended = Membership.objects.filter(apart, pairing__organization=organization)
    numbers = defaultdict(list)
    for row in rows:
        numbers[row.person_id, row.role].append(row.pk)
    return frozenset(
        (mentor, mentee)
        for one, other in ended.values_list("pairing__mentor__person_id", "mentee__person_id")
        for mentor in numbers[one, Participation.Role.MENTOR]
        for mentee in numbers[other, Participation.Role.MENTEE]
    )


def _somebody(row: Participation, on: date, strict: bool) -> dict:
    return {
        "key": row.pk,
        "person": row.person_id,
        "form": row.form.code,
        "age": row.person.age_on(on),
        "grade": grade_of(row.person.class_group) if row.person.kind == Person.Kind.LEARNER else None,
        "areas": frozenset(topic.title for topic in row.areas.all()),
        "interests": frozenset(topic.title for topic in row.interests.all()),
        "times": frozenset(row.times),
        "mode": row.mode,
        "language": row.language.strip(),
        "consented": not (strict and row.lacks_consent),
    }


def _mentor(row: Participation, on: date, strict: bool, taken: Taken) -> Mentor:
    untrained = row.programme is not None and row.programme.training_required and not row.is_certified
    return Mentor(
        **_somebody(row, on, strict),
        places=row.capacity - taken.mentors[row.pk],
        wished_ages=(row.wished_age_from, row.wished_age_to),
        hours=None if row.hours_a_week is None else float(row.hours_a_week),
        is_ready=not untrained,
    )


def _mentee(row: Participation, on: date, strict: bool, taken: Taken) -> Mentee:
    return Mentee(**_somebody(row, on, strict), has_mentor=row.pk in taken.mentees)
