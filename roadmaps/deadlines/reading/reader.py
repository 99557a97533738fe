"""From part to part of a phrase, and a look at the whole."""

from .. import messages
from ..calendar import Period
from ..items import Clause
from ..kinds import Recurring, Relative, Rule
from .context import Context
from .parts import Part
from .plain import plain_rules
from .recurring import Recurrences


class Reader:
    """Reads the parts of one phrase in their order; gathers its `rules`, `warnings` and the `unread` items."""

    def __init__(self, period: Period):
        self.context = Context(period)
        self.rules: list[Rule] = []

    def read(self, items: list, *, then: bool) -> None:
        part = Part.of(items, then)
        self.rules += [*self._settled(part), *part.others]

    @property
    def unread(self) -> list:
        return self.context.unread

    @property
    def warnings(self) -> dict[str, str]:
        return {**self.context.warnings, **_checked(self.rules, self.context.period)}

    def _settled(self, part: Part) -> list[Rule]:
        self.context.unread.extend(part.take_remarks())
        rate = part.rate()
        if part.repeating or (rate and rate.unit):
            return Recurrences(self.context, part, rate).rules()
        self.context.unread.extend([*part.times, *part.at_least])
        if part.then and self._recurs(part.clauses):
            return Recurrences(self.context, part, None).every_year(part.clauses)
        return plain_rules(self.context, part)

    def _recurs(self, dates: list[Clause]) -> bool:
        """«до 15.04.2022, далее до 1 октября»: dates without a year after «далее» recur over several years."""
        period, before = self.context.period, self.context.dates_before
        several_years = period.end.year - period.start.year > 1
        plain = all(not clause.when.year and clause.bound != "from" and not clause.spread for clause in dates)
        return bool(dates and before and before[-1][0].when.year and several_years and plain)


def _checked(rules: list[Rule], period: Period) -> dict[str, str]:
    """What to warn of in the whole: dates outside the roadmap's period, an event left unnamed, nothing to do."""
    found: dict[str, str] = {}
    for rule in rules:
        dues = [due for _, due in rule.windows()]
        if dues and max(dues) > period.end:
            found.setdefault(*messages.past_period(max(dues), period))
        if dues and min(dues) < period.start:
            found.setdefault(*messages.before_period(min(dues), period))
        if isinstance(rule, Recurring) and not dues:
            found.setdefault(*messages.nothing_in_period(period))
        if isinstance(rule, Relative) and not rule.event:
            found.setdefault(*messages.NO_EVENT)
    return found
