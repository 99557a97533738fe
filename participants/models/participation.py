"""Participation: a person in a role, from a day to a day."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization

from .people import Person
from .personal import PersonalQuerySet
from .reference import MentoringForm, Programme, Topic, Track


class ParticipationQuerySet(PersonalQuerySet):
    tenant_path = "person__organization__path"

    def mentors(self):
        return self.filter(role=Participation.Role.MENTOR)

    def mentees(self):
        return self.filter(role=Participation.Role.MENTEE)

    def kept(self):
        """Of people neither erased nor merged away, and not merged away itself."""
        return self.filter(person__erased_at=None, person__merged_into=None).exclude(
            leaving=Participation.Leaving.MERGED
        )

    def in_force(self, on: date):
        """Joined and not yet left on the day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=on), joined_on__lte=on)


class Participation(Revisioned):
    """A row of the bank. What can be derived (consent, training, pair) is not stored: see selectors.stages."""

    class Role(models.TextChoices):
        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    class Leaving(models.TextChoices):
        COMPLETED = "completed", _("completed the programme")
        OWN_WISH = "own_wish", _("own wish")
        MOVED = "moved", _("left the institution")
        GRADUATED = "graduated", _("graduated")
        CONSENT = "consent", _("consent withdrawn")
        OTHER = "other", _("other reason")
        MERGED = "merged", _("joined with another record")

    class Mode(models.TextChoices):
        ANY = "any", pgettext_lazy("mode", "any")
        IN_PERSON = "in_person", pgettext_lazy("mode", "in person")
        REMOTE = "remote", pgettext_lazy("mode", "remote")

    person = models.ForeignKey(Person, models.PROTECT, related_name="participations", verbose_name=_("participant"))
    role = models.CharField(_("role"), max_length=6, choices=Role)
    form = models.ForeignKey(
        MentoringForm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form of mentoring")
    )
    track = models.CharField(_("line"), max_length=8, choices=Track)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("programme")
    )
    joined_on = models.DateField(_("in the programme since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leaving = models.CharField(_("why left"), max_length=9, choices=Leaving, blank=True)
    leaving_note = models.CharField(_("remark on leaving"), max_length=300, blank=True)
    questionnaire_on = models.DateField(_("questionnaire filled on"), null=True, blank=True)
    areas = models.ManyToManyField(
        Topic, blank=True, related_name="+", limit_choices_to={"kind": "area"}, verbose_name=_("areas")
    )
    interests = models.ManyToManyField(
        Topic, blank=True, related_name="+", limit_choices_to={"kind": "interest"}, verbose_name=_("interests")
    )
    request = models.TextField(_("request or competences in own words"), blank=True, max_length=2000)
    achievements = models.TextField(_("achievements"), blank=True, max_length=2000)
    interests_text = models.CharField(_("interests in own words"), blank=True, max_length=500)
    wished_age_from = models.PositiveSmallIntegerField(_("wished age from"), null=True, blank=True)
    wished_age_to = models.PositiveSmallIntegerField(_("wished age to"), null=True, blank=True)
    hours_a_week = models.DecimalField(_("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True)
    times = models.JSONField(_("times of the week"), default=list, blank=True, help_text='["mon-evening", ...]')
    mode = models.CharField(_("mode"), max_length=9, choices=Mode, default=Mode.ANY)
    language = models.CharField(_("language"), max_length=30, blank=True)
    capacity = models.PositiveSmallIntegerField(_("mentees at a time, at most"), default=1)
    certificate_seen_on = models.DateField(
        _("certificate of no criminal record seen on"), null=True, blank=True,
        help_text=_("for adults from outside the institution: Labour Code, article 351.1"),
    )  # fmt: skip
    results = models.TextField(_("results of the programme"), blank=True, max_length=2000)
    case_url = models.URLField(_("link to the case or testimonial"), blank=True, max_length=500)
    completed_mark = models.CharField(_("mark of completion"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("entered"))

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["person__last_name", "person__first_name", "person__patronymic", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None, leaving="") | (Q(left_on__gte=models.F("joined_on")) & ~Q(leaving="")),
                name="participation_leaves_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(wished_age_from=None)
                | Q(wished_age_to=None)
                | Q(wished_age_to__gte=models.F("wished_age_from")),
                name="participation_ages_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "form"], condition=Q(left_on=None), name="participation_once_while_in"
            ),
        ]
        indexes = [models.Index(fields=["role", "left_on", "joined_on"])]

    def __str__(self):
        return f"{self.person} — {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.person.get_absolute_url()}#participation-{self.pk}"

    @property
    def audit_label(self) -> str:
        return f"№ {self.person_id}: {self.get_role_display()}"

    @property
    def organization(self) -> Organization:
        return self.person.organization

    @property
    def organization_id(self) -> int:
        return self.person.organization_id


class TargetGroupCount(models.Model):
    """How many learners of a vulnerable group take part: a number of the organisation, never a mark on a person
    (domain.md 1.7, 5.9)."""

    class Group(models.TextChoices):
        DISABILITY = "disability", _("learners with special needs")
        GIFTED = "gifted", _("gifted learners")
        HARDSHIP = "hardship", _("learners in hardship")
        LOW_INCOME = "low_income", _("learners of low-income families")
        REMOTE = "remote", _("learners of rural and remote places")
        ORPHANS = "orphans", _("orphans and children without parental care")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="target_groups", verbose_name=_("organisation")
    )
    group = models.CharField(_("group"), max_length=10, choices=Group)
    on = models.DateField(_("as of"))
    learners = models.PositiveIntegerField(_("learners taking part"))

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of a target group")
        verbose_name_plural = _("counts of target groups")
        ordering = ["-on", "group"]
        constraints = [models.UniqueConstraint(fields=["organization", "group", "on"], name="target_group_once_a_day")]

    def __str__(self):
        return f"{self.get_group_display()}: {self.learners}"

    @property
    def audit_label(self) -> str:
        return str(self.get_group_display())
