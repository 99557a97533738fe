"""How a calendar stretch bounds the work: a part of it, in it, by it, from it on, from one to another, so long
before it.
"""

from dataclasses import replace

from ..items import Clause, Unreadable
from ..when import Day, When
from .engine import Layer
from .events import duration

parts = Layer()
clauses = Layer()

OWN_YEAR = When(first=Day(1, 1), last=Day(12, -1), whole="own")


@parts.rule("parts:(PART ((COMMA|AND) (IN|ON)? PART)*) when:WHEN")
def parts_of(parts, when):
    """начало сентября · конец учебного года · на начало и конец учебного года"""
    return [replace(when, part=token.kind.lower()) for token in parts if token.kind in ("START", "MIDDLE", "END")]


@parts.rule("parts:(PART ((COMMA|AND) (IN|ON)? PART)*) YEAR_WORD")
def parts_of_year(parts):
    """до конца года · в начале года: of the roadmap's own kind of year, calendar or school"""
    return parts_of(parts, OWN_YEAR)


@clauses.rule(
    "(DURING|IN|ON)? (FROM|OF)? first:WHEN (DASH WHEN)* TILL IN? last:WHEN",
    "(DURING|IN|ON)? FROM first:WHEN AND (UP_TO|BY) last:WHEN",
)
def from_to(first, last):
    """Сентябрь - октябрь 2023 · с 1 сентября и до 31 мая · конец августа - начало сентября"""
    if first.whole == "year" and not last.whole:
        return None
    whole = last.whole if last.is_whole_year else ""
    first, last = first.narrowed(), last.narrowed()
    start, end = first.first or first.last, last.last
    if start.year is None and end.year:
        start = start.in_year(end.year - (start.order > end.order))
    elif end.year is None and start.year:
        end = end.in_year(start.year + (start.order > end.order))
    if start.year and (start.year, *start.order) > (end.year, *end.order):
        return None
    return Clause(When(first=start, last=end, whole=whole, rough=first.rough or last.rough))


@clauses.rule("OVER FROM first:WHEN TILL last:WHEN", "OVER first:WHEN")
def over(first, last=None):
    """в период с 1 по 15 ноября · в период с 1 сентября по 31 мая"""
    clause = from_to(first, last) if last else Clause(first)
    return clause and replace(clause, bound="over")


@clauses.rule("FROM when:WHEN (UP_TO|BY|DASH) !ANY")
def cut_off(when):
    """с 1 сентября по: nobody can tell until when"""
    return Unreadable()


@clauses.rule("first:WHEN last:WHEN")
def lost_dash(first, last):
    """Сентябрь октябрь 2023: two neighbouring months with the dash lost"""
    whole_months = all(
        one.first and one.first.day == 1 and one.last.day == -1 and not one.part for one in (first, last)
    )
    if not whole_months or first.year or last.first.month - first.last.month not in (1, -11):
        return None
    return from_to(first, last)


@clauses.rule("(IN|ON|BEFORE|AS_OF)? when:WHEN")
def within(when):
    """в мае · Март 2022 г."""
    return Clause(when)


@clauses.rule("(DURING ALL?|ALL) when:WHEN", "FROM START AND? TILL when:WHEN")
def throughout(when):
    """в течение 2023 года · весь учебный год · с начала и до конца учебного года"""
    return Clause(replace(when, part=""), spread=True)


@clauses.rule("(BY|TO|UP_TO) when:WHEN", "IN (BY|TO) when:WHEN")
def by(when):
    """до 15.04.2022 · к 8 Марта · до конца учебного года · до летних каникул: until they start"""
    return ahead_of(when) if when.rough and not when.part else Clause(when, "by")


@clauses.rule("AHEAD when:WHEN")
def ahead_of(when):
    """перед летними каникулами · до зимних каникул 2023 г.: those that start in that year"""
    if when.year and when.crosses_year and when.rough:
        when = replace(when, first=replace(when.first, year=when.year), last=replace(when.last, year=when.year + 1))
    return Clause(replace(when, part=when.part or "start"), "by")


@clauses.rule("(BY|TO|AHEAD) whens:(WHEN (LIST WHEN)+)")
def ahead_of_each(whens):
    """до каникул · перед осенними и весенними каникулами: before each of them"""
    found = [token.value for token in whens if token.kind == "WHEN"]
    if not all(when.rough and when.first and not when.part for when in found):
        return None
    return [ahead_of(when) for when in found]


@clauses.rule("FROM when:WHEN")
def since(when):
    """с сентября 2023 · начиная с 2022 г."""
    return Clause(when, "from")


@clauses.rule("AFTER when:WHEN")
def after(when):
    """после 1 сентября · после окончания учебного года"""
    last = when.last if when.part != "start" or when.first is None else when.first
    return Clause(replace(when, first=None, last=last, part="", whole=""), "from")


@clauses.rule("UPON whens:(WHEN (LIST WHEN)*)")
def upon(whens):
    """по итогам 1 четверти · по окончании учебного года · по итогам I, II, III четверти"""
    return [Clause(replace(token.value, part="end")) for token in whens if token.kind == "WHEN"]


@clauses.rule("(IN|ON|limit:(BY|TO|UP_TO))? when:WHEN OPEN UPON WHEN CLOSE")
def explained(when, limit=None):
    """Июнь 2025 (по окончании учебного года) · до 10 июня (по итогам учебного года): why then, not another time"""
    return None if when.whole else Clause(when, "by" if limit else "in")


@clauses.rule("UPON YEAR_WORD")
def upon_year():
    """по итогам года"""
    return Clause(replace(OWN_YEAR, part="end"))


@clauses.rule("(BY|NOT_LESS)? BEFORE <LENGTH> BY when:WHEN", "EVE when:WHEN")
def before_day(when, unit="day", **length):
    """за две недели до 1 сентября · накануне Нового года"""
    shift = duration(unit, **length)
    return Clause(replace(when, part=when.part or "start", shift=replace(shift, count=-shift.count)), "by")


@clauses.rule("(DURING|BY|THROUGH)? <LENGTH> (AFTER|FROM) when:WHEN !TILL")
def after_day(when, unit, **length):
    """в течение двух месяцев после начала учебного года · 10 дней с 1 октября"""
    return Clause(replace(when, part=when.part or "end", shift=duration(unit, **length)), "by")
