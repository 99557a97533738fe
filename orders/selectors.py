"""Questions about the register."""

from django.db.models import Max

from .models import Order, OrderCounter, OrderSeries


def order_by_number(series: OrderSeries, year: int, number: str) -> Order | None:
    """The order that holds a number in a series and year; «14-а» and «14-А» are one number."""
    held = Order.objects.filter(series=series, year=year).exclude(number="").values_list("number", "pk")
    found = {taken.casefold(): pk for taken, pk in held}.get(number.casefold())
    return Order.objects.get(pk=found) if found else None


def last_ordinal(series: OrderSeries, year: int) -> int:
    """How far the counter of a series has come in a year."""
    return OrderCounter.objects.filter(series=series, year=year).values_list("last", flat=True).first() or 0


def free_ordinal(series: OrderSeries, year: int) -> int:
    """The next place in the series that no order holds; cancelled orders keep theirs."""
    held = {
        number.casefold() for number in Order.objects.filter(series=series, year=year).values_list("number", flat=True)
    }
    ordinal = last_ordinal(series, year) + 1
    while series.numbered(ordinal).casefold() in held:
        ordinal += 1
    return ordinal


def years_of(orders) -> list[int]:
    """The years that the orders of a queryset were signed in, latest first."""
    return list(orders.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct())


def orders_to_sign(user) -> list[Order]:
    """The orders of the person's own organisation that wait for the signature, first sent first."""
    waiting = Order.objects.visible_to(user).to_sign().filter(organization=user.acting.organization)
    return list(waiting.annotate(sent_at=Max("steps__at")).order_by("sent_at", "pk"))
