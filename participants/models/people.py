"""People of the banks and the representatives of minors."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from organizations.models import Organization

from .partners import Partner
from .personal import PersonalQuerySet, personal_manager

ADULT = 18


class PersonQuerySet(PersonalQuerySet):
    def kept(self):
        """Neither erased nor merged into another record."""
        return self.filter(erased_at=None, merged_into=None)


class Person(Revisioned):
    """One person of one institution: the same human in two institutions is two rows with one `fingerprint`.

    No passport, no health, no hardship: what is not needed is not kept (domain.md 5.9, 5.10 no. 7). After erasure the
    row stays for counts with every personal field empty.
    """

    class Kind(models.TextChoices):
        LEARNER = "learner", _("learner")
        EMPLOYEE = "employee", _("employee of the institution")
        EXTERNAL = "external", _("from outside the institution")

    class Sex(models.TextChoices):
        FEMALE = "f", pgettext_lazy("sex", "female")
        MALE = "m", pgettext_lazy("sex", "male")

    PERSONAL_FIELDS = (
        "last_name", "first_name", "patronymic", "sex", "birth_on", "class_group", "position", "experience_since",
        "workplace", "phone", "email", "declension", "fingerprint",
    )  # fmt: skip

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    kind = models.CharField(_("who"), max_length=8, choices=Kind)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    class_group = models.CharField(_("class or group"), max_length=50, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    experience_since = models.DateField(_("at work since"), null=True, blank=True)
    workplace = models.CharField(_("place of work or study"), max_length=300, blank=True)
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("partner")
    )
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    declension = models.JSONField(
        _("full name by cases"), default=dict, blank=True, help_text="case -> form, only what was corrected by hand"
    )
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    created_at = models.DateTimeField(_("entered"))
    archived_on = models.DateField(_("in the archive since"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data destroyed"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["last_name", "first_name", "patronymic", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(last_name="") & ~Q(first_name=""), name="person_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["organization", "last_name", "first_name", "patronymic", "id"])]

    def __str__(self):
        return self.get_full_name() or self.audit_label

    def get_absolute_url(self) -> str:
        return reverse("participants:person", args=[self.pk])

    @property
    def audit_label(self) -> str:
        """How the audit trail calls a person: never by name (core/audit.py)."""
        return f"№ {self.pk}"

    def get_full_name(self) -> str:
        """«Фамилия Имя Отчество»; empty once erased."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    @property
    def list_name(self) -> str:
        """«Иванова М. П.», as texts and tables write it."""
        initials = " ".join(f"{name[0]}." for name in (self.first_name, self.patronymic) if name)
        return f"{self.last_name} {initials}".strip() or self.audit_label

    def age_on(self, day: date) -> int | None:
        """Full years; somebody born on 29 February comes of age on 1 March in common years."""
        if self.birth_on is None:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))

    def is_minor_on(self, day: date) -> bool:
        """Under 18; a learner whose birth date is unknown is taken for a minor."""
        age = self.age_on(day)
        return self.kind == self.Kind.LEARNER if age is None else age < ADULT

    def experience_on(self, day: date) -> int | None:
        """Full years of work (young teachers: 0 to 3, domain.md 1.7)."""
        if self.experience_since is None:
            return None
        since = self.experience_since
        return max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))

    @property
    def studies_or_works(self) -> str:
        """«Класс 8 «А»», the position or the place of work: the column of the official tables (domain.md 1.8)."""
        return self.class_group or ", ".join(filter(None, (self.position, self.workplace)))


class DistinctPeople(models.Model):
    """Two records that look alike but are of two people: they are not offered for merging again."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+", help_text="the record with the greater number")
    decided_at = models.DateTimeField(_("decided"))

    objects = personal_manager("one__organization__path")

    class Meta:
        verbose_name = _("people told apart")
        verbose_name_plural = _("people told apart")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once"),
            models.CheckConstraint(condition=Q(other__gt=models.F("one")), name="told_apart_in_order"),
        ]

    def __str__(self):
        return f"№ {self.one_id}, № {self.other_id}"


class Representative(models.Model):
    """The parent or guardian of a minor: who signs and is written to (domain.md 5.3)."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("mother")
        FATHER = "father", _("father")
        GUARDIAN = "guardian", _("guardian or trustee")
        AUTHORITY = "authority", _("guardianship authority")
        UNSTATED = "unstated", pgettext_lazy("relation", "legal representative (relation not stated)")

    person = models.ForeignKey(Person, models.CASCADE, related_name="representatives")
    full_name = models.CharField(_("full name"), max_length=300)
    relation = models.CharField(_("relation"), max_length=9, choices=Relation)
    basis = models.CharField(_("document of authority"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = personal_manager("person__organization__path")

    class Meta:
        verbose_name = _("legal representative")
        verbose_name_plural = _("legal representatives")
        ordering = ["pk"]

    def __str__(self):
        return self.full_name

    @property
    def audit_label(self) -> str:
        return f"№ {self.pk}"
