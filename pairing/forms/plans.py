"""Personalised programmes: sections, items, what came of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ComparedForm, DayField, RevisionedForm
from participants.forms.people import Grouped

from ..models import IndividualPlan, PlanItem
from ..proposing import ItemDraft

LONG = {"goal": 3, "schedule": 2, "criteria": 3}


class PlanForm(Grouped, RevisionedForm):
    """Title and sections; of a plan that an order approves or names, the summary alone."""

    groups = (
        (_("What it is based on"), ("title", "grounds", "problem")),
        (_("Goal and work"), ("goal", "tasks", "directions", "schedule")),
        (_("Results"), ("expected", "criteria")),
        (_("At the end"), ("summary",)),
    )

    class Meta:
        model = IndividualPlan
        fields = ["title", *IndividualPlan.SECTIONS, "summary"]
        widgets = {
            name: forms.Textarea(attrs={"rows": LONG.get(name, 4)}) for name in (*IndividualPlan.SECTIONS, "summary")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_editable:
            for name in ("title", *IndividualPlan.SECTIONS):
                del self.fields[name]


class ItemForm(ComparedForm, forms.Form):
    """A row of a plan."""

    what = forms.CharField(
        label=_("Activity"), max_length=PlanItem._meta.get_field("what").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    due_on = DayField(label=_("Due"), required=False)
    expected = forms.CharField(
        label=_("Form, expected result"), required=False, max_length=PlanItem._meta.get_field("expected").max_length
    )

    @property
    def draft(self) -> ItemDraft:
        return ItemDraft(**self.cleaned_data)


class DoneForm(ComparedForm, forms.Form):
    """What came of a row; the quick button sends nothing but itself and means today."""

    done_on = DayField(label=_("Done on"))
    actual = forms.CharField(
        label=_("Actual result"), required=False, max_length=PlanItem._meta.get_field("actual").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    mark = forms.TypedChoiceField(
        label=_("Mentor's mark"), choices=[("", _("no mark")), *((mark, mark) for mark in PlanItem.MARKS)],
        coerce=int, empty_value=None, required=False,
    )  # fmt: skip


class PlaceForm(forms.Form):
    """The arrows of the table post the new place."""

    position = forms.IntegerField(label=_("Place in the plan"), min_value=0, max_value=1000)

    def clean_position(self) -> Any:
        return max(self.cleaned_data["position"], 1)
