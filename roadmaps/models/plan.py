"""What a roadmap consists of: stamps, sections, activities, responsible."""

import re
import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import tenant_manager
from organizations.models import Role

from .. import hand_dates
from ..deadlines import Schedule, parse
from .roadmap import Roadmap


class DocumentKind(models.TextChoices):
    """The kind of document that shows the result (domain.md 6.3)."""

    ORDER = "order", _("order")
    REPORT = "report", _("report")
    MEMO = "memo", _("memo")
    REGULATION = "regulation", _("regulation")
    PROGRAMME = "programme", _("programme")
    REGISTER = "register", _("register")
    AGREEMENT = "agreement", _("agreement")
    CONSENT = "consent", _("consent")
    PLAN = "plan", _("plan")
    GUIDE = "guide", _("guidance material")
    PUBLICATION = "publication", _("publication")
    ANALYTIC_NOTE = "analytic_note", _("analytic note")
    SURVEY = "survey", _("survey")
    EVENT = "event", _("event")
    CASE = "case", _("case")
    OTHER = "other", _("other")


class ApprovalStamp(models.Model):
    """A stamp as printed above or below the table (domain.md 6.4); `wording` keeps the original's spelling."""

    class Kind(models.TextChoices):
        APPROVE = "approve", pgettext_lazy("stamp", "I approve")
        APPROVED_BY_ORDER = "approved_by_order", pgettext_lazy("stamp", "approved by order")
        AGREED = "agreed", pgettext_lazy("stamp", "agreed")
        ADOPTED = "adopted", pgettext_lazy("stamp", "adopted")
        CONSIDERED = "considered", pgettext_lazy("stamp", "considered")
        SIGNED = "signed", pgettext_lazy("stamp", "signed")

    class Side(models.TextChoices):
        LEFT = "left", _("left")
        RIGHT = "right", _("right")
        BOTTOM = "bottom", _("under the table")

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="stamps")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    wording = models.CharField(_("wording"), max_length=100, blank=True)
    who = models.CharField(_("who"), max_length=300, blank=True)
    position = models.CharField(_("position"), max_length=300, blank=True)
    document = models.CharField(_("document"), max_length=300, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    side = models.CharField(_("place"), max_length=6, choices=Side, default=Side.RIGHT)

    objects = tenant_manager("roadmap__organization__path")

    class Meta:
        verbose_name = _("approval stamp")
        verbose_name_plural = _("approval stamps")
        ordering = ["pk"]

    def __str__(self):
        return self.wording or self.get_kind_display()

    @property
    def sentence(self) -> str:
        """The stamp in one line."""
        day = f"{self.date:%d.%m.%Y}" if self.date else ""
        return ", ".join(filter(None, (str(self), self.position, self.who, self.document, day)))


class Section(Revisioned):
    """A section or stage, with its task («Задача этапа») and result («Результат этапа»)."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="sections")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, help_text="the same in every version")
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.TextField(_("title"))
    goal = models.TextField(_("task"), blank=True)
    result = models.TextField(_("result"), blank=True)
    remarks = models.JSONField(_("remarks on the source"), default=list, blank=True)

    objects = tenant_manager("roadmap__organization__path")

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "uid"], name="section_once_a_version")]

    def __str__(self):
        return f"{self.number}. {self.title}" if self.number and not self.is_numbered_by_title else self.title

    def get_absolute_url(self) -> str:
        return f"{self.roadmap.get_absolute_url()}#section-{self.pk}"

    @property
    def is_numbered_by_title(self) -> bool:
        """Whether the title already bears the number: «Этап 1. Подготовка …», «1. Нормативное …»."""
        return bool(re.match(rf"\W*(?:[^\W\d]+\s+)?{re.escape(self.number)}(?!\w)", self.title))


class Activity(Revisioned):
    """One row of the plan. `deadline` is law and printed as written; the schedule is read from it, or set by hand.

    `steps` is a list of strings; `dates_by_hand` a list of {"opens": ISO date or null, "due": ISO date}.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="activities")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, help_text="the same in every version")
    position = models.PositiveSmallIntegerField(_("position"))
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.TextField(_("activity"))
    steps = models.JSONField(_("steps"), default=list, blank=True)
    deadline = models.CharField(_("deadline"), max_length=500, blank=True)
    dates_by_hand = models.JSONField(_("dates set by hand"), default=list, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    result = models.TextField(_("result"), blank=True)
    document_kind = models.CharField(_("kind of document"), max_length=16, choices=DocumentKind, blank=True)
    note = models.TextField(_("note"), blank=True)
    remarks = models.JSONField(_("remarks on the source"), default=list, blank=True)

    objects = tenant_manager("section__roadmap__organization__path")

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["section__position", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["section", "uid"], name="activity_once_a_version")]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:activity", args=[self.pk])

    @property
    def roadmap(self) -> Roadmap:
        return self.section.roadmap

    @cached_property
    def schedule(self) -> Schedule:
        """How the product reads the deadline phrase within the roadmap's period."""
        return parse(self.deadline, period=self.roadmap.period)

    @property
    def hand_dates(self) -> list[tuple[date | None, date]]:
        """The dates that a person set instead of the phrase's, as (opens, due)."""
        return hand_dates.read(self.dates_by_hand)

    @property
    def responsible_lines(self) -> list[str]:
        """Who is responsible, as written."""
        return [each.text for each in self.responsible.all()]

    @property
    def is_understood(self) -> bool:
        return bool(self.dates_by_hand) or self.schedule.understood

    @property
    def explanation(self) -> str:
        """How the deadline is understood, in a plain Russian sentence."""
        return hand_dates.in_words(self.dates_by_hand) if self.dates_by_hand else self.schedule.explanation


class Responsible(models.Model):
    """One responsible of an activity: `text` as written; a person may be tied to a user, a role to its holders."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ROLE = "role", _("role")
        UNIT = "unit", _("unit")
        TEXT = "text", _("as written")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="responsible")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    text = models.CharField(_("wording"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=16, choices=Role, blank=True)

    objects = tenant_manager("activity__section__roadmap__organization__path")

    class Meta:
        verbose_name = _("responsible")
        verbose_name_plural = _("responsible")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(user=None) | Q(kind="person"), name="responsible_user_is_person")
        ]

    def __str__(self):
        return self.text
