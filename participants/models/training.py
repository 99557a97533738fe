"""The School of mentors: courses, sessions, attendance, certificates (domain.md 1.4 stage 4)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from orders.models import Order
from organizations.models import Organization

from .participation import Participation
from .personal import PersonalQuerySet, personal_manager


class Course(Revisioned):
    """A course of the School of mentors; who attends at least `needed_share` percent of its hours is trained."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="courses", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=300)
    content = models.TextField(_("content"), max_length=5000, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    needed_share = models.PositiveSmallIntegerField(_("hours to attend, %"), default=75)
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("order"))

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["-starts_on", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:course", args=[self.pk])


class Session(models.Model):
    """One session of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions")
    on = models.DateField(_("date"))
    topic = models.CharField(_("topic"), max_length=300)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    trainer = models.CharField(_("led by"), max_length=200, blank=True)

    objects = tenant_manager("course__organization__path")

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.on:%d.%m.%Y} {self.topic}"


class Attendance(models.Model):
    """A mentor was at a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendance")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="attendance")

    objects = personal_manager("participation__person__organization__path")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["session", "participation"], name="attendance_once")]

    def __str__(self):
        return f"{self.session_id}: {self.participation_id}"


class CertificateQuerySet(PersonalQuerySet):
    tenant_path = "participation__person__organization__path"


class Certificate(models.Model):
    """A mentor has completed a course: own course, or an outside one (`course` empty, `issuer` filled)."""

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="certificates")
    number = models.CharField(_("number"), max_length=50)
    issued_on = models.DateField(_("issued on"))
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1)
    issuer = models.CharField(_("issued by"), max_length=300, blank=True)
    title = models.CharField(_("course"), max_length=300)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "course"], name="certificate_once_a_course"),
        ]

    def __str__(self):
        return f"{self.title}, № {self.number}"
