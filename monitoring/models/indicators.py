"""What is asked for: indicators, targets, numbers that nobody can count here, the rules of counting."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet
from organizations.models import Organization
from participants.models.reference import SharedQuerySet, Track

MOST = 10**9


class Mode(models.TextChoices):
    """How dated facts are counted: distinct subjects each (domain.md 3.5)."""

    AS_OF = "as_of", _("as of the date")
    PERIOD = "period", _("over the period")
    CUMULATIVE = "cumulative", _("from the start of the project")


class IndicatorQuerySet(SharedQuerySet):
    def valid_on(self, day):
        """Those in force on the day: a changed wording or formula is a new row from a day on."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Indicator(Revisioned):
    """The passport of an indicator: wording as in the order, formulas over named counts (formulas.py), source.

    A common row has no organisation (order № 344, annex 2); a municipality adds its own.
    """

    class Unit(models.TextChoices):
        PERCENT = "percent", _("per cent")
        PEOPLE = "people", _("people")
        ORGANIZATIONS = "organizations", pgettext_lazy("unit", "organisations")
        PIECES = "pieces", pgettext_lazy("unit", "pieces")

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name=_("organisation")
    )
    code = models.SlugField(_("code"), max_length=40)
    number = models.CharField(_("number"), max_length=10)
    position = models.PositiveSmallIntegerField(_("place in the table"), default=0)
    brief = models.CharField(_("short name"), max_length=120)
    title = models.TextField(pgettext_lazy("indicator", "wording"), max_length=1000)
    unit = models.CharField(pgettext_lazy("indicator", "unit"), max_length=13, choices=Unit, default=Unit.PERCENT)
    track = models.CharField(_("line"), max_length=8, choices=Track, blank=True)
    mode = models.CharField(_("way of counting"), max_length=10, choices=Mode, default=Mode.AS_OF)
    numerator = models.CharField(_("numerator"), max_length=300)
    denominator = models.CharField(_("denominator"), max_length=300, blank=True)
    source = models.CharField(_("source of the data"), max_length=300, blank=True)
    legal_ref = models.CharField(_("ground"), max_length=300, blank=True)
    since = models.DateField(_("in force since"))
    until = models.DateField(_("in force until"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "code", "since"], name="indicator_once"),
            models.UniqueConstraint(
                fields=["code", "since"], condition=Q(organization=None), name="indicator_common_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="indicator_until_after_since"
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.brief}"

    @property
    def is_share(self) -> bool:
        return bool(self.denominator)


class Target(models.Model):
    """The planned value of a year in a territory or institution; without one, that of the nearest node above."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("indicator"))
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="targets", verbose_name=_("organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2019), MaxValueValidator(2099)])
    value = models.DecimalField(_("planned value"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    basis = models.CharField(_("document"), max_length=300, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned value")
        verbose_name_plural = _("planned values")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "organization", "year"], name="target_once"),
            models.UniqueConstraint(
                fields=["indicator", "year"], condition=Q(organization=None), name="target_common_once"
            ),
        ]

    def __str__(self):
        return f"{self.indicator_id}, {self.year}: {self.value}"


class TypedCount(models.Model):
    """A number that the product cannot count: children of a territory, all young teachers (domain.md 3.5).

    Kept as of a date with its source and never overwritten: the latest on or before a day holds.
    """

    class Name(models.TextChoices):
        CHILDREN_10_19 = "children_10_19", _("children aged 10 to 19")
        CHILDREN_15_19 = "children_15_19", _("children aged 15 to 19")
        YOUNG_TEACHERS = "young_teachers", _("teachers in their first three years at work")
        ENTERPRISES = "enterprises", _("enterprises and organisations of the territory")
        SCHOOLS = "schools", _("schools")
        MENTORING_TEAMS = "mentoring_teams", _("schools whose heads take part in the system of mentorship")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="typed_counts", verbose_name=_("organisation")
    )
    name = models.CharField(_("what"), max_length=20, choices=Name)
    value = models.PositiveIntegerField(_("number"), validators=[MaxValueValidator(MOST)])
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(_("entered"))

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("number from outside")
        verbose_name_plural = _("numbers from outside")
        ordering = ["name", "-as_of", "-pk"]
        indexes = [models.Index(fields=["organization", "name", "as_of"])]

    def __str__(self):
        return f"{self.get_name_display()}: {self.value}"


class CountingRules(Revisioned):
    """How a territory counts; printed under every report. Without a row, that of the nearest node above, or these."""

    class Satisfaction(models.TextChoices):
        """Domain.md 3.4: no official threshold was found, so the rule is chosen and said."""

        CONTINUE = "continue", _("answered «yes» to the question whether they would go on")
        KEY_ITEM = "key_item", _("the mark of satisfaction with joint work reaches the threshold")
        MEAN = "mean", _("the mean of all marks reaches the threshold")

    class Share(models.TextChoices):
        RESPONDENTS = "respondents", _("of those who answered")
        ALL = "all", _("of all participants")

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="counting_rules", verbose_name=_("organisation")
    )
    mentee_age_from = models.PositiveSmallIntegerField(_("mentees from age"), default=10)
    mentee_age_to = models.PositiveSmallIntegerField(_("mentees to age"), default=19)
    mentor_age_from = models.PositiveSmallIntegerField(_("mentors from age"), default=15)
    mentor_age_to = models.PositiveSmallIntegerField(_("mentors to age"), default=19)
    young_teacher_years = models.PositiveSmallIntegerField(_("young teachers: years at work, fewer than"), default=3)
    satisfaction = models.CharField(
        _("satisfied is who"), max_length=8, choices=Satisfaction, default=Satisfaction.KEY_ITEM
    )
    satisfaction_from = models.PositiveSmallIntegerField(
        _("threshold of satisfaction, of 10"), default=7, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    satisfaction_share = models.CharField(_("share"), max_length=11, choices=Share, default=Share.RESPONDENTS)
    project_since = models.DateField(_("start of the project"), help_text=_("cumulative counts begin on this day"))
    masked_below = models.PositiveSmallIntegerField(
        _("numbers smaller than this are not shown above the institution"), default=5
    )
    jump_percent = models.PositiveSmallIntegerField(_("a jump to be explained, per cent"), default=33)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of counting")
        verbose_name_plural = _("rules of counting")
        constraints = [
            models.CheckConstraint(
                condition=Q(mentee_age_to__gte=models.F("mentee_age_from"))
                & Q(mentor_age_to__gte=models.F("mentor_age_from")),
                name="counting_ages_in_order",
            )
        ]

    def __str__(self):
        return str(self.organization)
