"""The rules of a part in which something recurs: dates of every year, days of months and weeks, a count a unit."""

from itertools import islice

from .. import messages
from ..items import Clause, Times
from ..kinds import Dated, Frequency, Recurring, Rule
from ..settle import after, day_of_months, merged, yearly
from .context import Context
from .limits import Limits
from .parts import Part

AFTER_QUARTER = (1, 4, 7, 10)  # «ежеквартально до 10 числа» is of the month after the quarter


class Recurrences:
    def __init__(self, context: Context, part: Part, rate: Times | None):
        self.context, self.part, self.rate = context, part, rate
        self.limits = Limits(context, part, rate)

    def rules(self) -> list[Rule]:
        if self.part.repeats and self._rarer_than_weekly():
            self.context.unread.extend(self.part.repeats)
            return self._rated()
        if self.part.repeating:
            return [*map(self.context.once, self.limits.dates), *self._patterns()]
        return self._rated()

    def every_year(self, dates: list[Clause]) -> list[Rule]:
        """The dates of every year, one day of several months as one rule; once where no RRULE can say them."""
        rules, once = [], []
        for clause in dates:
            when = self.context.fitted(clause)
            rule = yearly(when, self.limits.start, self.limits.end, limit=clause.bound == "by")
            (rules if rule else once).append(rule or self.context.once(clause))
            if when.rough:
                self.context.warn(messages.ROUGH)
        return [*merged(self._coming(rules)), *once]

    def _rarer_than_weekly(self) -> bool:
        """«1 раз в месяц по понедельникам» is not every Monday."""
        weekly = any(repeat.pattern.freq == "WEEKLY" for repeat in self.part.repeats)
        return weekly and self.rate is not None and self.rate.unit not in ("day", "week", None)

    def _patterns(self) -> list[Rule]:
        quarterly = any(times.unit == "quarter" for times in self.part.times)
        workdays = self.context.period.workdays
        rules: list[Recurring] = []
        for start, end in self.limits.stretches:
            for repeat in self.part.repeats:
                rules.append(Recurring(repeat.pattern, repeat.pattern.first(start, workdays), end, workdays=workdays))
            for item in self.part.month_days:
                months = item.months or (AFTER_QUARTER if quarterly else ())
                rules.append(day_of_months(item, start, end, months=months, workdays=workdays))
        return [self._once_in_window(rule) for rule in self._coming(rules)]

    def _once_in_window(self, rule: Recurring) -> Rule:
        """«сентябрь (до 15 числа)» falls due once."""
        dues = list(islice(rule.windows(), 2))
        if not self.limits.windows or len(dues) != 1:
            return rule
        opens, due = dues[0]
        return Dated(due, opens, rule.limit)

    def _coming(self, rules: list[Recurring]) -> list[Recurring]:
        """The rules that fall due at all; those that would only after the roadmap's end are kept, to be warned of."""
        end = self.context.period.end
        later = [rule for rule in rules if rule.first_due > end == rule.until and rule.pattern.freq == "YEARLY"]
        kept = [rule for rule in rules if rule.first_due <= rule.until or rule in later]
        if len(kept) < len(rules):
            self.context.warn(messages.nothing_in_period(self.context.period))
        return kept

    def _rated(self) -> list[Rule]:
        """Dates beside a rate: they are when it happens («2 раза в год: май, октябрь»), or stand beside it."""
        dates, yearly_adverb = self.limits.dates, self.rate.adverb and self.rate.unit == "year"
        if not dates:
            return (yearly_adverb and self._again()) or self._frequencies()
        enough = self.rate.adverb or len(dates) >= self.rate.low
        if any(clause.when.year for clause in dates):
            rules: list[Rule] = [self.context.once(clause) for clause in dates]
            if yearly_adverb:
                return rules + (self._again() or self._frequencies_after(rules[-1]))
            return rules if len(dates) >= self.rate.low else rules + self._frequencies()
        several_a_year = self.rate.unit in ("halfyear", "quarter", "term") and len(dates) > 1
        if self.rate.unit != "year" and not several_a_year:
            return [*map(self.context.once, dates), *self._frequencies()]
        return self.every_year(dates) + ([] if enough else self._frequencies())

    def _again(self) -> list[Rule]:
        """«далее ежегодно»: the dates said before, every year after them."""
        again = [
            yearly(self.context.fitted(clause), max(self.limits.start, after(rule)), self.limits.end, limit=rule.limit)
            for clause, rule in self.context.dates_before
            if not clause.when.is_whole_year
        ]
        return merged(self._coming([rule for rule in again if rule]))

    def _frequencies(self) -> list[Rule]:
        rate, at_least = self.rate, self.part.at_least[0].duration if self.part.at_least else None
        unit, terms = ("quarter", True) if rate.unit == "term" else (rate.unit, False)
        return [
            Frequency(unit, start, end, self.context.period, rate.low, rate.high, rate.every, at_least, terms)
            for start, end in self.limits.stretches
        ]

    def _frequencies_after(self, dated: Dated) -> list[Rule]:
        """«2021 год, далее ежегодно»: once a year from the day after."""
        self.limits.start = max(self.limits.start, after(dated))
        return self._frequencies()
