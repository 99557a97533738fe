"""Pairs and groups: one mentor, one mentee or several, each with dates of their own.

What becomes of a pair after its assignment are rows of PairChange; nothing of the pair itself is rewritten by them.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from orders.models import Order
from organizations.models import Organization
from participants.models import (
    Consent,
    MentoringForm,
    MentoringKind,
    Participation,
    PersonalQuerySet,
    Programme,
)

from .matching import MatchRound


class PairingQuerySet(PersonalQuerySet):
    def ordered(self, on: date):
        """Those whose order was signed and not cancelled by the day."""
        stands = Q(order__state=Order.State.SIGNED) | Q(order__state=Order.State.CANCELLED, order__cancelled_on__gt=on)
        return self.filter(stands, order__signed_on__lte=on)

    def as_of(self, on: date):
        """Adds `until`, the last day as it stood on the day, and `change`, the kind of the latest change."""
        return self.annotate(until=_until(on), change=Subquery(_latest(on).values("kind")[:1]))

    def running(self, on: date):
        """By the dates alone: begun, its period as planned or changed not over on the day."""
        ordered = self.exclude(state=Pairing.State.DRAFT)
        return ordered.alias(until=_until(on)).filter(starts_on__lte=on, until__gte=on)

    def lasting(self, day: date, *, on: date):
        """Those that, as it stands on `on`, take up places on the day or later, with or without an order."""
        return self.alias(until=_until(on)).filter(until__gte=day)

    def open(self):
        """Not ended by now, with or without an order."""
        return self.exclude(Exists(PairChange.objects.standing().ends().filter(pairing=OuterRef("pk"))))

    def active(self, on: date):
        """In work on the day: by a signed order, within its dates, with the consents of the mentor and a mentee valid.

        Derived from dated facts only, so that any past day gives the same answer again (domain.md 9).
        """
        valid = Consent.objects.valid_on(on).filter(kind="processing")
        mentee = Membership.objects.in_force(on).filter(
            Exists(valid.filter(person=OuterRef("mentee__person"))), pairing=OuterRef("pk")
        )
        mentor = Exists(valid.filter(person=OuterRef("mentor__person")))
        return self.ordered(on).running(on).filter(mentor, Exists(mentee))


def _latest(on: date):
    return PairChange.objects.standing(on).filter(pairing=OuterRef("pk")).order_by("-pk")


def _until(on: date):
    return Coalesce(Subquery(_latest(on).values("last_day")[:1]), F("ends_on"))


class Pairing(Revisioned):
    """A pair or a group. `ends_on` is the last day as it was assigned; `last_day` the one that holds now.

    APPROVED says that it stands on an order, not that the order is signed already: whether the pair works on a day is
    derived (`PairingQuerySet.active`), and so is what its changes have made of it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("pair", "draft")
        APPROVED = "approved", pgettext_lazy("pair", "by order")

    MOVES = {State.DRAFT: {State.APPROVED}, State.APPROVED: {State.DRAFT}}

    class Pay(models.TextChoices):
        NONE = "none", _("not paid")
        ALLOWANCE = "allowance", _("allowance")
        INCENTIVE = "incentive", _("incentive pay")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="pairings", verbose_name=_("organisation")
    )
    mentor = models.ForeignKey(Participation, models.PROTECT, related_name="pairings", verbose_name=_("mentor"))
    mentees = models.ManyToManyField(
        Participation, through="Membership", related_name="mentored_in", verbose_name=_("mentees")
    )
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="+", verbose_name=_("form of mentoring"))
    kind = models.ForeignKey(
        MentoringKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind of mentoring")
    )
    role_model = models.CharField(_("role model"), max_length=150, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name=_("programme")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("planned to"))
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name=_("order of assignment")
    )
    agreement_number = models.CharField(_("additional agreement no."), max_length=50, blank=True)
    agreement_on = models.DateField(_("additional agreement of"), null=True, blank=True)
    pay = models.CharField(_("pay"), max_length=9, choices=Pay, default=Pay.NONE)
    pay_basis = models.CharField(_("ground and size of the pay"), max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements", verbose_name=_("continues")
    )
    round = models.ForeignKey(
        MatchRound, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name=_("matching")
    )
    created_at = models.DateTimeField(_("made"))

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair or group")
        verbose_name_plural = _("pairs and groups")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="pairing_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(order__isnull=False), name="pairing_stands_on_an_order"
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "starts_on"])]

    def __str__(self):
        return f"№ {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("pairing:pair", args=[self.pk])

    @property
    def latest_change(self) -> "PairChange | None":
        """The change that holds now; its order is signed and not cancelled."""
        return next((change for change in self._changes if change.stands), None)

    @property
    def pending_change(self) -> "PairChange | None":
        """The change that a draft order names: it holds once the order is signed."""
        return next((change for change in self._changes if change.is_pending), None)

    @property
    def ending(self) -> "PairChange | None":
        """The change by which the pair has ended or will end before or on its planned day."""
        change = self.latest_change
        return change if change and change.kind in PairChange.ENDS else None

    @property
    def last_day(self) -> date:
        """The last day with the pair, as planned or as it was changed."""
        return change.last_day if (change := self.latest_change) else self.ends_on

    @property
    def ended_on(self) -> date | None:
        """The first day without the pair; None when it has not ended."""
        return change.last_day + timedelta(days=1) if (change := self.ending) else None

    @property
    def _changes(self) -> list["PairChange"]:
        """Latest first; prefetched with their orders by selectors.standing.with_people."""
        return sorted(self.changes.all(), key=lambda change: -change.pk)

    @property
    def audit_label(self) -> str:
        return f"№ {self.pk}"


class PairChangeQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"

    def standing(self, on: date | None = None):
        """Those that hold: without an order, or by one that is signed and not cancelled, now or by the day."""
        if on is None:
            return self.filter(Q(order=None) | Q(order__state=Order.State.SIGNED))
        stands = Q(order__state=Order.State.SIGNED) | Q(order__state=Order.State.CANCELLED, order__cancelled_on__gt=on)
        return self.filter(Q(order=None) | stands & Q(order__signed_on__lte=on))

    def ends(self):
        return self.filter(kind__in=PairChange.ENDS)


class PairChange(models.Model):
    """What an order makes of a pair after its assignment: each kind moves its last day, further or nearer.

    It holds while its order does, by the days of the order, so a signed order needs no message and a cancelled one
    takes the change back. Of those that hold the latest counts; a new one is made only when none waits for its order.
    A change without an order (where none is needed) just holds. `is_conflict` says that the two did not get along:
    only that keeps them from being paired again; illness, dismissal or workload does not.
    """

    class Kind(models.TextChoices):
        EXTENDED = "extended", pgettext_lazy("pair", "extended")
        REPLACED = "replaced", pgettext_lazy("pair", "mentor replaced")
        ENDED_EARLY = "ended_early", pgettext_lazy("pair", "ended early")
        COMPLETED = "completed", pgettext_lazy("pair", "completed")

    class Initiator(models.TextChoices):
        MENTOR = "mentor", _("the mentor")
        MENTEE = "mentee", _("the mentee")
        INSTITUTION = "institution", _("the institution")

    ENDS = (Kind.REPLACED, Kind.ENDED_EARLY, Kind.COMPLETED)

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="changes", verbose_name=_("pair or group"))
    kind = models.CharField(_("change"), max_length=11, choices=Kind)
    last_day = models.DateField(_("last day"))
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="pair_changes", verbose_name=_("order")
    )
    initiator = models.CharField(_("who ended it"), max_length=11, choices=Initiator, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    is_conflict = models.BooleanField(_("did not get along"), default=False)
    notice_on = models.DateField(_("notice given on"), null=True, blank=True)

    objects = PairChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a pair")
        verbose_name_plural = _("changes of pairs")
        ordering = ["pk"]

    def __str__(self):
        return f"№ {self.pairing_id}: {self.get_kind_display()}"

    audit_label = property(__str__)

    @property
    def stands(self) -> bool:
        """Holds now."""
        return self.order is None or self.order.state == Order.State.SIGNED

    @property
    def is_pending(self) -> bool:
        return self.order is not None and self.order.is_unsigned


class MembershipQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"

    def in_force(self, on: date):
        return self.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)


class Membership(models.Model):
    """A mentee in a pair or group, from a day to a day; `left_on` is the first day without them.

    `is_conflict` as in PairChange, of one who left alone.
    """

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="memberships")
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="memberships", verbose_name=_("mentee"))
    joined_on = models.DateField(_("since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    reason = models.CharField(_("why left"), max_length=300, blank=True)
    is_conflict = models.BooleanField(_("did not get along"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentee of a pair")
        verbose_name_plural = _("mentees of pairs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "mentee"], condition=Q(left_on=None), name="mentee_once_in_a_pair"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=models.F("joined_on")), name="mentee_leaves_after_joining"
            ),
        ]

    def __str__(self):
        return f"№ {self.pairing_id}: № {self.mentee_id}"

    audit_label = property(__str__)
