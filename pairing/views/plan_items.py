"""Rows of a plan: written in place, moved, marked as done; without JavaScript each has a page of its own."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, ObjectFormView, back_to

from ..forms.plans import DoneForm, ItemForm, PlaceForm
from ..models import Pairing, PlanItem
from ..services import plans
from .common import PAIRS, crumb, pair_crumb
from .plans import PlanMixin


class ItemMixin:
    """After the deed, back to the row in the table."""

    permission_required = "pairing.change_plan"
    model = PlanItem
    context_object_name = "item"

    def get_queryset(self):
        return super().get_queryset().select_related("plan__pairing__organization", "plan__order")

    def get_permission_object(self) -> Pairing:
        return self.object.plan.pairing

    def get_breadcrumbs(self):
        plan = self.object.plan
        return [crumb(PAIRS), pair_crumb(plan.pairing), (_("Plan"), plan.get_absolute_url())]

    def get_success_url(self) -> str:
        return back_to("pairing:plan", self.object.plan_id, anchor=f"item-{self.object.pk}")


class ItemAddView(PlanMixin, ObjectFormView):
    permission_required = "pairing.change_plan"
    partial_template_name = "pairing/plans/_item_form.html"
    form_class = ItemForm
    title = _("New item of the plan")
    submit = _("Add")

    def perform(self, form) -> PlanItem:
        return plans.add_item(self.object, form.draft, **self.clock())

    def get_success_url(self):
        added = getattr(self, "result", None)
        return back_to("pairing:plan", self.object.pk, anchor=f"item-{added.pk}" if added else "items")


class ItemEditView(ItemMixin, ObjectFormView):
    partial_template_name = "pairing/plans/_item_form.html"
    form_class = ItemForm
    title = _("Item of the plan")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in plans.ITEM}

    def perform(self, form) -> None:
        plans.change_item(self.object, form.draft, **self.clock())


class ItemMoveView(ItemMixin, ObjectFormView):
    form_class = PlaceForm
    title = _("Move the item")
    submit = _("Move it")

    def get_initial(self):
        return {"position": self.object.position}

    def perform(self, form) -> None:
        plans.move_item(self.object, position=form.cleaned_data["position"], **self.clock())


class ItemDeleteView(ItemMixin, ActionView):
    title = _("Delete the item?")
    submit = _("Delete")
    success_message = _("The item is deleted.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.what, danger=True, **kwargs)

    def perform(self) -> None:
        plans.delete_item(self.object, **self.clock())


class ItemDoneView(ItemMixin, ObjectFormView):
    """The tick of the table posts today; the page, or the row in its place, asks for the result and the mark too."""

    partial_template_name = "pairing/plans/_item_form.html"
    form_class = DoneForm
    title = _("What came of it")

    def get_initial(self):
        item = self.object
        return {"done_on": item.done_on or timezone.localdate(), "actual": item.actual, "mark": item.mark}

    def perform(self, form) -> None:
        plans.mark_done(self.object, **form.cleaned_data, **self.clock())


class ItemUndoneView(ItemMixin, ActionView):
    title = _("Take the mark back?")
    submit = _("Take back")
    success_message = _("The item is open again.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object.what, **kwargs)

    def perform(self) -> None:
        plans.reopen_item(self.object, **self.clock())
