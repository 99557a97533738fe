"""What a phrase was read into, and the dates it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .calendar import Period
from .explain import explain
from .kinds import Relative, Rule, UntilEvent


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One thing to be done: due on a day, possibly within a window that opens before. `rule_index` points into the
    rules.
    """

    due: date
    opens: date | None
    rule_index: int

    def to_dict(self) -> dict:
        return {"opens": self.opens.isoformat() if self.opens else None, "due": self.due.isoformat()}


@dataclass(frozen=True)
class Schedule:
    """A deadline phrase as the product reads it.

    `phrase` is the wording, untouched; `rules` one or more of the eight kinds, part by part as the phrase goes;
    `remainder` what was left unread; `warnings` pairs of (code, message in Russian).
    """

    phrase: str
    period: Period
    rules: tuple[Rule, ...] = ()
    remainder: str = ""
    warnings: tuple[tuple[str, str], ...] = ()

    @property
    def understood(self) -> bool:
        return bool(self.rules)

    @cached_property
    def explanation(self) -> str:
        """How the phrase is understood, in plain Russian; «срок требует уточнения» when it is not."""
        return explain(self.rules, self.period)

    @property
    def events(self) -> tuple[str, ...]:
        """The events that rules wait for, as the phrase has them, each once; "" for one that it does not name."""
        return tuple(dict.fromkeys(rule.event for rule in self.rules if isinstance(rule, Relative | UntilEvent)))

    def occurrences(
        self, start: date | None = None, end: date | None = None, *, happened: Mapping[str, date] | None = None
    ) -> tuple[Occurrence, ...]:
        """The occurrences whose due date lies in start..end (both included; None is no limit), by due date.

        Without limits these are all occurrences of the phrase. What recurs is limited by the roadmap's period, unless
        the phrase itself names another end; dates that the phrase names are given even when they lie outside the
        period (`warnings` says so). `happened` gives the days of events, by `Relative.event`: rules counted from an
        event have no occurrences without it.
        """
        found = {
            (opens, due): index
            for index, rule in reversed(list(enumerate(self.rules)))
            for opens, due in self._windows(rule, happened or {})
            if (start is None or start <= due) and (end is None or due <= end)
        }
        return tuple(sorted((Occurrence(due, opens, index) for (opens, due), index in found.items()), key=_by_due))

    def _windows(self, rule: Rule, happened: Mapping[str, date]):
        if isinstance(rule, Relative) and rule.event in happened:
            return rule.after(happened[rule.event], self.period.end, self.period.workdays)
        return rule.windows()

    def to_dict(self) -> dict:
        """The reading as `manage.py explain_deadline --json` prints it."""
        return {
            "phrase": self.phrase,
            "understood": self.understood,
            "explanation": self.explanation,
            "remainder": self.remainder,
            "rules": [rule.to_dict() for rule in self.rules],
            "occurrences": [occurrence.to_dict() for occurrence in self.occurrences()],
            "warnings": [{"code": code, "message": message} for code, message in self.warnings],
        }


def _by_due(occurrence: Occurrence) -> tuple:
    return occurrence.due, occurrence.opens or occurrence.due, occurrence.rule_index
