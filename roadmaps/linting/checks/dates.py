"""What is doubtful in a deadline. Dates that a person has set instead of the phrase's are not questioned."""

from collections.abc import Iterator

from ...deadlines import Dated
from ..places import LintWarning
from ..reading import Reading, Row
from ..wording import is_cut

OUTSIDE = frozenset({"before_period", "past_period"})  # what the reading of a phrase calls it, told here as one


def deadline_unclear(reading: Reading) -> Iterator[LintWarning]:
    for row in _rows_read(reading):
        if row.activity.deadline.strip() and not row.schedule.understood:
            yield row.place.warning(
                "deadline_unclear",
                f"срок «{row.activity.deadline}» требует уточнения. Назначьте даты; исходная запись сохранится.",
            )


def deadline_remarks(reading: Reading) -> Iterator[LintWarning]:
    """What the reading of the phrase itself warns of: an event left unnamed, a year that had to be assumed."""
    for row in _rows_read(reading):
        for code, message in row.schedule.warnings:
            if code not in OUTSIDE:
                yield row.place.warning(code, message)


def outside_period(reading: Reading) -> Iterator[LintWarning]:
    for row in _rows_read(reading):
        if OUTSIDE & dict(row.schedule.warnings).keys():
            yield row.place.warning(
                "outside_period",
                f"срок «{row.activity.deadline}» выходит за период карты ({reading.period.start:%d.%m.%Y} – "
                f"{reading.period.end:%d.%m.%Y}). Сверьте с оригиналом и исправьте срок или период изменением карты.",
            )


def before_approval(reading: Reading) -> Iterator[LintWarning]:
    """Due before the paper that orders it. What recurs is not meant: it simply begins after the approval."""
    if approved_on := reading.approved_on:
        for row in _rows_read(reading):
            once = [rule.due for rule in row.schedule.rules if isinstance(rule, Dated)]
            if any(reading.period.start <= due < approved_on for due in once):
                yield row.place.warning(
                    "before_approval",
                    f"срок «{row.activity.deadline}» наступает раньше, чем утверждена карта ({approved_on:%d.%m.%Y}). "
                    "Сверьте с оригиналом и исправьте срок изменением карты.",
                )


def _rows_read(reading: Reading) -> Iterator[Row]:
    """The rows whose dates come from the phrase, and from a whole one."""
    return (row for row in reading.rows if not (row.activity.dates_by_hand or is_cut(row.activity.deadline)))
