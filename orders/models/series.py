"""The series that orders are numbered in."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.calendar import long_date
from core.tenancy import tenant_manager
from organizations.models import Organization


class OrderSeries(models.Model):
    """How an organisation numbers and dates the orders of a series: main activity and personnel apart (domain.md 4.3).

    `pattern` holds «{n}»: «{n}-од» gives «259-од», «{n}-а» gives «14-а». Numbers run within a calendar year.
    """

    MAIN = "main"
    PLACE = "{n}"
    MOST_DIGITS = 5  # a longer figure is no place in a series

    class DateStyle(models.TextChoices):
        DIGITS = "digits", "30.07.2021 г."
        WORDS = "words", "30 июля 2021 г."

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="order_series", verbose_name=_("organisation")
    )
    code = models.SlugField(_("code"), default=MAIN)
    title = models.CharField(_("title"), max_length=100)
    pattern = models.CharField(
        _("number pattern"),
        max_length=30,
        default="{n}-од",
        validators=[
            RegexValidator(
                r"^[^{}]*\{n\}[^{}]*$", _("Write {n} once where the number stands, for example «{n}-од» or «{n}-а».")
            )
        ],
    )
    date_style = models.CharField(
        _("how dates are written"), max_length=6, choices=DateStyle, default=DateStyle.DIGITS
    )

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("order series")
        verbose_name_plural = _("order series")
        constraints = [models.UniqueConstraint(fields=["organization", "code"], name="order_series_once")]

    def __str__(self):
        return f"{self.title} ({self.pattern})"

    def numbered(self, ordinal: int) -> str:
        """The number as written: 14 -> «14-а»."""
        return self.pattern.replace(self.PLACE, str(ordinal))

    def ordinal_of(self, number: str) -> int | None:
        """The place in the series of a number that follows the pattern: «14-а» -> 14; none for another one."""
        before, after = self.pattern.split(self.PLACE)
        digits = number.removeprefix(before).removesuffix(after)
        if not digits.isdecimal() or len(digits) > self.MOST_DIGITS or self.numbered(int(digits)) != number:
            return None
        return int(digits)

    def dated(self, day: date) -> str:
        """The date as the organisation's orders write it: «30.07.2021 г.» or «30 июля 2021 г.»."""
        return long_date(day) if self.date_style == self.DateStyle.WORDS else f"{day:%d.%m.%Y} г."


class OrderCounter(models.Model):
    """The last number given in a series in a year; the row is the lock under which numbers are given."""

    series = models.ForeignKey(OrderSeries, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="order_counter_once")]

    def __str__(self):
        return f"{self.series} {self.year}: {self.last}"
