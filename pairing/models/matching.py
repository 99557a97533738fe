"""The matching as it is kept: a round, its proposals, who stays without a mentor, rules and wishes."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from organizations.models import Organization
from participants.models import MentoringForm, Participation, PersonalQuerySet, personal_manager


class MatchRound(Revisioned):
    """One run of the matching over the banks: a draft set that becomes pairs, and these the annex of an order."""

    class Goal(models.TextChoices):
        FIT = "fit", _("better fit")
        COVERAGE = "coverage", _("more mentees with a mentor")
        STABLE = "stable", _("by the wishes of both sides")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("round", "draft")
        CHECKED = "checked", pgettext_lazy("round", "checked")
        ORDERED = "ordered", pgettext_lazy("round", "pairs made")
        DISCARDED = "discarded", pgettext_lazy("round", "discarded")

    MOVES = {
        State.DRAFT: {State.CHECKED, State.DISCARDED},
        State.CHECKED: {State.DRAFT, State.ORDERED, State.DISCARDED},
    }

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="match_rounds", verbose_name=_("organisation")
    )
    form = models.ForeignKey(
        MentoringForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form of mentoring")
    )
    goal = models.CharField(_("goal"), max_length=8, choices=Goal)
    weights = models.JSONField(_("weights of the factors"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    starts_on = models.DateField(_("pairs from"))
    ends_on = models.DateField(_("pairs to"))
    seconds = models.FloatField(_("seconds"), default=0)
    change = models.JSONField(
        _("what the last run changed"), default=dict, blank=True,
        help_text="moved, gained, lost: mentees; pairs, total",
    )  # fmt: skip
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("made"))

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matchings")
        ordering = ["-created_at"]

    def __str__(self):
        return f"№ {self.pk}, {timezone.localtime(self.created_at):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("pairing:round", args=[self.pk])

    @property
    def total(self) -> float:
        """The sum of the fits of all proposals that stand, as it was after the last run."""
        return self.change.get("total", [0, 0])[1]


class Proposal(models.Model):
    """A mentor for a mentee, with the reasons in words; the curator keeps it, takes it out or puts in their own."""

    class Source(models.TextChoices):
        MATCHED = "matched", pgettext_lazy("proposal", "proposed")
        PINNED = "pinned", pgettext_lazy("proposal", "pinned")
        CHOSEN = "chosen", pgettext_lazy("proposal", "chosen by hand")

    round = models.ForeignKey(MatchRound, models.CASCADE, related_name="proposals")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    score = models.FloatField(_("fit"), default=0)
    reasons = models.JSONField(_("reasons"), default=list)
    source = models.CharField(_("where from"), max_length=7, choices=Source, default=Source.MATCHED)
    override_reason = models.CharField(_("why by hand"), max_length=500, blank=True)
    removed_reason = models.CharField(_("why taken out"), max_length=500, blank=True)
    is_removed = models.BooleanField(_("taken out"), default=False)

    objects = personal_manager("round__organization__path")

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "mentor", "mentee"], name="proposal_once")]

    def __str__(self):
        return f"№ {self.round_id}: {self.mentor_id} — {self.mentee_id}"


class Unmatched(models.Model):
    """A mentee whom the round left without a mentor, and why."""

    round = models.ForeignKey(MatchRound, models.CASCADE, related_name="unmatched")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)

    objects = personal_manager("round__organization__path")

    class Meta:
        verbose_name = _("mentee without a mentor")
        verbose_name_plural = _("mentees without a mentor")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "mentee"], name="unmatched_once")]

    def __str__(self):
        return f"№ {self.round_id}: {self.mentee_id}"


class MatchRule(models.Model):
    """What the curator has said for good about two people: together, or never."""

    class Kind(models.TextChoices):
        PIN = "pin", pgettext_lazy("rule", "together")
        BAN = "ban", pgettext_lazy("rule", "never together")

    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=3, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))

    objects = personal_manager("mentor__person__organization__path")

    class Meta:
        verbose_name = _("rule of matching")
        verbose_name_plural = _("rules of matching")
        constraints = [models.UniqueConstraint(fields=["mentor", "mentee"], name="match_rule_once")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.mentor_id} — {self.mentee_id}"


class Wish(models.Model):
    """Whom somebody would like after the group meeting; 1 is the dearest (domain.md 1.7)."""

    class By(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    by = models.CharField(_("whose wish"), max_length=6, choices=By)
    rank = models.PositiveSmallIntegerField(_("rank"))

    objects = personal_manager("mentor__person__organization__path")

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [models.UniqueConstraint(fields=["mentor", "mentee", "by"], name="wish_once")]

    def __str__(self):
        return f"{self.by}: {self.mentor_id} — {self.mentee_id} ({self.rank})"
