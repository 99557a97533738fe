"""Items -> rules: what the parts of a phrase mean together («до 15.04.2022, далее ежегодно»)."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from . import messages
from .calendar import Period
from .items import AtLeast, Clause, MonthDay, Repeat, Span, Times
from .kinds import Continuous, Dated, Frequency, Recurring, Relative, Rule
from .settle import after, day_of_months, fitted, merged, settle, share_years, yearly
from .when import When

AFTER_QUARTER = (1, 4, 7, 10)  # «ежеквартально до 10 числа» is of the month after the quarter
INSIDE = ("in", "over")
SHORT_UNITS = ("day", "week", "month")
# Days: a longer window is a stretch that the rate fills, a shorter one is where it falls («2 раза в год: май, июль»)
LONGEST_SINGLE = {"term": 95, "quarter": 95, "halfyear": 190, "year": 250}


@dataclass
class Part:
    """The items of one part of a phrase, by what they are. `then`: it follows «далее»."""

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
        for item in _with_shared_years(items):
            drawers.get(type(item), part.others).append(item)
        return part


def _with_shared_years(items: list) -> list:
    """The items with years, and a «до» said once, spread over the dates that stand side by side."""
    result = []
    for is_clause, run in groupby(items, lambda item: isinstance(item, Clause)):
        run = list(run)
        if is_clause:
            run = _with_leading_year(run)
            whens = share_years([clause.when for clause in run])
            run = [replace(clause, when=when) for clause, when in zip(run, whens, strict=True)]
            for index in range(1, len(run)):
                single = run[index].when.first is None and run[index].bound == "in"
                if single and run[index - 1].bound == "by" and not run[index - 1].when.whole:
                    run[index] = replace(run[index], bound="by")
        result.extend(run)
    return result


def _with_leading_year(run: list[Clause]) -> list[Clause]:
    """«2023 г.: сентябрь, октябрь»: a bare year before dates without one is theirs."""
    year, *rest = run
    bare = (
        year.bound == "in"
        and year.when.whole == "year"
        and not year.when.part
        and year.when.first.year == year.when.last.year
    )
    if not bare or not rest or any(clause.when.year or clause.when.whole for clause in rest):
        return run
    return [replace(clause, when=clause.when.in_year(year.when.year)) for clause in rest]


class Reader:
    """Reads the parts of one phrase one after another; remembers the dates that «далее» speaks of."""

    def __init__(self, period: Period):
        self.period = period
        self.rules: list[Rule] = []
        self.unread: list = []
        self.warnings: dict[str, str] = {}
        self._dated: list[tuple[Clause, Dated]] = []

    def read(self, items: list, *, then: bool) -> None:
        part = Part.of(items, then)
        start = max(after(self._dated[-1][1]), self.period.start) if then and self._dated else self.period.start
        scope = Scope(self, part, start, self.period.end)
        self.rules.extend(scope.rules())
        self.rules.extend(part.others)

    def fitted(self, clause: Clause) -> When:
        return fitted(clause.when, self.period, limit=clause.bound == "by")

    def window(self, clause: Clause) -> Dated:
        """The days of a clause, with the year that the roadmap's period gives it."""
        return self._settled(clause)[0]

    def dated(self, clause: Clause) -> Dated:
        """A clause as a rule of its own: remembered for «далее», with a warning where its year had to be chosen."""
        rule, year_chosen = self._settled(clause)
        if year_chosen:
            self.warnings.setdefault(*messages.year_chosen(rule.due))
        self._dated.append((clause, rule))
        return rule

    def _settled(self, clause: Clause) -> tuple[Dated, bool]:
        (opens, due), year_chosen = settle(self.fitted(clause), self.period)
        if clause.when.rough:
            self.warnings.setdefault(*messages.ROUGH)
        return Dated(due, opens, clause.bound == "by"), year_chosen

    @property
    def dates_before(self) -> list[tuple[Clause, Dated]]:
        return list(self._dated)


class Scope:
    """One part of a phrase being read: its items, and the days between which what recurs in it is placed."""

    def __init__(self, reader: Reader, part: Part, start: date, end: date):
        self.reader, self.part, self.start, self.end = reader, part, start, end
        self.rate = _main(part.times)
        self.windows: list[Dated] = []

    def rules(self) -> list[Rule]:
        repeating = bool(self.part.repeats or self.part.month_days)
        if self.rate and not self.rate.unit and (self.part.spans or self._whole(self.part.clauses)):
            self.rate = replace(self.rate, unit="year")
        if repeating or (self.rate and self.rate.unit):
            dates = [clause for clause in self.part.clauses if not self._limits(clause)]
        else:
            dates = self.part.clauses
        if self.part.repeats and self._rarer_than_weekly():
            self.reader.unread.extend(self.part.repeats)
            return self._rated(dates)
        if repeating:
            return [*map(self._once, dates), *self._patterns()]
        if self.rate and self.rate.unit:
            return self._rated(dates)
        if self._follows_yearly(dates):
            return self._yearly(dates)
        if self.rate:
            self.reader.unread.append(self.rate)
        self.reader.unread.extend(self.part.at_least)
        return self._plain(dates)

    def _rarer_than_weekly(self) -> bool:
        """«1 раз в месяц по понедельникам» is not every Monday."""
        weekly = any(repeat.pattern.freq == "WEEKLY" for repeat in self.part.repeats)
        return weekly and self.rate is not None and self.rate.unit not in ("day", "week", None)

    # what narrows the span in which something recurs

    def _limits(self, clause: Clause) -> bool:
        """Whether the clause only says from when, until when or within what the rest recurs; if so it is applied."""
        when = clause.when
        short = bool(self.part.repeats or self.part.month_days) or self.rate.unit in SHORT_UNITS
        if when.is_whole_year and (when.year or clause.bound in INSIDE):
            return self._narrow(clause)
        if clause.bound in ("from", "over") or (short and clause.bound == "by"):
            return self._narrow(clause)
        if clause.bound not in INSIDE or not when.first:
            return False
        window = self.reader.window(clause)
        if not short and (window.due - window.start).days <= LONGEST_SINGLE[self.rate.unit]:
            return False
        if self.rate and self.rate.unit == "year":
            return self._narrow(clause)
        self.windows.append(window)
        return True

    def _narrow(self, clause: Clause) -> bool:
        if not clause.when.year and clause.when.whole and clause.bound in INSIDE:
            if clause.when.whole == "school" and self.reader.period.is_one_school_year:
                window = self.reader.window(clause)
                self.start, self.end = max(self.start, window.start), min(self.end, window.due)
            return True
        window = self.reader.window(clause)
        if clause.bound == "over":
            self.start, self.end = window.start, window.due
            return True
        if clause.bound in (*INSIDE, "from"):
            self.start = max(self.start, window.start)
        if clause.bound in (*INSIDE, "by"):
            last_year = clause.when.whole and window.due.year == self.reader.period.end.year
            self.end = min(window.due, self.end) if last_year else window.due
        return True

    # what recurs

    def _patterns(self) -> list[Rule]:
        quarterly = any(times.unit == "quarter" for times in self.part.times)
        rules: list[Recurring] = []
        for start, end in self._stretches():
            for repeat in self.part.repeats:
                rules.append(Recurring(repeat.pattern, repeat.pattern.first(start), end))
            for item in self.part.month_days:
                months = item.months or (AFTER_QUARTER if quarterly else ())
                rules.append(day_of_months(item, start, end, months=months))
        return self._coming(rules)

    def _coming(self, rules: list[Recurring]) -> list[Recurring]:
        """The rules that fall due at all; those that would only after the roadmap's end are kept, to be warned of."""
        end = self.reader.period.end
        yearly_later = [rule for rule in rules if rule.first_due > end == rule.until and rule.pattern.freq == "YEARLY"]
        kept = [rule for rule in rules if rule.first_due <= rule.until or rule in yearly_later]
        if len(kept) < len(rules):
            self.reader.warnings.setdefault(*messages.nothing_in_period(self.reader.period))
        return kept

    def _stretches(self) -> list[tuple[date, date]]:
        """Where what recurs is placed; none when the limits leave no day."""
        stretches = [(window.start, window.due) for window in self.windows] or [(self.start, self.end)]
        return [(start, end) for start, end in stretches if start <= end]

    def _rated(self, dates: list[Clause]) -> list[Rule]:
        if not dates:
            return self._again() or self._frequencies()
        named = [clause for clause in dates if clause.when.year]
        if named:
            rules: list[Rule] = [self._once(clause) for clause in dates]
            if self.rate.adverb and self.rate.unit == "year":
                return rules + (self._again() or self._frequencies_after(rules))
            return rules if len(dates) >= self.rate.low else rules + self._frequencies()
        if self.rate.unit not in ("year", "halfyear", "quarter", "term") or (
            self.rate.unit != "year" and len(dates) == 1
        ):
            return [*map(self._once, dates), *self._frequencies()]
        rules = self._yearly(dates)
        return rules if self.rate.adverb or len(dates) >= self.rate.low else rules + self._frequencies()

    def _again(self) -> list[Rule]:
        """«далее ежегодно»: the dates said before, every year after them."""
        if not (self.rate.adverb and self.rate.unit == "year"):
            return []
        again = [
            yearly(
                self.reader.fitted(clause),
                max(self.start, after(rule)),
                self.end,
                limit=rule.limit,
            )
            for clause, rule in self.reader.dates_before
            if not clause.when.is_whole_year
        ]
        return merged(self._coming([rule for rule in again if rule]))

    def _yearly(self, dates: list[Clause]) -> list[Rule]:
        rules, once = [], []
        for clause in dates:
            when = self.reader.fitted(clause)
            rule = yearly(when, self.start, self.end, limit=clause.bound == "by")
            (rules if rule else once).append(rule or self._once(clause))
            if when.rough:
                self.reader.warnings.setdefault(*messages.ROUGH)
        return [*merged(self._coming(rules)), *once]

    def _follows_yearly(self, dates: list[Clause]) -> bool:
        """«до 15.04.2022, далее до 1 октября»: dates without a year after «далее» recur over several years."""
        before = self.reader.dates_before
        several_years = self.reader.period.end.year - self.reader.period.start.year > 1
        plain = all(not clause.when.year and clause.bound != "from" and not clause.spread for clause in dates)
        return (
            self.part.then
            and bool(dates)
            and bool(before)
            and bool(before[-1][0].when.year)
            and several_years
            and plain
        )

    def _frequencies(self) -> list[Rule]:
        rate, at_least = self.rate, self.part.at_least[0].duration if self.part.at_least else None
        unit, terms = ("quarter", True) if rate.unit == "term" else (rate.unit, False)
        return [
            Frequency(unit, start, end, self.reader.period, rate.low, rate.high, rate.every, at_least, terms)
            for start, end in self._stretches()
        ]

    def _frequencies_after(self, dated: list[Dated]) -> list[Rule]:
        """«2021 год, далее ежегодно»: once a year from the day after."""
        self.start = max(self.start, after(dated[-1]))
        return self._frequencies() if self.start <= self.end else []

    # what does not recur

    def _once(self, clause: Clause) -> Rule:
        return self.reader.dated(clause)

    def _whole(self, dates: list[Clause]) -> bool:
        """Whether the dates are no more than a (school) year: «в 2023/24 уч. году не менее 2 раз»."""
        return bool(dates) and all(clause.when.is_whole_year for clause in dates)

    def _plain(self, dates: list[Clause]) -> list[Rule]:
        rules: list[Rule] = []
        for clause in dates:
            rules.append(self._open_ended(clause) if clause.bound == "from" else self._stretch(clause))
        if self.part.spans and not any(clause.bound == "from" or self._lasts(clause) for clause in dates):
            rules.append(Continuous(self.start, max(self.start, self.end)))
        return rules

    def _lasts(self, clause: Clause) -> bool:
        """«постоянно, с сентября по май»: the stretch is what lasts."""
        adverbial = any(span.whole == "all" for span in self.part.spans)
        return adverbial and clause.bound in INSIDE and clause.when.first is not None

    def _open_ended(self, clause: Clause) -> Rule:
        window = self.reader.window(clause)
        start = window.start
        return Continuous(start, max(start, self.end))

    def _stretch(self, clause: Clause) -> Rule:
        when, period = clause.when, self.reader.period
        several_years = when.first and when.last.year and when.first.year and when.last.year - when.first.year > 0
        if self._lasts(clause):
            window = self.reader.window(clause)
            return Continuous(window.start, window.due)
        lasting = clause.spread or when.whole == "school" or several_years
        if not when.is_whole_year or clause.bound not in INSIDE or not lasting:
            return self._once(clause)
        if not when.year and not (when.whole == "school" and period.is_one_school_year):
            return Continuous(self.start, max(self.start, self.end))
        window = self.reader.window(clause)
        return Continuous(window.start, window.due)


def _main(times: list[Times]) -> Times | None:
    """The rate that speaks: a count over an adverb («ежегодно, 2 раза в год»), a shorter unit over a longer."""
    order = ("day", "week", "month", "term", "quarter", "halfyear", "year", None)
    return min(times, key=lambda one: (one.adverb, order.index(one.unit)), default=None)


def check(rules: list[Rule], period: Period) -> dict[str, str]:
    """What a reader of the roadmap should be warned of: dates outside its period, an event left unnamed, nothing to
    do.
    """
    found: dict[str, str] = {}
    for rule in rules:
        dues = [due for _, due in rule.windows()]
        if any(due > period.end for due in dues):
            found.setdefault(*messages.past_period(max(dues), period))
        if any(due < period.start for due in dues):
            found.setdefault(*messages.before_period(min(dues), period))
        if isinstance(rule, Recurring) and not dues:
            found.setdefault(*messages.nothing_in_period(period))
        if isinstance(rule, Relative) and not rule.event:
            found.setdefault(*messages.NO_EVENT)
    return found
