"""How a roadmap is carried out: what falls due when, its state, and what shows that it was done."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from orders.models import Order

from .plan import Activity
from .roadmap import Roadmap


class OccurrenceQuerySet(TenantQuerySet):
    tenant_path = "activity__section__roadmap__organization__path"

    def open(self):
        """Not done and not waived."""
        return self.filter(state__in=Occurrence.OPEN_STATES)

    def dated(self):
        return self.filter(due__isnull=False)

    def overdue(self, on: date):
        return self.open().filter(due__lt=on)

    def watched(self, on: date):
        """Those of approved roadmaps not long over: neither a superseded version's nor a past plan's leftovers."""
        return self.filter(activity__section__roadmap__in=Roadmap.objects.watched(on))


class Occurrence(Revisioned):
    """One thing to be done by one date; without `due` it runs through the period and is never overdue.

    `needed` is how many times it must be done within its window («не менее 3 раз в год»), `times_done` how many times
    people have marked it, `times_counted` how many more the records of the product show (services/counting.py).
    Overdue is derived, never stored.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", pgettext_lazy("status", "not started")
        IN_PROGRESS = "in_progress", pgettext_lazy("status", "in progress")
        DONE = "done", pgettext_lazy("status", "done")
        NOT_REQUIRED = "not_required", pgettext_lazy("status", "not required")

    OPEN_STATES = (State.NOT_STARTED, State.IN_PROGRESS)
    MOVES = {
        State.NOT_STARTED: {State.IN_PROGRESS, State.DONE, State.NOT_REQUIRED},
        State.IN_PROGRESS: {State.NOT_STARTED, State.DONE, State.NOT_REQUIRED},
        State.DONE: {State.IN_PROGRESS},
        State.NOT_REQUIRED: {State.NOT_STARTED},
    }

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="occurrences")
    key = models.CharField(max_length=40, editable=False, help_text="rule, opens and due: one row for each")
    opens = models.DateField(_("opens"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True, db_index=True)
    needed = models.PositiveSmallIntegerField(_("times needed"), default=1)
    times_done = models.PositiveSmallIntegerField(_("times done"), default=0)
    times_counted = models.PositiveIntegerField(_("times counted by the records"), default=0)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.NOT_STARTED)
    reason = models.CharField(_("why not required"), max_length=500, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    closed_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(_("marked at"), null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "key"], name="occurrence_once"),
            models.CheckConstraint(
                condition=~Q(state="not_required") | ~Q(reason=""), name="occurrence_not_required_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "due"])]

    def __str__(self):
        return f"{self.activity} — {self.due:%d.%m.%Y}" if self.due else str(self.activity)

    def get_absolute_url(self) -> str:
        return f"{reverse('roadmaps:activity', args=[self.activity_id])}#occurrence-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def times(self) -> int:
        """How many times it was done, by the marks and by the records together."""
        return self.times_done + self.times_counted

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.due is not None and self.due < on

    def status(self, on: date) -> str:
        """The word of the one status vocabulary (screens.md): the state, or "overdue"."""
        return "overdue" if self.is_overdue(on) else self.state


class Evidence(models.Model):
    """What shows that an occurrence was done: an order of the register, a file, a link or a note."""

    class Kind(models.TextChoices):
        ORDER = "order", _("order")
        FILE = "file", _("file")
        LINK = "link", _("link")
        NOTE = "note", _("note")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("order")
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    link = models.URLField(_("link"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField(_("added"))

    objects = tenant_manager("occurrence__activity__section__roadmap__organization__path")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="order", order__isnull=False)
                | Q(kind="file", file__isnull=False)
                | (Q(kind="link") & ~Q(link=""))
                | (Q(kind="note") & ~Q(note="")),
                name="evidence_holds_what_its_kind_says",
            )
        ]

    def __str__(self):
        if self.kind == self.Kind.ORDER:
            return f"{self.order} «{self.order.title}»"
        return str(self.file or self.link or self.note)
