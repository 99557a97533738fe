"""What is known while a phrase is read: the roadmap's period, the dates so far, what to warn of, what stays unread."""

from datetime import date

from .. import messages
from ..calendar import Period
from ..items import Clause
from ..kinds import Dated
from ..settle import after, fitted, settle
from ..when import When

INSIDE = ("in", "over")  # the bounds of a clause that take the stretch as it is


class Context:
    def __init__(self, period: Period):
        self.period = period
        self.warnings: dict[str, str] = {}
        self.unread: list = []
        self.dates_before: list[tuple[Clause, Dated]] = []

    def fitted(self, clause: Clause) -> When:
        return fitted(clause.when, self.period, limit=clause.bound == "by")

    def window(self, clause: Clause) -> Dated:
        """The days of a clause, with the year that the roadmap's period gives it."""
        return self._settled(clause)[0]

    def once(self, clause: Clause) -> Dated:
        """A clause as a rule of its own: remembered for «далее», with a warning where its year had to be chosen."""
        rule, year_chosen = self._settled(clause)
        if year_chosen:
            self.warn(messages.year_chosen(rule.due))
        self.dates_before = [*self.dates_before, (clause, rule)]
        return rule

    def start(self, *, then: bool) -> date:
        """Where what recurs starts: with the roadmap, or after the dates that «далее» speaks of."""
        if then and self.dates_before:
            return max(after(self.dates_before[-1][1]), self.period.start)
        return self.period.start

    def warn(self, warning: tuple[str, str]) -> None:
        self.warnings.setdefault(*warning)

    def _settled(self, clause: Clause) -> tuple[Dated, bool]:
        (opens, due), year_chosen = settle(self.fitted(clause), self.period)
        if clause.when.rough:
            self.warn(messages.ROUGH)
        return Dated(due, opens, clause.bound == "by"), year_chosen
