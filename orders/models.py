"""Nouns: orders, the series they are numbered in."""

from datetime import date

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.calendar import long_date
from core.models import StoredFile
from core.tenancy import TenantQuerySet, tenant_manager
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


class OrderQuerySet(TenantQuerySet):
    def signed(self):
        return self.filter(state=Order.State.SIGNED)


class Order(models.Model):
    """An order. Once signed it is frozen: number, date, text, signer and the hash of its paper never change.

    `clauses` is a list of {"text", "points": [the same]} (clauses.py), `acquainted` of {"position", "name"}, `annexes`
    of titles. An order entered from paper has no `signer`; its `paper` is the scan.
    """

    class Kind(models.TextChoices):
        APPROVE_ROADMAP = "approve_roadmap", _("on the approval of a roadmap")
        OTHER = "other", _("other, entered from paper")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("order", "draft")
        SIGNED = "signed", pgettext_lazy("order", "signed")
        CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")

    MOVES = {
        State.DRAFT: {State.SIGNED},
        State.SIGNED: {State.CANCELLED},
    }

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="orders", verbose_name=_("organisation")
    )
    series = models.ForeignKey(OrderSeries, models.PROTECT, related_name="orders", verbose_name=_("series"))
    kind = models.CharField(_("kind"), max_length=32, choices=Kind)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=40, blank=True)
    signed_on = models.DateField(_("date"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    title = models.CharField(
        pgettext_lazy("order", "title"), max_length=500, help_text=_("«О …», without a final dot")
    )
    preamble = models.TextField(_("preamble"), blank=True)
    clauses = models.JSONField(_("clauses"), default=list, blank=True)
    annexes = models.JSONField(_("annexes"), default=list, blank=True)
    acquainted = models.JSONField(_("to be acquainted"), default=list, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signer_name = models.CharField(_("signer"), max_length=150, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of cancelling"), max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made"))

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"], condition=~Q(number=""), name="order_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(number="") & Q(signed_on__isnull=False, year__isnull=False),
                name="order_signed_has_number_and_date",
            ),
        ]

    def __str__(self):
        if not self.number:
            return f"{_('draft order')} «{self.title}»"
        return f"№ {self.number} от {self.signed_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.pk])

    @property
    def is_from_paper(self) -> bool:
        """Signed outside the product and entered afterwards."""
        return self.state != self.State.DRAFT and self.signer_id is None

    @property
    def dated(self) -> str:
        """Its date as its organisation writes dates."""
        return self.series.dated(self.signed_on)
