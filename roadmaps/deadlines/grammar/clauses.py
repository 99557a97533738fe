"""How a calendar stretch bounds the work: in it, by it, from it on, from one to another."""

from dataclasses import replace

from ..duration import Duration
from ..items import Clause, Unreadable
from ..when import Day, When
from .dates import THIRDS
from .engine import Layer

clauses = Layer()


@clauses.rule("(DURING|IN|ON)? FROM? first:WHEN TILL last:WHEN")
def from_to(first, last):
    """Сентябрь - октябрь 2023 · с 1 сентября по 31 мая · декабрь 2022 – май 2023"""
    if first.whole == "year" and not last.whole:
        return None
    start, end = first.first or first.last, last.last
    if start.year is None and end.year:
        start = start.in_year(end.year - (start.order > end.order))
    elif end.year is None and start.year:
        end = end.in_year(start.year + (start.order > end.order))
    if start.year and (start.year, *start.order) > (end.year, *end.order):
        return None
    return Clause(When(first=start, last=end, whole=last.whole, rough=first.rough or last.rough))


@clauses.rule("FROM when:WHEN (UP_TO|BY|DASH) !ANY")
def cut_off(when):
    """с 1 сентября по: nobody can tell until when"""
    return Unreadable()


@clauses.rule("first:WHEN last:WHEN")
def lost_dash(first, last):
    """Сентябрь октябрь 2023: two neighbouring months with the dash lost"""
    whole_months = all(one.first and one.first.day == 1 and one.last.day == -1 for one in (first, last))
    if not whole_months or first.year or last.first.month - first.last.month not in (1, -11):
        return None
    return from_to(first, last)


@clauses.rule("(IN|ON|BEFORE|AS_OF)? when:WHEN")
def within(when):
    """в мае · Март 2022 г."""
    return Clause(when)


@clauses.rule("(DURING ALL?|ALL) when:WHEN")
def throughout(when):
    """в течение 2023 года · весь учебный год"""
    return Clause(when, spread=True)


@clauses.rule("(BY|TO|UP_TO) END? when:WHEN", "IN (BY|TO) when:WHEN")
def by(when):
    """до 15.04.2022 · к 8 Марта · до конца учебного года"""
    return Clause(replace(when, first=None), "by")


@clauses.rule("(BY|TO|AHEAD) START when:WHEN", "AHEAD when:WHEN")
def by_start(when):
    """до начала учебного года · перед каникулами"""
    return Clause(When(last=when.first or when.last), "by")


@clauses.rule("FROM START? when:WHEN")
def since(when):
    """с сентября 2023 · начиная с 2022 г."""
    return Clause(when, "from")


@clauses.rule("AFTER END? when:WHEN")
def after(when):
    """после 1 сентября · после окончания учебного года"""
    return Clause(replace(when, first=None), "from")


@clauses.rule("(IN|ON)? part:(START|MIDDLE|END) when:WHEN", "UPON END? when:WHEN")
def part_of(when, part="end"):
    """в начале сентября · в конце учебного года · по итогам 1 четверти"""
    start, end = when.first, when.last
    if start is None:
        return None
    if start.month == end.month:
        first, last = THIRDS[part]
        return Clause(replace(when, first=replace(start, day=first), last=replace(end, day=last)))
    if part == "middle":
        return None
    edge = start if part == "start" else end
    return Clause(When(first=Day(edge.month, 1, edge.year), last=Day(edge.month, -1, edge.year)))


@clauses.rule("(limit:(BY|TO)|IN|ON)? part:(START|END) YEAR_WORD", "UPON YEAR_WORD")
def edge_of_year(part="end", limit=None):
    """до конца года · в начале года: of the roadmap's kind of year, calendar or school"""
    month = 1 if part == "start" else 12
    edge = When(first=Day(month), last=Day(month, -1), whole="edge")
    if not limit:
        return Clause(edge)
    return Clause(replace(edge, first=None, last=Day(1) if part == "start" else edge.last), "by")


@clauses.rule("(BY|NOT_LESS)? BEFORE count:COUNT unit:UNIT BY START? when:WHEN")
def before_day(count, unit, when):
    """за две недели до 1 сентября"""
    return Clause(When(last=when.first or when.last, ahead=Duration(count, unit)), "by")
