"""What a quarter's figures are tried for before the director signs them (anchors.md B.3 no. 7).

Errors must be mended; a warning is let pass with a comment. Pure: works on `Line`s, not on rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.numbers import told

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Elsewhere:
    """The same indicator as of the same date in another report of the organisation."""

    report: str
    value: Decimal


@dataclass(frozen=True)
class Line:
    """A figure with what it is compared to. Values are per cent for shares, quantities otherwise."""

    figure: int
    is_share: bool
    is_cumulative: bool
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    previous: Decimal | None = None  # the value last accepted
    target: Decimal | None = None
    target_above: Decimal | None = None  # the plan of the municipality
    elsewhere: Elsewhere | None = None
    is_overridden: bool = False
    override_reason: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Finding:
    """What is wrong with a figure and what to do; a warning is explained once the figure has a comment."""

    figure: int
    code: str
    message: str
    is_error: bool
    is_explained: bool = False

    @property
    def stops(self) -> bool:
        return self.is_error or not self.is_explained


def jumped(before: Decimal, now: Decimal, percent: int) -> bool:
    """From nothing to something and the other way is a jump; so is a change by more than so many per cent."""
    if not before or not now:
        return before != now
    return abs(now - before) * HUNDRED > before * percent


def findings(lines: Iterable[Line], *, jump_percent: int) -> list[Finding]:
    """Errors and warnings of each figure, errors first."""
    found = [finding for line in lines for finding in (*_errors(line), *_warnings(line, jump_percent))]
    return sorted(found, key=lambda finding: not finding.is_error)


def _errors(line: Line) -> Iterator[Finding]:
    if line.numerator is None:
        yield _error(line, "empty", _("There is no number. Enter it, or count again."))
        return
    if line.is_share and not line.denominator and line.numerator:
        text = _("The denominator is not entered. Enter the number and its source under «Numbers from outside».")
        yield _error(line, "no_denominator", text)
    elif line.is_share and line.denominator is not None and line.numerator > line.denominator:
        text = _("The part (%(part)s) is greater than the whole (%(whole)s). Check both numbers.")
        yield _error(line, "over", text % {"part": told(line.numerator), "whole": told(line.denominator)})
    if line.is_overridden and not line.override_reason.strip():
        text = _("The number differs from the counted one. Say why, or take the counted one.")
        yield _error(line, "no_reason", text)
    if line.is_cumulative and line.previous is not None and line.value is not None and line.value < line.previous:
        text = _("Counted from the start of the project it cannot fall: last time it was %(before)s.")
        if not line.comment.strip():
            yield _error(line, "fell", text % {"before": told(line.previous)} + " " + _("If that was wrong, say so."))


def _warnings(line: Line, jump_percent: int) -> Iterator[Finding]:
    if line.value is None:
        return
    before = line.previous
    if before is not None and jumped(before, line.value, jump_percent):
        text = _("It was %(before)s and is %(now)s now: a change of more than %(percent)d %%. Explain it.")
        yield _warning(line, "jump", text % {"before": told(before), "now": told(line.value), "percent": jump_percent})
    if line.target is not None and line.target_above is not None and line.target < line.target_above:
        text = _("The institution's plan (%(own)s) is lower than the municipality's (%(above)s).")
        yield _warning(line, "low_plan", text % {"own": told(line.target), "above": told(line.target_above)})
    other = line.elsewhere
    if other is not None and other.value != line.value:
        text = _("In «%(report)s» as of the same date it is %(there)s, here %(here)s. Correct one of them or explain.")
        yield _warning(
            line, "contradicts",
            text % {"report": other.report, "there": told(other.value), "here": told(line.value)},
        )  # fmt: skip


def _error(line: Line, code: str, message: str) -> Finding:
    return Finding(line.figure, code, message, is_error=True)


def _warning(line: Line, code: str, message: str) -> Finding:
    return Finding(line.figure, code, message, is_error=False, is_explained=bool(line.comment.strip()))
