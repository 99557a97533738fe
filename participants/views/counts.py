"""Numbers without names: for those above by institution, for the curator the target groups."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import FormView, PageView

from ..forms.settings import TargetGroupsForm
from ..models import Participation, TargetGroupCount
from ..models.reference import Track
from ..selectors.counts import distinct_people, groups_within, stages_by_institution, total_of
from ..selectors.stages import MENTEE_PATH, MENTOR_PATH, Stage
from ..services.settings import count_groups
from .common import bank_crumb

Role = Participation.Role


class CountsView(PageView):
    """How many people take part, by institution and stage; `?role=mentor&track=teachers`."""

    permission_required = "participants.compare_counts"
    template_name = "participants/counts.html"
    title = _("Participants in numbers")

    def get_context_data(self, **kwargs):
        today, path = timezone.localdate(), self.request.user.scope_path
        role = Role.MENTOR if self.request.GET.get("role") == Role.MENTOR else Role.MENTEE
        track = self.request.GET.get("track", "")
        track = track if track in Track.values else ""
        stages = [*(MENTOR_PATH if role == Role.MENTOR else MENTEE_PATH), Stage.LEFT]
        lines = stages_by_institution(path, role=role, track=track, on=today)
        total = total_of(lines)
        return super().get_context_data(
            role=role,
            track=track,
            tracks=Track.choices,
            stages=stages,
            table=[(line, [(stage, line.stages.get(stage, 0)) for stage in stages]) for line in lines],
            total=(total, [(stage, total.stages.get(stage, 0)) for stage in stages]),
            people=distinct_people(path, on=today),
            groups=groups_within(path, on=today),
            **kwargs,
        )


class TargetGroupsView(FormView):
    """The curator counts the target groups: numbers of the institution, never marks on people."""

    permission_required = "participants.change_target_groups"
    template_name = "participants/target_groups.html"
    form_class = TargetGroupsForm
    title = _("Target groups")
    success_message = _("The counts are saved.")

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        days: dict = {}
        for row in TargetGroupCount.objects.visible_to(self.request.user):
            days.setdefault(row.on, {})[row.group] = row.learners
        groups = TargetGroupCount.Group
        table = [(day, [found.get(group) for group in groups.values]) for day, found in days.items()]
        return super().get_context_data(groups=groups.labels, table=table, **kwargs)

    def perform(self, form) -> None:
        organization = self.request.user.acting.organization
        count_groups(form.counts, organization=organization, on=form.cleaned_data["on"], **self.clock())

    def get_success_url(self) -> str:
        return self.request.path
