"""A period by its code: as it was opened, or, where nobody opened it, as it would have been."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.calendar import Quarter
from organizations.models import Organization

from ..models import ReportingPeriod
from ..period_codes import OFFERED, Kind, Span, understood

DAY = timedelta(days=1)


def period_called(code: str, organization: Organization) -> ReportingPeriod:
    """The organisation's newest period of this code; not saved where there is none. Raises ValueError for no code."""
    opened = ReportingPeriod.objects.filter(organization=organization).select_related("organization")
    return next((each for each in opened if each.code == code.upper()), None) or _never_opened(code, organization)


def periods_offered(asking: list[Organization], today: date) -> dict[str, str]:
    """By code the titles of the periods that these organisations ask, the newest first, then the latest quarters."""
    periods = ReportingPeriod.objects.filter(organization__in=asking).order_by("as_of", "pk")
    opened = {each.code: each.title for each in reversed(periods)}
    ended = Quarter.of(today).previous.and_before(OFFERED)
    return opened | {str(each): title_of(understood(str(each))) for each in ended if str(each) not in opened}


def _never_opened(code: str, organization: Organization) -> ReportingPeriod:
    """As of the day after it, as order № 344 (section 5) asks; a day of one's own choice is the date itself."""
    span = understood(code)
    as_of = span.ends if span.kind == Kind.OTHER else span.ends + DAY
    return ReportingPeriod(
        organization=organization, kind=span.kind, title=title_of(span), starts_on=span.starts, as_of=as_of
    )


def title_of(span: Span) -> str:
    """«3rd quarter of 2026» and the like."""
    words = {
        Kind.QUARTER: _("Quarter %(number)d of %(year)d"),
        Kind.HALF_YEAR: _("Half-year %(number)d of %(year)d"),
        Kind.YEAR: _("Year %(year)d"),
        Kind.OTHER: _("As of %(day)s"),
    }
    months = {Kind.QUARTER: 3, Kind.HALF_YEAR: 6}.get(span.kind, 12)
    number = (span.starts.month - 1) // months + 1
    return words[span.kind] % {"number": number, "year": span.starts.year, "day": f"{span.ends:%d.%m.%Y}"}
