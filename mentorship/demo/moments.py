"""When things happened: the demo's past is written with its own dates, as if people had worked in the product."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

TEN = time(10)


def working_hour(day: date, *, now: datetime) -> datetime:
    """Ten in the morning of a day, or the present moment when that has not come yet."""
    return min(timezone.make_aware(datetime.combine(day, TEN)), now)


def working_day(day: date) -> date:
    """The day itself or, at a weekend, the Friday before."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
