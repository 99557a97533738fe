"""The School of mentors: courses, which those above read without names, the attendance sheet and certificates."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.views import ActionView, DetailView, EditView, FormView, ListView, ObjectFormView
from organizations.models import Organization

from ..filters import CourseFilter
from ..forms.training import CourseForm, IssueForm, SessionForm
from ..models import Course, Session
from ..papers.training import certificates_document, programme_document
from ..selectors.training import certificates_in, due_certificates, last_session, with_numbers
from ..services import training
from ..tables import CourseTable
from .papers import PaperView

TITLE = _("School of mentors")


class CourseListView(ListView):
    permission_required = "participants.list_courses"
    model = Course
    table_class = CourseTable
    filterset_class = CourseFilter
    template_name = "participants/course_list.html"
    partial_template_name = "participants/_course_results.html"
    title = TITLE

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("organization"))

    def get_table_kwargs(self):
        organization = self.request.user.acting.organization
        alone = organization is not None and organization.level == Organization.Level.INSTITUTION
        return {**super().get_table_kwargs(), "exclude": ["organization"] if alone else []}


class CourseMixin:
    model = Course

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("organization", "order"))

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:courses"))]


class InCourse(CourseMixin):
    """A page below the page of a course."""

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (self.object.title, self.object.get_absolute_url())]


class CourseView(CourseMixin, DetailView):
    permission_required = "participants.view_course"
    template_name = "participants/course_detail.html"

    def get_title(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("participants.change_course", self.object)
        return super().get_context_data(
            sessions=list(self.object.sessions.all()),
            today=timezone.localdate(),
            may_change=may_change,
            due=len(due_certificates(self.object)) if may_change else 0,
            **kwargs,
        )


class CourseAddView(FormView):
    permission_required = "participants.change_course"
    template_name = "participants/grouped_form.html"
    form_class = CourseForm
    title = _("New course")
    success_message = _("The course is added. Now plan its sessions.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:courses"))]

    def get_cancel_url(self):
        return reverse("participants:courses")

    def get_form_kwargs(self):
        organization = self.request.user.acting.organization
        return {**super().get_form_kwargs(), "instance": Course(), "organization": organization}

    def perform(self, form) -> Course:
        organization = self.request.user.acting.organization
        return training.add_course(form.instance, organization=organization, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class CourseEditView(InCourse, EditView):
    permission_required = "participants.change_course"
    template_name = "participants/grouped_form.html"
    form_class = CourseForm
    title = _("Course")
    success_message = _("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "organization": self.object.organization}

    def perform(self, form) -> None:
        training.change_course(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class CourseDeleteView(InCourse, ActionView):
    permission_required = "participants.change_course"
    title = _("Delete the course?")
    submit = _("Delete")
    success_message = _("The course is deleted.")

    def get_context_data(self, **kwargs):
        consequences = [_("Its sessions go with it. A course that somebody has attended cannot be deleted.")]
        return super().get_context_data(text=self.object, consequences=consequences, danger=True, **kwargs)

    def perform(self) -> None:
        training.delete_course(self.object, **self.clock())

    def get_success_url(self):
        return reverse("participants:courses")


class CourseProgrammeView(CourseMixin, PaperView):
    """The programme with its schedule; those above get it without the names of who leads."""

    permission_required = "participants.view_course"

    def get_document(self):
        names = self.request.user.has_perm("participants.change_course", self.object)
        return programme_document(self.object, self.object.sessions.all(), names=names, at=timezone.localtime())


class SessionAddView(InCourse, ObjectFormView):
    permission_required = "participants.change_course"
    form_class = SessionForm
    title = _("New session")
    success_message = _("The session is added.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Session(course=self.object)}

    def get_initial(self):
        return {"on": last_session(self.object) or self.object.starts_on, "hours": 2}

    def perform(self, form) -> Session:
        return training.add_session(self.object, form.instance, **self.clock())


class SessionMixin:
    permission_required = "participants.change_course"
    model = Session

    def get_queryset(self):
        return super().get_queryset().select_related("course__organization")

    def get_permission_object(self) -> Course:
        return self.object.course

    def get_breadcrumbs(self):
        course = self.object.course
        return [(TITLE, reverse("participants:courses")), (course.title, course.get_absolute_url())]

    def get_success_url(self):
        return self.object.course.get_absolute_url()


class SessionEditView(SessionMixin, EditView):
    template_name = "participants/session_form.html"
    form_class = SessionForm
    title = _("Session")
    success_message = _("Saved.")

    def perform(self, form) -> None:
        training.change_session(form.instance, **self.clock())


class SessionDeleteView(SessionMixin, ActionView):
    title = _("Take the session out of the plan?")
    submit = _("Take out")
    success_message = _("The session is taken out of the plan.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, danger=True, **kwargs)

    def perform(self) -> None:
        training.delete_session(self.object, **self.clock())


class CertificatesIssueView(InCourse, ObjectFormView):
    permission_required = "participants.change_course"
    template_name = "participants/certificates_issue.html"
    form_class = IssueForm
    title = _("Issue certificates")
    submit = _("Issue certificates")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=due_certificates(self.object), **kwargs)

    @property
    def success_message(self) -> str:
        number = len(self.result)
        return ngettext("%(number)d certificate is issued.", "%(number)d certificates are issued.", number) % {
            "number": number
        }

    def perform(self, form) -> list:
        return training.issue_certificates(self.object, issued_on=form.cleaned_data["on"], **self.clock())


class CertificatesPrintView(CourseMixin, PaperView):
    """All certificates of the course in one file."""

    permission_required = "participants.change_course"
    names_leave = True

    def get_document(self):
        certificates = list(certificates_in(self.object))
        if not certificates:
            raise Http404
        organization = self.object.organization
        training.record_printed(certificates, organization=organization, **self.clock())
        return certificates_document(certificates, organization, at=timezone.localtime())
