"""One answer: looked through, filled in, signed, decided on, corrected."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.views import ActionView, DetailView, EditView, ObjectFormView

from ..forms.submissions import AnswerForm, CorrectionForm, FiguresForm, ReturnForm, SubmitForm, TakeBackForm
from ..models import Remark, Submission
from ..selectors.periods import missing_below
from ..selectors.rules import rules_of
from ..selectors.submissions import (
    changes_since_earlier,
    drift,
    figures_of,
    findings_of,
    remarks_on,
    value_of_figure,
    versions_of,
)
from ..services import filling, submissions
from ..services.facts import catch_up
from .common import PERIODS, SubmissionMixin, crumb, period_crumb

State = Submission.State


class SubmissionView(SubmissionMixin, DetailView):
    """The figures with their plan, remarks of the check, remarks of the methodologist, earlier versions."""

    permission_required = "monitoring.view_submission"
    template_name = "monitoring/submission_detail.html"

    def get_title(self):
        return self.object.organization.short_name

    def get_breadcrumbs(self):
        return [crumb(PERIODS), period_crumb(self.object.period)]

    def get_context_data(self, **kwargs):
        submission = self.object
        figures = figures_of(submission)
        versions = versions_of(submission, self.request.user)
        findings = findings_of(submission) if submission.is_editable else []
        return super().get_context_data(
            rows=[
                {
                    "figure": each,
                    "value": value_of_figure(each),
                    "findings": [finding for finding in findings if finding.figure == each.pk],
                }
                for each in figures
            ],
            stops=sum(finding.stops for finding in findings),
            remarks=remarks_on(submission),
            versions=[each for each in versions if each != submission],
            changes=changes_since_earlier(submission),
            late_corrections=self._late_corrections(),
            rules=rules_of(submission.organization),
            missing=self._missing(),
            opens=self.request.user.has_perm("monitoring.view_indicators"),
            **self._may(),
            **kwargs,
        )

    def _may(self) -> dict[str, bool]:
        """`may_sign`, `may_decide`, …: which buttons the page has."""
        steps = ("sign", "decide", "change", "correct", "take_back")
        user = self.request.user
        return {f"may_{step}": user.has_perm(f"monitoring.{step}_submission", self.object) for step in steps}

    def _late_corrections(self):
        """Where a count of today, by facts that are up to date, differs from what was handed in."""
        if self.object.state not in Submission.FROZEN:
            return []
        catch_up(self.object.organization, at=timezone.localtime())
        return drift(self.object)

    def _missing(self):
        """Whose figures a municipality still waits for, while it has not submitted its own."""
        organization = self.object.organization
        if organization.level != organization.Level.MUNICIPALITY or self.object.state in Submission.FROZEN:
            return []
        return missing_below(self.object.period, organization)


class FiguresView(SubmissionMixin, EditView):
    """All figures in one table."""

    permission_required = "monitoring.change_submission"
    form_class = FiguresForm
    template_name = "monitoring/submission_form.html"
    title = _("Figures")
    success_message = _("The figures are saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "figures": figures_of(self.object)}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = findings_of(self.object)
        rows = [
            {**row, "findings": [each for each in found if each.figure == row["figure"].pk]}
            for row in context["form"].rows()
        ]
        return {**context, "rows": rows}

    def perform(self, form):
        data = form.cleaned_data
        filling.enter(
            self.object, entries=form.entries(), problems=data["problems"], seen=data["seen"], **self.clock()
        )


class CountAgainView(SubmissionMixin, ActionView):
    permission_required = "monitoring.change_submission"
    title = _("Count again?")
    submit = _("Count again")
    success_message = _("Counted again by what is known now.")

    def get_context_data(self, **kwargs):
        consequences = [_("The counted numbers are brought up to date; what you typed instead of them stays.")]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self):
        filling.count_again(self.object, **self.clock())


class SendView(SubmissionMixin, ActionView):
    permission_required = "monitoring.change_submission"
    title = _("Send for signature?")
    submit = _("Send to the director")
    success_message = _("The director has been told.")

    def perform(self):
        submissions.send_to_sign(self.object, **self.clock())


class TakeBackView(SubmissionMixin, ObjectFormView):
    """From the director's desk: by who sent it there, or by the director with a remark."""

    permission_required = "monitoring.take_back_submission"
    form_class = TakeBackForm
    title = _("Take the figures back?")
    submit = _("Take back")
    success_message = _("The figures can be changed again.")

    def perform(self, form):
        submissions.take_back(self.object, remark=form.cleaned_data["remark"], **self.clock())


class SignView(SubmissionMixin, ObjectFormView):
    """The figures as they will be frozen, and the signature under them."""

    permission_required = "monitoring.sign_submission"
    form_class = SubmitForm
    template_name = "monitoring/submission_sign.html"
    title = _("Signing of the figures")
    submit = _("Sign and submit")
    success_message = _("The figures are signed and submitted.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "missing": bool(self.missing)}

    @property
    def missing(self):
        organization = self.object.organization
        if organization.level != organization.Level.MUNICIPALITY:
            return []
        return missing_below(self.object.period, organization)

    def get_context_data(self, **kwargs):
        rows = [{"figure": each, "value": value_of_figure(each)} for each in figures_of(self.object)]
        changes = changes_since_earlier(self.object)
        return super().get_context_data(rows=rows, missing=self.missing, changes=changes, **kwargs)

    def perform(self, form):
        submissions.submit(self.object, without=form.cleaned_data.get("without", ""), **self.clock())
        form.record(self.request)


class AcceptView(SubmissionMixin, ActionView):
    permission_required = "monitoring.decide_submission"
    title = _("Accept the figures?")
    submit = pgettext_lazy("button", "Accept")
    success_message = _("The figures are accepted and locked.")

    def get_context_data(self, **kwargs):
        consequences = [_("They go into the consolidated report; they can be corrected only if you unlock them.")]
        return super().get_context_data(text=str(self.object), consequences=consequences, **kwargs)

    def perform(self):
        submissions.accept(self.object, **self.clock())

    def get_success_url(self):
        return self.object.period.get_absolute_url()


class ReturnView(SubmissionMixin, ObjectFormView):
    """A remark on the whole, or on single figures."""

    permission_required = "monitoring.decide_submission"
    form_class = ReturnForm
    template_name = "monitoring/submission_return.html"
    title = _("Return for correction")
    submit = _("Return with remarks")
    success_message = _("Returned: the institution has been told what to correct.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "figures": figures_of(self.object)}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = [{**row, "value": value_of_figure(row["figure"])} for row in context["form"].rows()]
        return {**context, "rows": rows}

    def perform(self, form):
        return submissions.give_back(
            self.object, remark=form.cleaned_data["remark"], by_figure=form.by_figure(), **self.clock()
        )

    def get_success_url(self):
        return self.object.period.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class CorrectView(SubmissionMixin, ObjectFormView):
    permission_required = "monitoring.correct_submission"
    form_class = CorrectionForm
    title = _("Correct the figures that were handed in")
    submit = _("Begin the correction")

    def perform(self, form):
        return submissions.correct(self.object, reason=form.cleaned_data["reason"], **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_cancel_url(self):
        return self.object.get_absolute_url()


class AnswerRemarkView(ObjectFormView):
    """What the institution says to a remark."""

    permission_required = "monitoring.change_submission"
    model = Remark
    form_class = AnswerForm
    title = _("Answer to the remark")
    template_name = "monitoring/remark_answer.html"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("submission__organization", "submission__period__organization", "figure__indicator")
        )

    def get_permission_object(self):
        return self.object.submission

    def get_breadcrumbs(self):
        submission = self.object.submission
        return [crumb(PERIODS), period_crumb(submission.period), (str(submission), submission.get_absolute_url())]

    def perform(self, form):
        submissions.answer_remark(self.object, answer=form.cleaned_data["answer"], **self.clock())

    def get_success_url(self):
        return reverse("monitoring:submission", args=[self.object.submission_id])
