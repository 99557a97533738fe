"""Orders and their way: draft, for signature, signed, cancelled."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization

from .series import OrderSeries


class OrderQuerySet(TenantQuerySet):
    def visible_to(self, user):
        """Orders of the person's part of the tree; what is not signed yet is only their own organisation's."""
        acting = getattr(user, "acting", None)
        own = Q(organization=acting.organization_id) if acting else Q(pk=None)
        return super().visible_to(user).filter(own | ~Q(state__in=Order.UNSIGNED))

    def signed(self):
        return self.filter(state=Order.State.SIGNED)

    def in_work(self):
        """Not signed yet."""
        return self.filter(state__in=Order.UNSIGNED)

    def to_sign(self):
        return self.filter(state=Order.State.TO_SIGN)


class Order(Revisioned):
    """An order. Once signed it is frozen: number, date, text, signer and the hash of its paper never change.

    `clauses` is a list of {"text", "points": [the same]} (clauses.py), `tables` of annexes as rows (tables_json.py),
    `annexes` of the titles of all annexes, `acquainted` of {"position", "name"}. `data` is what the form of its kind
    was filled in with (kinds/). An order whose paper was signed by hand has no `signer`; its `paper` is the scan.
    """

    class Kind(models.TextChoices):
        """The kinds of domain.md 4.5."""

        IMPLEMENT = "implement", _("on the launch of the target model")
        WORKING_GROUP = "working_group", _("on the working group")
        APPROVE_ROADMAP = "approve_roadmap", _("on the approval of a roadmap")
        APPOINT_CURATOR = "appoint_curator", _("on the appointment of the curator")
        APPROVE_REGULATION = "approve_regulation", _("on the approval of the regulation")
        APPROVE_PROGRAMME = "approve_programme", _("on the approval of programmes")
        ASSIGN_PAIRS = "assign_pairs", _("on the assignment of pairs and groups")
        CHANGE_PAIRS = "change_pairs", _("on the replacement of mentors")
        MENTOR_SCHOOL = "mentor_school", _("on the school of mentors")
        MONITORING = "monitoring", _("on monitoring")
        FINAL_EVENT = "final_event", _("on the final event")
        RESULTS = "results", _("on the results of the programme")
        REWARD = "reward", _("on rewards to mentors")
        TERMINATE = "terminate", _("on the early end of mentoring")
        OTHER = "other", pgettext_lazy("order kind", "on another matter")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("order", "draft")
        TO_SIGN = "to_sign", pgettext_lazy("order", "for signature")
        RETURNED = "returned", pgettext_lazy("order", "returned")
        SIGNED = "signed", pgettext_lazy("order", "signed")
        CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")

    class Effect(models.TextChoices):
        """What an order does to the one it `amends`."""

        CHANGES = "changes", _("changes it")
        VOIDS = "voids", _("makes it void")

    UNSIGNED = (State.DRAFT, State.TO_SIGN, State.RETURNED)
    EDITABLE = (State.DRAFT, State.RETURNED)
    MOVES = {
        State.DRAFT: {State.TO_SIGN},
        State.RETURNED: {State.TO_SIGN},
        State.TO_SIGN: {State.DRAFT, State.RETURNED, State.SIGNED},
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
    data = models.JSONField(_("data"), default=dict, blank=True)
    tables = models.JSONField(_("annexes as tables"), default=list, blank=True)
    annexes = models.JSONField(_("annexes"), default=list, blank=True)
    acquainted = models.JSONField(_("to be acquainted"), default=list, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name=_("earlier order")
    )
    effect = models.CharField(_("what it does to the earlier order"), max_length=7, choices=Effect, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    signer_name = models.CharField(_("signer"), max_length=150, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )
    check_code = models.CharField(
        max_length=22, unique=True, null=True, editable=False, help_text="the address of the public page of the order"
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
                condition=Q(state__in=["draft", "to_sign", "returned"])
                | ~Q(number="") & Q(signed_on__isnull=False, year__isnull=False),
                name="order_signed_has_number_and_date",
            ),
        ]

    def __str__(self):
        if not self.number:
            return gettext("draft order «%(title)s»") % {"title": self.title}
        return f"№ {self.number} от {self.signed_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.pk])

    @property
    def is_from_paper(self) -> bool:
        """Signed outside the product and entered afterwards."""
        return not self.is_unsigned and self.signer_id is None

    @property
    def is_unsigned(self) -> bool:
        return self.state in self.UNSIGNED

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def dated(self) -> str:
        """Its date as its organisation writes dates."""
        return self.series.dated(self.signed_on)

    @property
    def reference(self) -> str:
        """«от 30.07.2021 г. № 344 «О …»», as later orders speak of it."""
        return f"от {self.dated} № {self.number} «{self.title}»"


class OrderStep(models.Model):
    """A step on the way of an order, never changed: who did it, when, with what remark."""

    class Kind(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("order step", "drafted")
        SENT = "sent", pgettext_lazy("order step", "sent for signature")
        TAKEN_BACK = "taken_back", pgettext_lazy("order step", "taken back")
        RETURNED = "returned", pgettext_lazy("order step", "returned with a remark")
        SIGNED = "signed", pgettext_lazy("order step", "signed")
        SIGNED_ON_PAPER = "signed_on_paper", pgettext_lazy("order step", "signed on paper")

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=16, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    remark = models.TextField(_("remark"), blank=True)

    objects = tenant_manager("order__organization__path")

    class Meta:
        verbose_name = _("step of an order")
        verbose_name_plural = _("steps of orders")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.by_name}"
