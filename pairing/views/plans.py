"""Personalised programmes: the list, making one, its page and paper, the order that approves some."""

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, EditView, FormView, ListView, number_in
from orders.models import Order
from participants.views.papers import as_paper

from ..forms.plans import PlanForm
from ..models import IndividualPlan, Pairing
from ..papers.plans import plan_document
from ..plan_lists import LATE, PlanFilter, PlanTable
from ..selectors.plans import PlanStanding, with_pair, with_plan_standing, without_plan
from ..services import plans
from .common import PAIRS, PairMixin, crumb, named, pair_crumb, record_leaving

PLANS = (gettext_lazy("Personalised programmes"), "pairing:plans")
FORMATS = ("pdf", "docx")
MOST = 300


class PlanMixin:
    """A page about one plan, with its pair and how far it is fulfilled."""

    model = IndividualPlan
    context_object_name = "plan"

    def get_queryset(self):
        return with_plan_standing(with_pair(super().get_queryset()), timezone.localdate())

    def get_permission_object(self) -> Pairing:
        return self.object.pairing

    def get_breadcrumbs(self):
        pairing = self.object.pairing
        return [crumb(PAIRS), pair_crumb(pairing), (_("Plan"), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairing=self.object.pairing, **kwargs)


class PlanListView(ListView):
    permission_required = "pairing.list_plans"
    model = IndividualPlan
    table_class = PlanTable
    filterset_class = PlanFilter
    template_name = "pairing/plans/list.html"
    partial_template_name = "pairing/plans/_results.html"
    title = PLANS[0]
    names_leave = True

    def get_queryset(self):
        return with_pair(super().get_queryset())

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate()}

    @cached_property
    def to_approve(self) -> bool:
        return self.filterset.counted.filter(standing=PlanStanding.DRAFT).exists()

    def get_table_kwargs(self):
        return {**super().get_table_kwargs(), "exclude": [] if self.to_approve else ["chosen"]}

    def before_download(self, format: str, rows: int) -> None:
        pairs = Pairing.objects.filter(plan__in=self.get_table_data().order_by().values("pk"))
        record_leaving(self, pairs, {"list": "plans", "format": format})

    def get_context_data(self, **kwargs):
        counted = self.filterset.counted
        numbers = {standing: counted.filter(standing=standing).count() for standing in PlanStanding}
        return super().get_context_data(
            total=sum(numbers.values()),
            strip=[(standing, standing.label, number) for standing, number in numbers.items() if number],
            late=counted.filter(late__gt=0).count(),
            late_code=LATE,
            to_approve=self.to_approve,
            waiting=without_plan(self.request.user, timezone.localdate()).count(),
            chosen_standing=self.filterset.form.cleaned_data.get("standing", ""),
            **kwargs,
        )


class PlanMakeView(PairMixin, ActionView):
    """Makes a plan with proposed sections and items; one goes on to its page."""

    permission_required = "pairing.change_plan"
    title = gettext_lazy("Make the plan of the pair?")
    submit = gettext_lazy("Make the plan")
    success_message = gettext_lazy("The plan is proposed: correct its sections and items together with the mentor.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The sections and the items are proposed from the programme, the form of mentoring and the request."),
            _("Every word can be changed; the plan comes into force by an order."),
        ]
        return super().get_context_data(text=named(self.object), consequences=consequences, **kwargs)

    def perform(self) -> IndividualPlan:
        return plans.make_plan(self.object, **self.clock())

    def get_success_url(self):
        return getattr(self, "result", self.object).get_absolute_url()


class PlanView(PlanMixin, DetailView):
    permission_required = "pairing.view_plan"
    template_name = "pairing/plans/detail.html"

    def get_title(self):
        return self.object.title or _("Plan")

    def get_breadcrumbs(self):
        return super().get_breadcrumbs()[:-1] + [crumb(PLANS)]

    def get_context_data(self, **kwargs):
        plan, form = self.object, PlanForm(instance=self.object)
        written = [*IndividualPlan.SECTIONS, "summary"]
        sections = [(plan._meta.get_field(name).verbose_name, getattr(plan, name)) for name in written]
        today = timezone.localdate()
        items = [(item, item.is_overdue(today)) for item in plan.items.all()]
        return super().get_context_data(sections=sections, items=items, today=today, form=form, **kwargs)


class PlanEditView(PlanMixin, EditView):
    permission_required = "pairing.change_plan"
    template_name = "pairing/grouped_form.html"
    form_class = PlanForm
    title = gettext_lazy("Sections of the plan")
    success_message = gettext_lazy("Saved.")

    def perform(self, form) -> None:
        plans.change_plan(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class PlanReopenView(PlanMixin, ActionView):
    permission_required = "pairing.approve_plans"
    title = gettext_lazy("Take the approval off the plan?")
    submit = gettext_lazy("Take it off")
    success_message = gettext_lazy("The plan can be changed; approve it by an order again.")

    def get_context_data(self, **kwargs):
        consequences = [_("The plan can be changed again and waits for a new order. The trail keeps the former one.")]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)

    def perform(self) -> None:
        plans.take_approval_off(self.object, **self.clock())


class PlanPaperView(PlanMixin, DetailView):
    permission_required = "pairing.view_plan"

    def get(self, request, *args, format: str, **kwargs) -> HttpResponse:
        if format not in FORMATS:
            raise Http404
        plan, clock = self.object, self.clock()
        document = plan_document(plan, plan.pairing, on=timezone.localdate(clock["at"]), at=clock["at"])
        record_leaving(self, Pairing.objects.filter(pk=plan.pairing_id), {"paper": "plan", "format": format})
        return as_paper(document, format)


class PlansApproveView(FormView):
    """A draft order that approves the plans that were ticked, `?pk=1&pk=2`; all that wait when none was."""

    permission_required = "pairing.approve_plans"
    template_name = "pairing/plans/approve.html"
    form_class = Form
    title = gettext_lazy("Draft the order of approval?")
    submit = gettext_lazy("Draft the order")
    success_message = gettext_lazy("The draft is made: check the text and send it for signature.")

    @cached_property
    def plans(self) -> list[IndividualPlan]:
        rows = with_plan_standing(IndividualPlan.objects.visible_to(self.request.user), timezone.localdate())
        rows = with_pair(rows.filter(standing=PlanStanding.DRAFT))
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")[:MOST]} - {None}
        rows = rows.filter(pk__in=numbers) if numbers else rows
        return list(rows.order_by("pairing__mentor__person__last_name", "pk")[:MOST])

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(PLANS)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(plans=self.plans, **kwargs)

    def get_cancel_url(self):
        return reverse(PLANS[1])

    def perform(self, form) -> Order:
        organization = self.request.user.acting.organization
        return plans.draft_approval(self.plans, organization=organization, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()
