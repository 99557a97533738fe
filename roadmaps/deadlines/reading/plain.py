"""The rules of a part in which nothing recurs: days, windows, stretches of time."""

from datetime import date

from ..items import Clause
from ..kinds import Continuous, Rule
from .context import INSIDE, Context
from .parts import Part


def plain_rules(context: Context, part: Part) -> list[Rule]:
    start, end = context.start(then=part.then), context.period.end
    adverbial = any(span.whole == "all" for span in part.spans)
    rules = [_rule(context, clause, (start, end), adverbial=adverbial) for clause in part.clauses]
    said = any(clause.bound == "from" or (adverbial and _is_stretch(clause)) for clause in part.clauses)
    return [*rules, _continuous(start, end)] if part.spans and not said else rules


def _rule(context: Context, clause: Clause, span: tuple[date, date], *, adverbial: bool) -> Rule:
    if clause.bound == "from":
        return _continuous(context.window(clause).start, span[1])
    if adverbial and _is_stretch(clause):  # «постоянно, с сентября по май»
        window = context.window(clause)
        return _continuous(window.start, window.due)
    if not _is_lasting(clause):
        return context.once(clause)
    if not clause.when.year and not (clause.when.whole == "school" and context.period.is_one_school_year):
        return _continuous(*span)
    window = context.window(clause)
    return _continuous(window.start, window.due)


def _is_stretch(clause: Clause) -> bool:
    return clause.bound in INSIDE and clause.when.first is not None


def _is_lasting(clause: Clause) -> bool:
    """A school year, several years, «в течение 2023 года»: no window to do a thing in once, but all that time."""
    if not clause.when.is_whole_year or clause.bound not in INSIDE:
        return False
    return clause.spread or clause.when.whole == "school" or not (clause.when.is_single_year or not clause.when.year)


def _continuous(start: date, end: date) -> Continuous:
    return Continuous(start, max(start, end))
