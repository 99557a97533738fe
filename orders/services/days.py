"""Which day an order may bear."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .errors import OrderRefused

EARLIEST = date(1992, 1, 1)


def check_day(signed_on: date, at: datetime) -> None:
    """An order is dated by the day of its signing: not one to come, nor one that no order here can bear."""
    if signed_on > timezone.localdate(at):
        raise OrderRefused(_("An order cannot bear a date that has not come yet. Give the day on which it is signed."))
    if signed_on < EARLIEST:
        raise OrderRefused(_("The year of the order looks wrong. Check the date."))
