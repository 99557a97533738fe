"""Reference tables: forms, kinds, programmes, areas. A common row has no organisation, a local one has."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization


class Track(models.TextChoices):
    """The two lines of the target model (domain.md 1, 2)."""

    STUDENTS = "students", _("learners")
    TEACHERS = "teachers", _("teaching staff")


class SharedQuerySet(TenantQuerySet):
    def usable_in(self, organization: Organization | None):
        """The common rows, those of the organisation and of the nodes above it; above the tree the common ones."""
        step, path = Organization.PATH_STEP, organization.path if organization else ""
        paths = [path[:end] for end in range(step, len(path) + 1, step)]
        return self.filter(Q(organization=None) | Q(organization__path__in=paths), is_active=True)


class MentoringForm(models.Model):
    """The official five, those of the teaching staff, and what a school or municipality adds (domain.md 1.3, 2.2)."""

    class Side(models.TextChoices):
        LEARNER = "learner", _("learner")
        TEACHER = "teacher", _("teacher")
        STUDENT = "student", _("student of a college or university")
        EMPLOYER = "employer", _("employer")
        HEAD = "head", _("head of the institution")
        PARTNER = "partner", _("social partner")

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=150)
    track = models.CharField(_("line"), max_length=8, choices=Track)
    mentor_side = models.CharField(_("mentor"), max_length=8, choices=Side)
    mentee_side = models.CharField(_("mentee"), max_length=8, choices=Side)
    role_models = models.JSONField(_("role models"), default=list, blank=True)
    mentor_age_from = models.PositiveSmallIntegerField(_("mentor from age"), null=True, blank=True)
    mentee_age_from = models.PositiveSmallIntegerField(_("mentee from age"), null=True, blank=True)
    is_official = models.BooleanField(_("official"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of mentoring")
        verbose_name_plural = _("forms of mentoring")
        ordering = ["-is_official", "track", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="form_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(organization=None), name="form_common_once"),
        ]

    def __str__(self):
        return self.title


class MentoringKind(models.Model):
    """How mentoring of teachers goes: traditional, reverse, in a group, ... (domain.md 2.3)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=150)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of mentoring")
        verbose_name_plural = _("kinds of mentoring")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="kind_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(organization=None), name="kind_common_once"),
        ]

    def __str__(self):
        return self.title


class TopicQuerySet(SharedQuerySet):
    def fit_for(self, track: str):
        """What people of the line are asked about: a learner is not offered «Документация педагога»."""
        return self.filter(track__in=("", track))


class Topic(models.Model):
    """One word of the common language: an area that mentees ask for and mentors are competent in, or an interest."""

    class Kind(models.TextChoices):
        AREA = "area", _("area of requests and competences")
        INTEREST = "interest", _("interest")

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title = models.CharField(_("title"), max_length=100)
    track = models.CharField(
        _("for whom"), max_length=8, choices=Track, blank=True, help_text=_("Empty: for everybody.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "title"], name="topic_once"),
            models.UniqueConstraint(
                fields=["kind", "title"], condition=Q(organization=None), name="topic_common_once"
            ),
        ]

    def __str__(self):
        return self.title


class Programme(Revisioned):
    """A mentoring programme of the institution: a row of the base of programmes (domain.md 1.4, 1.10)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="programmes", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=300)
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="+", verbose_name=_("form of mentoring"))
    goal = models.TextField(_("goal"), blank=True, max_length=2000)
    expected = models.TextField(_("expected results"), blank=True, max_length=2000)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    meetings_a_month = models.PositiveSmallIntegerField(_("meetings a month, at least"), default=2)
    weeks = models.PositiveSmallIntegerField(_("weeks, at least"), null=True, blank=True)
    training_required = models.BooleanField(_("mentors are trained first"), default=False)
    document = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("text of the programme")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentoring programme")
        verbose_name_plural = _("mentoring programmes")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="programme_ends_after_it_starts"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:programme", args=[self.pk])
