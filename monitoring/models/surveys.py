"""Surveys: templates in versions, what is open now, answers (domain.md 3.1-3.4)."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization
from participants.models import MentoringForm, Participation, personal_manager
from participants.models.reference import SharedQuerySet


class SurveyTemplate(models.Model):
    """The questions for a role, a form and a wave; changing them makes the next version."""

    class Wave(models.TextChoices):
        START = "start", pgettext_lazy("survey", "before the work")
        END = "end", pgettext_lazy("survey", "after the work")

    class Audience(models.TextChoices):
        MENTEE = "mentee", _("mentees")
        MENTOR = "mentor", _("mentors")
        CURATOR = "curator", _("curators")

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    title = models.CharField(_("title"), max_length=200)
    audience = models.CharField(_("for"), max_length=7, choices=Audience)
    wave = models.CharField(_("wave"), max_length=5, choices=Wave)
    form = models.ForeignKey(
        MentoringForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form of mentoring")
    )
    intro = models.TextField(_("words before the questions"), blank=True, max_length=2000)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a survey")
        verbose_name_plural = _("templates of surveys")
        ordering = ["audience", "wave", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code", "version"], name="survey_template_once"),
            models.UniqueConstraint(
                fields=["code", "version"], condition=Q(organization=None), name="survey_template_common_once"
            ),
        ]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question. `key` names what reports know by name: «satisfaction», «continue», «glad»."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("mark from 1 to 10")
        CONDITION = "condition", _("0 not shown, 1 partly, 2 fully")
        YES_NO = "yes_no", _("yes or no")
        TEXT = "text", _("own words")

    template = models.ForeignKey(SurveyTemplate, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    key = models.SlugField(_("name for reports"), max_length=40, blank=True)
    text = models.CharField(_("question"), max_length=500)
    is_required = models.BooleanField(_("must be answered"), default=True)

    objects = tenant_manager("template__organization__path")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class SurveyQuerySet(TenantQuerySet):
    def open_on(self, day: date):
        return self.filter(opens_on__lte=day, closes_on__gte=day, closed_at=None)


class Survey(Revisioned):
    """A survey of an institution: anonymous by one link, or linked by participation for before and after."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="surveys", verbose_name=_("organisation")
    )
    template = models.ForeignKey(SurveyTemplate, models.PROTECT, related_name="surveys", verbose_name=_("template"))
    title = models.CharField(_("title"), max_length=200)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    token_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("made"))
    closed_at = models.DateTimeField(_("closed before its day"), null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="survey_closes_after_start")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:survey", args=[self.pk])

    def is_open_on(self, day: date) -> bool:
        return self.closed_at is None and self.opens_on <= day <= self.closes_on

    def has_ended_by(self, day: date) -> bool:
        return self.closed_at is not None or day > self.closes_on


class SurveyInvitation(models.Model):
    """Who is asked, and by a personal link whether they have answered.

    An anonymous survey has one link for all: there it only says how many were asked. A letter with a personal link is
    the invitation itself: a worker claims it by `letter_due_at` (services/survey_letters.py).
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="survey_invitations")
    token_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    letter_due_at = models.DateTimeField(_("letter due"), null=True, blank=True)
    letter_sent_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to send"), default=0)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = personal_manager("survey__organization__path")

    class Meta:
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to surveys")
        constraints = [models.UniqueConstraint(fields=["survey", "participation"], name="survey_invitation_once")]

    def __str__(self):
        return f"{self.survey_id}: № {self.participation_id}"


class SurveyResponse(models.Model):
    """One set of answers. `entry` is made where it is typed, so that one sent twice is one row."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    entry = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="survey_responses"
    )
    answered_on = models.DateField(_("answered on"))
    from_paper = models.BooleanField(_("entered from paper"), default=False)

    objects = personal_manager("survey__organization__path")

    class Meta:
        verbose_name = _("answers to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["-answered_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "participation"],
                condition=Q(participation__isnull=False),
                name="survey_answered_once",
            )
        ]

    def __str__(self):
        return f"{self.survey_id}: № {self.pk}"


class Answer(models.Model):
    """An answer: a mark, yes (1) or no (0), or words."""

    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True, max_length=2000)

    objects = personal_manager("response__survey__organization__path")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="answer_once")]

    def __str__(self):
        return f"{self.response_id}: {self.question_id}"


class SwotCard(Revisioned):
    """The SWOT of an institution's programme (domain.md 3.2): half filled from surveys, the rest in words."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="swot_cards", verbose_name=_("organisation")
    )
    on = models.DateField(_("as of"))
    strengths = models.TextField(_("strengths"), blank=True, max_length=5000)
    weaknesses = models.TextField(_("weaknesses"), blank=True, max_length=5000)
    opportunities = models.TextField(_("opportunities"), blank=True, max_length=5000)
    threats = models.TextField(_("threats"), blank=True, max_length=5000)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("SWOT card")
        verbose_name_plural = _("SWOT cards")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "on"], name="swot_once_a_day")]

    def __str__(self):
        return f"SWOT, {self.on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:swot", args=[self.pk])
