"""An institution answers to its municipality: it cannot finish later than the municipality has promised."""

from collections.abc import Iterator
from datetime import date

from ..above import found_above
from ..places import LintWarning
from ..reading import Reading, Row


def later_than_above(reading: Reading) -> Iterator[LintWarning]:
    for row in reading.rows:
        above = found_above(row.activity, reading.above)
        if above and _is_later(_dues(row), [due for due in above.dues if _within(reading, due)]):
            yield row.place.warning(
                "later_than_above",
                f"срок «{row.activity.deadline}» наступает позже, чем срок этого мероприятия в карте "
                f"«{above.organization}» («{above.deadline}»). Назначьте более ранний срок или согласуйте его.",
            )


def _dues(row: Row) -> list[date]:
    by_hand = [date.fromisoformat(each["due"]) for each in row.activity.dates_by_hand]
    return sorted(by_hand) or [each.due for each in row.schedule.occurrences()]


def _within(reading: Reading, due: date) -> bool:
    return reading.period.start <= due <= reading.period.end


def _is_later(own: list[date], above: list[date]) -> bool:
    """Date by date where both have as many, otherwise by the first."""
    pairs = (
        zip(own, sorted(above), strict=True) if len(own) == len(above) else zip(own[:1], sorted(above), strict=False)
    )
    return any(mine > theirs for mine, theirs in pairs)
