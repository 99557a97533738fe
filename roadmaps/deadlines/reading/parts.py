"""The items of one part of a phrase, by what they are; a year or a «до» said once is spread over its neighbours."""

from dataclasses import dataclass, field, replace
from itertools import groupby

from ..items import AtLeast, Clause, MonthDay, Repeat, Span, Times
from ..kinds import Rule
from ..settle import share_years
from ..when import When

UNITS = ("day", "week", "month", "term", "quarter", "halfyear", "year", None)


@dataclass
class Part:
    """`then`: it follows «далее». `others` are rules that need no settling."""

    then: bool
    clauses: list[Clause] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    month_days: list[MonthDay] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    at_least: list[AtLeast] = field(default_factory=list)
    others: list[Rule] = field(default_factory=list)

    @classmethod
    def of(cls, items: list, then: bool) -> "Part":
        part = cls(then)
        drawers = {
            Clause: part.clauses, Times: part.times, Span: part.spans, MonthDay: part.month_days, Repeat: part.repeats,
            AtLeast: part.at_least,
        }  # fmt: skip
        for item in _with_what_is_said_once(items):
            drawers.get(type(item), part.others).append(item)
        return part

    @property
    def repeating(self) -> bool:
        return bool(self.repeats or self.month_days)

    def take_remarks(self) -> list[Repeat]:
        """Takes out the weekdays that stand beside days: «15, 17 ноября (ср, пт)», «3-4 октября (вт, ср)»."""
        days = self.month_days or any(clause.bound == "in" and clause.when.is_within_a_week for clause in self.clauses)
        remarks = [repeat for repeat in self.repeats if repeat.bare and days]
        self.repeats = [repeat for repeat in self.repeats if repeat not in remarks]
        return remarks

    def rate(self) -> Times | None:
        """The rate that speaks: a count over an adverb («ежегодно, 2 раза в год»), a shorter unit over a longer.

        A count without a unit is of the (school) year that stands beside it: «в 2023/24 уч. году не менее 2 раз».
        """
        rate = min(self.times, key=lambda one: (one.adverb, UNITS.index(one.unit)), default=None)
        whole_year = bool(self.clauses) and all(clause.when.is_whole_year for clause in self.clauses)
        if rate and not rate.unit and (self.spans or whole_year):
            return replace(rate, unit="year")
        return rate


def _with_what_is_said_once(items: list) -> list:
    result = []
    for is_clause, group in groupby(items, lambda item: isinstance(item, Clause)):
        run = list(group)
        result += _with_shared_limit(_with_shared_years(run)) if is_clause else run
    return result


def _with_shared_years(run: list[Clause]) -> list[Clause]:
    run = _with_leading_year(run)
    whens = share_years([clause.when for clause in run])
    return [replace(clause, when=when) for clause, when in zip(run, whens, strict=True)]


def _with_leading_year(run: list[Clause]) -> list[Clause]:
    """«2023 г.: сентябрь, октябрь»: a bare year, or a school year, before dates without one is theirs."""
    year, *rest = run
    bare = year.bound == "in" and not year.spread and year.when.is_whole_year and year.when.year
    named = bare and (year.when.whole == "school" or year.when.is_single_year)
    if not named or not rest or any(clause.when.year or clause.when.whole for clause in rest):
        return run
    return [replace(clause, when=clause.when.in_year(_year_within(year.when, clause.when))) for clause in rest]


def _year_within(whole: When, when: When) -> int:
    """The year that a stretch without one has in a calendar or a school year."""
    first, last = whole.first, whole.last
    return last.year if when.last.month < first.month else first.year


def _with_shared_limit(run: list[Clause]) -> list[Clause]:
    """«до 15 ноября, 15 февраля, 15 мая»: each of the days is a limit."""
    shared = run[:1]
    for clause in run[1:]:
        before = shared[-1]
        limit = clause.bound == "in" and clause.when.first is None and before.bound == "by" and not before.when.whole
        shared.append(replace(clause, bound="by") if limit else clause)
    return shared
