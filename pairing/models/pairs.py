"""Pairs and groups: one mentor, one mentee or several, each with dates of their own."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
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

    def running(self, on: date):
        """By the dates alone: begun, its period not over, not ended on the day."""
        return self.exclude(state=Pairing.State.DRAFT).filter(
            Q(ended_on=None) | Q(ended_on__gt=on), starts_on__lte=on, ends_on__gte=on
        )

    def open(self):
        """Agreed upon and not ended, with or without an order: they take up places."""
        return self.filter(state__in=(Pairing.State.DRAFT, Pairing.State.APPROVED))

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


class Pairing(Revisioned):
    """A pair or a group. `ended_on` is the first day without it; `ends_on` the last planned one.

    APPROVED says that it stands on an order, not that the order is signed already: whether the pair works on a day is
    derived (`PairingQuerySet.active`). Days that are past are never rewritten, so that they keep their answer.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("pair", "draft")
        APPROVED = "approved", pgettext_lazy("pair", "by order")
        COMPLETED = "completed", pgettext_lazy("pair", "completed")
        TERMINATED = "terminated", pgettext_lazy("pair", "ended early")

    MOVES = {
        State.DRAFT: {State.APPROVED},
        State.APPROVED: {State.COMPLETED, State.TERMINATED, State.DRAFT},
    }

    class Initiator(models.TextChoices):
        MENTOR = "mentor", _("the mentor")
        MENTEE = "mentee", _("the mentee")
        INSTITUTION = "institution", _("the institution")

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
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="ended_pairings", verbose_name=_("order of the end")
    )
    end_initiator = models.CharField(_("who ended it"), max_length=11, choices=Initiator, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=500, blank=True)
    notice_on = models.DateField(_("notice given on"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(state__in=("draft", "approved"), ended_on=None)
                | Q(state__in=("completed", "terminated"), ended_on__isnull=False),
                name="pairing_ended_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "starts_on"])]

    def __str__(self):
        return f"№ {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("pairing:pair", args=[self.pk])

    @property
    def last_day(self) -> date:
        """The last day with the pair, as planned or as it came."""
        return self.ended_on - timedelta(days=1) if self.ended_on else self.ends_on

    @property
    def audit_label(self) -> str:
        return f"№ {self.pk}"


class MembershipQuerySet(PersonalQuerySet):
    tenant_path = "pairing__organization__path"

    def in_force(self, on: date):
        return self.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)


class Membership(models.Model):
    """A mentee in a pair or group, from a day to a day; `left_on` is the first day without them."""

    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="memberships")
    mentee = models.ForeignKey(Participation, models.PROTECT, related_name="memberships", verbose_name=_("mentee"))
    joined_on = models.DateField(_("since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    reason = models.CharField(_("why left"), max_length=300, blank=True)

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
