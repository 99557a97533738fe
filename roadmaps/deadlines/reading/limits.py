"""Between which days something recurs: «ежемесячно с октября по май», «до 1 октября ежегодно, с 2022 по 2024»."""

from datetime import date

from ..items import Clause, Times
from ..kinds import Dated
from .context import INSIDE, Context
from .parts import Part

SHORT_UNITS = ("day", "week", "month")
# Days: a longer window is a stretch that the rate fills, a shorter one is where it falls («2 раза в год: май, июль»)
LONGEST_SINGLE = {"term": 95, "quarter": 95, "halfyear": 190, "year": 250}


class Limits:
    """`start` and `end` as the clauses narrow them; `dates` are the clauses that do not limit but fall due."""

    def __init__(self, context: Context, part: Part, rate: Times | None):
        self.context, self.rate = context, rate
        self.start, self.end = context.start(then=part.then), context.period.end
        self.often = part.repeating or bool(rate and rate.unit in SHORT_UNITS)
        self.windows: list[Dated] = []
        recurs = part.repeating or rate is not None
        self.dates = [clause for clause in part.clauses if not recurs or not self._takes(clause)]

    @property
    def stretches(self) -> list[tuple[date, date]]:
        """Where what recurs is placed; none when the limits leave no day."""
        found = [(window.start, window.due) for window in self.windows] or [(self.start, self.end)]
        return [(start, end) for start, end in found if start <= end]

    def _takes(self, clause: Clause) -> bool:
        """Whether the clause only says from when, until when or within what the rest recurs; if so it is applied."""
        when = clause.when
        if when.is_whole_year and clause.bound in INSIDE and not when.year:
            self._within_every_year(clause)
        elif self._is_limit(clause):
            self._narrow(clause)
        elif clause.bound in INSIDE and when.first and self._is_filled(clause):
            self.windows.append(self.context.window(clause))
        else:
            return False
        return True

    def _is_limit(self, clause: Clause) -> bool:
        if clause.bound == "over" and not self.often and not clause.when.year and not self._is_filled(clause):
            return False  # «ежегодно, в период с 15 ноября по 15 декабря»
        if clause.when.is_whole_year and clause.when.year or clause.bound in ("from", "over"):
            return True
        long_stretch = clause.bound in INSIDE and clause.when.first and not self.often and self.rate.unit == "year"
        return (self.often and clause.bound == "by") or bool(long_stretch and self._is_filled(clause))

    def _is_filled(self, clause: Clause) -> bool:
        """Whether the stretch is so long that the rate happens in it more than once."""
        window = self.context.window(clause)
        return self.often or (window.due - window.start).days > LONGEST_SINGLE[self.rate.unit]

    def _within_every_year(self, clause: Clause) -> None:
        """«в течение учебного года»: September to May where the roadmap is of one school year."""
        if clause.when.whole == "school" and self.context.period.is_one_school_year:
            window = self.context.window(clause)
            self.start, self.end = max(self.start, window.start), min(self.end, window.due)

    def _narrow(self, clause: Clause) -> None:
        window = self.context.window(clause)
        if clause.bound == "over":
            self.start, self.end = window.start, window.due
            return
        if clause.bound in ("in", "from"):
            self.start = max(self.start, window.start)
        if clause.bound in ("in", "by"):
            last_year = clause.when.whole and window.due.year == self.context.period.end.year
            self.end = min(window.due, self.end) if last_year else window.due
