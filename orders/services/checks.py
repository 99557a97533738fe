"""What an order may bear: its day, its title."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Order
from .errors import OrderRefused

EARLIEST = date(1992, 1, 1)
LONGEST_TITLE = Order._meta.get_field("title").max_length


def check_day(signed_on: date, at: datetime) -> None:
    """An order is dated by the day of its signing: not one to come, nor one that no order here can bear."""
    if signed_on > timezone.localdate(at):
        raise OrderRefused(_("An order cannot bear a date that has not come yet. Give the day on which it is signed."))
    if signed_on < EARLIEST:
        raise OrderRefused(_("The year of the order looks wrong. Check the date."))


def check_title(title: str) -> str:
    """The title in one line. Raises OrderRefused when there is none or it is too long."""
    title = " ".join(title.split())
    if not title:
        raise OrderRefused(_("Give the order a title, beginning with «О» or «Об»."))
    if len(title) > LONGEST_TITLE:
        raise OrderRefused(
            _("The title of the order is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST_TITLE}
        )
    return title
