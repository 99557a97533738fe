"""The rows of a plan as they are entered: sections, activities, and where they stand among their neighbours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RevisionedForm

from ..drafts import ActivityDraft, RemarkDraft, SectionDraft
from ..models import Activity, DocumentKind, Section
from ..responsible import recognise
from ..selectors.people import Staff
from .events import EventForm
from .lines import LinesField


class RowForm(RevisionedForm):
    """A row of the plan. `uid` names it before it has a number; a remark on the source can be declared settled."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    settled = forms.BooleanField(
        label=_("The remarks on the source are taken care of: do not show them"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["uid"] = self.instance.uid
        if not self.instance.remarks:
            del self.fields["settled"]

    @property
    def remarks(self) -> tuple[RemarkDraft, ...]:
        if self.cleaned_data.get("settled"):
            return ()
        return tuple(RemarkDraft(**remark) for remark in self.instance.remarks)


class SectionForm(RowForm):
    class Meta:
        model = Section
        fields = ["number", "title", "goal", "result"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("title", "goal", "result")}
        help_texts = {
            "goal": _("«Задача этапа»: printed under the title; can be left empty."),
            "result": _("«Результат этапа»: printed under the title; can be left empty."),
        }

    @property
    def draft(self) -> SectionDraft:
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return SectionDraft(**fields, remarks=self.remarks, uid=str(self.cleaned_data["uid"]))


class ActivityForm(RowForm):
    """An activity. People are picked from the staff or written; everything else responsible is written, one a line."""

    steps = LinesField(
        label=_("Steps"),
        help_text=_("One a line; printed as a list in the cell."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    responsible_lines = LinesField(
        label=_("Responsible"),
        help_text=_("One a line, as it shall be printed: «Иванова М. П.», «Куратор», «Рабочая группа»."),
        longest=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    staff = forms.MultipleChoiceField(
        label=_("Add people of the organisation"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = ["number", "title", "deadline", "place", "result", "document_kind", "note"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "deadline": forms.TextInput(attrs={"autocomplete": "off"}),
            "place": forms.TextInput,
            "result": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "deadline": _(
                "As in the document: «до 15.04.2027, далее ежегодно», «Сентябрь – октябрь 2026», «раз в квартал»."
            ),
            "document_kind": _("Which document will show that it is done."),
            "note": _("Printed under the wording."),
        }

    def __init__(self, *args, staff: Staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["steps"] = self.instance.steps
        self.fields["document_kind"].choices = [("", _("not named")), *DocumentKind.choices]
        self.initial["responsible_lines"] = self.instance.responsible_lines if self.instance.pk else []
        named = set(self.initial["responsible_lines"])
        self.fields["staff"].choices = [
            (written, person.get_full_name()) for person, written in staff.written.items() if written not in named
        ]
        if not self.fields["staff"].choices:
            del self.fields["staff"]
        self.event_form = EventForm(
            self.data if self.is_bound else None,
            activity=self._as_written(),
            known=self.instance.events.all() if self.instance.pk else (),
        )

    def _as_written(self) -> Activity:
        """The activity with the deadline as it stands in the form."""
        instance = self.instance
        deadline = str(self["deadline"].value() or "")[:500]
        return Activity(section=instance.section, uid=instance.uid, deadline=deadline)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.event_form.is_valid():
            self.add_error(None, _("It is not said in full which event the deadline waits for: see below it."))
        lines = data.get("responsible_lines", [])
        data["responsible_lines"] = [*lines, *(each for each in data.get("staff", []) if each not in lines)]
        return data

    @property
    def draft(self) -> ActivityDraft:
        data = self.cleaned_data
        return ActivityDraft(
            **{name: data[name] for name in self.Meta.fields},
            steps=tuple(data["steps"]),
            responsible=tuple(recognise(line) for line in data["responsible_lines"]),
            remarks=self.remarks,
            events=tuple(self.event_form.drafts),
            uid=str(data["uid"]),
        )


class PositionForm(forms.Form):
    """Where among its neighbours a row shall stand; empty means last."""

    position = forms.IntegerField(
        label=_("Place, counted from 1"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Empty: at the end."),
    )

    @property
    def place(self) -> int:
        return self.cleaned_data["position"] or 1001


class ActivityPlaceForm(PositionForm):
    field_order = ["section", "position"]

    section = forms.ModelChoiceField(Section.objects.none(), label=_("Section"), empty_label=None)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections


class CopyOfForm(forms.Form):
    """The name of a copy that is yet to be."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
