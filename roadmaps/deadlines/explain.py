"""Rules -> plain Russian: how the product understood a phrase. What it says is itself a deadline phrase that reads
back the same.
"""

from datetime import date
from functools import singledispatch

from .calendar import Period, month_end
from .kinds import Continuous, Dated, ExternalPlan, Frequency, OnDemand, Recurring, Relative, Rule, UntilEvent
from .russian import (
    FEMININE,
    IN_UNIT,
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    counted,
    day,
    genitive,
    listed,
    times,
    times_genitive,
)

LEAP_DAY = 29  # the last day of February as it is said of every year
UNCLEAR = "срок требует уточнения"


def explain(rules: tuple[Rule, ...], period: Period) -> str:
    """One sentence for all rules, joined by semicolons."""
    return "; ".join(say(rule, period) for rule in rules) if rules else UNCLEAR


@singledispatch
def say(rule, period: Period) -> str:
    raise TypeError(f"no explanation for {rule!r}")


@say.register
def _(rule: Dated, period: Period) -> str:
    if rule.opens is None:
        return ("до " if rule.limit else "") + day(rule.due)
    return _window(rule.opens, rule.due)


def _window(opens: date, due: date) -> str:
    """«в мае 2024 года», «с сентября по октябрь 2023 года», «с 1 по 10 марта 2024 года»"""
    same_year = opens.year == due.year
    if same_year and (opens.month, opens.day, due.month, due.day) == (1, 1, 12, 31):
        return f"в {due.year} году"
    if opens.day == 1 and due == month_end(due.year, due.month):
        last = MONTHS[due.month - 1]
        if (opens.year, opens.month) == (due.year, due.month):
            return f"в {last[2]} {due.year} года"
        year = "" if same_year else f" {opens.year} года"
        return f"с {MONTHS[opens.month - 1][1]}{year} по {last[0]} {due.year} года"
    return _between(opens, due)


def _between(start: date, end: date) -> str:
    """«с 1 сентября 2023 года по 31 мая 2024 года», «со 2 по 4 октября 2023 года»"""
    opening = "со" if start.day == 2 else "с"
    if (start.year, start.month) == (end.year, end.month):
        return f"{opening} {start.day} по {day(end)}"
    return f"{opening} {day(start, year=start.year != end.year)} по {day(end)}"


@say.register
def _(rule: Recurring, period: Period) -> str:
    freq = rule.pattern.freq
    if freq == "YEARLY":
        return f"{_yearly(rule)} каждого года, {_years(rule, period)}"
    return f"{_monthly(rule) if freq == 'MONTHLY' else _weekly(rule)}, {_between(rule.first_due, rule.until)}"


def _years(rule: Recurring, period: Period) -> str:
    """«с 2022 по 2024», by the dates there are; «с 2025 года» when there are none; by days where whole years would
    say more.
    """
    first, dues = rule.first_due.year, [due for _, due in rule.windows()]
    if not dues:
        return (
            f"с {first} года"
            if rule.pattern.first(date(first, 1, 1)) == rule.first_due
            else f"с {day(rule.first_due)}"
        )
    last = dues[-1].year
    start = max(date(first, 1, 1), period.start)
    end = min(date(last, 12, 31), period.end) if last == period.end.year else date(last, 12, 31)
    if dues != list(rule.pattern.dates(start, end)):
        return f"в период {_between(rule.first_due, rule.until)}"
    return f"с {first} по {last}" if first < last else f"в {first} году"


def _yearly(rule: Recurring) -> str:
    pattern = rule.pattern
    prefix = "до " if rule.limit else ""
    if pattern.weekdays:
        (nth, weekday), month = pattern.weekdays[0], MONTHS[pattern.months[0] - 1][1]
        return f"{prefix}{_ordinal(nth, weekday)} {WEEKDAYS[weekday][2]} {month}"
    if rule.opens:
        text = listed([_without_year(opens, due) for opens, due in _first_of_each_month(rule)])
        return text.replace("28 февраля", f"{LEAP_DAY} февраля") if pattern.days == (-1,) else text
    number = LEAP_DAY if pattern.days == (-1,) else rule.first_due.day
    months = [month for month in pattern.months if month >= rule.first_due.month]
    months += [month for month in pattern.months if month < rule.first_due.month]
    return prefix + listed([f"{number} {MONTHS[month - 1][1]}" for month in months])


def _first_of_each_month(rule: Recurring) -> list[tuple[date, date]]:
    """The first window due in each of the rule's months."""
    found = {}
    for opens, due in rule.windows() if rule.first_due <= rule.until else [(rule.opens, rule.first_due)]:
        found.setdefault(due.month, (opens, due))
    return list(found.values())


def _without_year(opens: date, due: date) -> str:
    if (opens.month, opens.day, due.month, due.day) == (1, 1, 12, 31):
        return "с января по декабрь"
    return _window(opens, due).replace(f" {opens.year} года", "").replace(f" {due.year} года", "")


def _ordinal(nth: int, weekday: int) -> str:
    stem = ORDINALS[nth]
    if nth == 3:
        return "третья" if weekday in FEMININE else "третье" if weekday == 6 else "третий"
    if nth == -1:
        return stem + ("яя" if weekday in FEMININE else "ее" if weekday == 6 else "ий")
    masculine = "ой" if nth == 2 else "ый"
    return stem + ("ая" if weekday in FEMININE else "ое" if weekday == 6 else masculine)


def _monthly(rule: Recurring) -> str:
    if rule.pattern.weekdays:
        weekday = rule.pattern.weekdays[0][1]
        return f"{listed([_ordinal(*one) for one in rule.pattern.weekdays])} {WEEKDAYS[weekday][2]} каждого месяца"
    number = rule.pattern.days[0]
    if rule.opens:
        return f"с {rule.opens.day} по {number if number > 0 else 'последнее'} число каждого месяца"
    if number < 0 and rule.pattern.working:
        return f"{'до последнего рабочего дня' if rule.limit else 'последний рабочий день'} каждого месяца"
    if number < 0:
        return f"{'до конца' if rule.limit else 'последний день'} каждого месяца"
    day_word = "рабочего дня" if rule.pattern.working else "числа"
    return f"{'до ' if rule.limit else ''}{number} {day_word} каждого месяца"


def _weekly(rule: Recurring) -> str:
    if rule.pattern.working:
        return "по рабочим дням"
    every = WEEKDAYS[rule.pattern.weekdays[0][1]][0]
    return f"{every} {listed([WEEKDAYS[weekday][1] for _, weekday in rule.pattern.weekdays])}"


@say.register
def _(rule: Frequency, period: Period) -> str:
    unit = "term" if rule.terms else rule.unit
    text = _count(rule) + (f" {IN_UNIT[unit]}" if rule.every == 1 else f" в {counted(rule.every, unit)}")
    if rule.at_least:
        text += f", минимум {counted(rule.at_least.count, rule.at_least.unit)}"
    if (rule.start, rule.end) != (period.start, period.end):
        text += f", в период {_between(rule.start, rule.end)}"
    return text


def _count(rule: Frequency) -> str:
    """«не реже одного раза», «не менее трёх раз», «1–2 раза», «не более трёх раз»"""
    if rule.count_min == 0:
        return f"не более {times_genitive(rule.count_max)}"
    if rule.count_max:
        return f"{rule.count_min}–{times(rule.count_max)}"
    return f"{'не реже' if rule.count_min == 1 else 'не менее'} {times_genitive(rule.count_min)}"


@say.register
def _(rule: Continuous, period: Period) -> str:
    return f"постоянно, {_between(rule.start, rule.end)}"


@say.register
def _(rule: Relative, period: Period) -> str:
    offset = rule.offset
    after = f" после {rule.event}" if rule.event else ""
    if offset.count == 0:
        return after.strip() or "незамедлительно"
    if rule.every:
        return f"1 раз в {counted(offset.count, offset.unit)}{after}"
    if rule.window and offset.count > 0:
        return f"в течение {_working(genitive(offset.count, offset.unit), rule, 'рабочего')}{after}"
    length = _working(counted(abs(offset.count), offset.unit), rule, "рабочий")
    return f"за {length} до {rule.event}" if offset.count < 0 else f"через {length}{after}"


def _working(length: str, rule: Relative, one: str) -> str:
    """The length with «рабочих» before its unit where working days are counted; `one` is the form for a single day."""
    if not rule.offset.working:
        return length
    count, _, unit = length.rpartition(" ")
    return f"{count} {one if abs(rule.offset.count) == 1 else 'рабочих'} {unit}".strip()


@say.register
def _(rule: OnDemand, period: Period) -> str:
    return f"{rule.cause} {rule.by}".strip()


@say.register
def _(rule: ExternalPlan, period: Period) -> str:
    return f"{rule.document} {rule.whose}".strip()


@say.register
def _(rule: UntilEvent, period: Period) -> str:
    return f"до момента {rule.event}"
