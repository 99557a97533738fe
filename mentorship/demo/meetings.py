"""Meetings of the demo's pairs since their order: most meet as their programme wants, one has fallen silent, some
meetings are planned, one of the past days is not marked yet."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from organizations.models import Organization
from pairing.guide import next_kind
from pairing.models import Meeting, Membership, Pairing
from pairing.services import meetings

from .fixtures import demo_data
from .moments import working_day, working_hour
from .organizations import keeper

Kind = Meeting.Kind
FIRST = timedelta(days=2)
WEEK = timedelta(days=7)
FRIDAY = 4
SILENT = 4  # of so many pairs one has met but once
TALKS = (
    (Kind.INTRO, "Знакомство: интересы, ожидания, правила", "Принести работу, которой гордится", 40),
    (Kind.TRIAL, "Пробное задание: короткая презентация о себе", "Выбрать, что сделать за четверть", 60),
    (Kind.PLANNING, "Цели на учебный год и план встреч", "Записать три шага к первой цели", 45),
    (Kind.REGULAR, "Подготовка к школьной олимпиаде: разбор заданий", "Решить второй вариант", 60),
    (Kind.REGULAR, "Как распределить время на неделю", "Вести расписание до следующей встречи", 45),
    (Kind.REGULAR, "Проект: тема, источники, первые страницы", "Найти два источника", 60),
)
HOURS = cycle((time(14, 30), time(15, 15), time(16, 0)))


def load(tree: dict[str, Organization], *, at: datetime) -> None:
    """The meetings of the pairs that have none."""
    today = timezone.localdate(at)
    for slug in demo_data("banks")["banks"]:
        pairs = Pairing.objects.active(today).filter(organization=tree[slug], meetings=None).order_by("pk")
        for number, pair in enumerate(pairs.select_related("organization"), start=1):
            _live(pair, number, at=at)


def _live(pair: Pairing, number: int, *, at: datetime) -> None:
    """The past of one pair week by week, then its next meeting."""
    today, author = timezone.localdate(at), keeper(pair.organization)
    for place, (day, talk) in enumerate(zip(_days(pair, number, today), TALKS, strict=False)):
        _hold(pair, talk, day, lively=number + place, author=author, at=at)
    if number % SILENT:
        when = {1: today, 2: today + timedelta(days=1)}.get(number, _weekday(today + WEEK, number))
        _plan(pair, _coming_weekday(when), author=author, at=working_hour(today - WEEK, now=at))
    if number == 1:
        _plan(pair, working_day(today - timedelta(days=3)), author=author, at=working_hour(today - WEEK, now=at))


def _days(pair: Pairing, number: int, today: date) -> list[date]:
    """The three first meetings and the three latest, a week between them; a silent pair met but once."""
    first = _weekday(pair.starts_on + FIRST, number)
    days = [first + WEEK * week for week in range(max(0, (today - first - timedelta(days=1)) // WEEK + 1))]
    return days[:1] if number % SILENT == 0 else [*days[:3], *days[3:][-3:]]


def _hold(pair: Pairing, talk, day: date, *, lively: int, author, at: datetime) -> None:
    kind, topic, next_step, minutes = talk
    members = list(Membership.objects.in_force(day).filter(pairing=pair).values_list("pk", flat=True))
    absent = members[lively % len(members)] if len(members) > 1 and lively % 3 == 0 else None
    meetings.record_meeting(
        pair,
        entry=uuid5(NAMESPACE_OID, f"demo-meeting-{pair.pk}-{day}"),
        kind=kind,
        held_on=day,
        minutes=minutes,
        mode=Meeting.Mode.REMOTE if lively % 5 == 0 else Meeting.Mode.IN_PERSON,
        topic=topic,
        next_step=next_step,
        mentor_mark=5 - lively % 2,
        mentee_mark=5 if lively % 3 else 4,
        present=set(members) - {absent},
        author=author,
        at=working_hour(day, now=at),
    )


def _plan(pair: Pairing, day: date, *, author, at: datetime) -> None:
    """What could be planned at that moment: within the pair, not in the past, on a day without a meeting."""
    free = not pair.meetings.filter(held_on=day).exists()
    if free and timezone.localdate(at) <= day <= pair.last_day and day >= pair.starts_on:
        kind = next_kind(set(pair.meetings.held().values_list("kind", flat=True)))
        meetings.plan_meeting(
            pair, kind=kind, planned_on=day, planned_time=next(HOURS), minutes=45, place="Библиотека",
            author=author, at=at,
        )  # fmt: skip


def _weekday(day: date, number: int) -> date:
    """A working weekday of the week after the day: pairs meet on different ones."""
    return working_day(day + timedelta(days=number % 5))


def _coming_weekday(day: date) -> date:
    """The day itself or, at a weekend, the Monday after."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day
