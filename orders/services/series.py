"""Numbers: given in turn within a series and a calendar year, never twice, a cancelled one neither (domain.md 4.3)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from organizations.models import Organization

from ..models import Order, OrderCounter, OrderSeries
from ..selectors import free_ordinal, last_ordinal, order_by_number
from .errors import OrderRefused


def default_series(organization: Organization) -> OrderSeries:
    """The organisation's series of orders on its main activity, made when first asked for."""
    series, _created = OrderSeries.objects.get_or_create(
        organization=organization, code=OrderSeries.MAIN, defaults={"title": _("Main activity")}
    )
    return series


def suggest_number(series: OrderSeries, year: int) -> str:
    """The number that the next order of the year would get."""
    return series.numbered(free_ordinal(series, year))


@transaction.atomic
def give_number(series: OrderSeries, *, year: int, wanted: str | None = None) -> str:
    """Takes the wanted number, or the next one in turn; until the transaction ends nobody else takes one of this year.

    Raises OrderRefused when the wanted number is taken or too long.
    """
    counter = _locked_counter(series, year)
    number = " ".join(wanted.split()) if wanted else ""
    if number:
        _refuse_if_long(number)
        _refuse_if_taken(series, year, number)
        ordinal = series.ordinal_of(number)
    else:
        ordinal = free_ordinal(series, year)
        number = series.numbered(ordinal)
    if ordinal is not None and ordinal > counter.last:
        OrderCounter.objects.filter(pk=counter.pk).update(last=ordinal)
    return number


def _locked_counter(series: OrderSeries, year: int) -> OrderCounter:
    """The counter, read after an UPDATE that changes nothing: it holds the row until the end of the transaction."""
    counter, _created = OrderCounter.objects.get_or_create(series=series, year=year)
    OrderCounter.objects.filter(pk=counter.pk).update(last=F("last"))
    counter.refresh_from_db()
    return counter


def _refuse_if_long(number: str) -> None:
    limit = Order._meta.get_field("number").max_length
    if len(number) > limit:
        raise OrderRefused(_("The number is longer than %(limit)s characters. Shorten it.") % {"limit": limit})


def _refuse_if_taken(series: OrderSeries, year: int, number: str) -> None:
    holder = order_by_number(series, year, number)
    if holder is None:
        return
    words = {
        "number": holder.number,
        "day": f"{holder.signed_on:%d.%m.%Y}",
        "title": holder.title,
        "free": suggest_number(series, year),
    }
    if holder.state == Order.State.CANCELLED:
        raise OrderRefused(
            _(
                "The number %(number)s belongs to the cancelled order of %(day)s «%(title)s»; "
                "numbers of cancelled orders are not given again. Take another one, for example %(free)s."
            )
            % words
        )
    raise OrderRefused(
        _("The number %(number)s is taken: order of %(day)s «%(title)s». Take another one, for example %(free)s.")
        % words
    )


@transaction.atomic
def configure_series(
    series: OrderSeries,
    *,
    pattern: str,
    date_style: str,
    next_ordinal: int,
    by,
    at: datetime,
) -> None:
    """Sets how numbers and dates are written, and which number comes next in the present year."""
    year = timezone.localdate(at).year
    counter = _locked_counter(series, year)
    before = {"pattern": series.pattern, "date_style": series.date_style, "next": last_ordinal(series, year) + 1}
    series.pattern, series.date_style = pattern, date_style
    series.save(update_fields=["pattern", "date_style"])
    OrderCounter.objects.filter(pk=counter.pk).update(last=next_ordinal - 1)
    after = {"pattern": pattern, "date_style": date_style, "next": next_ordinal}
    changes = audit.differences(before, after)
    audit.record("order_series.configured", series, by=by, at=at, scope=series.organization.path, changes=changes)
