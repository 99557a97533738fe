"""The shape of a plan as it is entered: the head of a roadmap with its stamps, sections, activities."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm

from ..drafts import ActivityDraft, RemarkDraft, SectionDraft, StampDraft
from ..models import Activity, ApprovalStamp, DocumentKind, Roadmap, Section
from ..responsible import recognise
from ..selectors.people import Staff
from .events import EventForm

MOST_STAMPS = 12
MOST_LINES = 100
LONGEST_LINE = 1000
LINES_HELP = _("One a line.")


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = LONGEST_LINE, **kwargs):
        super().__init__(required=False, **kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: str) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Too many lines: %(number)s at most."), params={"number": MOST_LINES})
        long = next((line for line in lines if len(line) > self.longest), None)
        if long:
            raise ValidationError(
                _("A line is too long: «%(start)s…». Make it at most %(longest)s characters."),
                params={"start": long[:40], "longest": self.longest},
            )
        return lines


class StampForm(forms.ModelForm):
    """One stamp: who approves or agrees, by which document, on which side of the head it stands."""

    date = DayField(label=_("Date"), required=False)

    class Meta:
        model = ApprovalStamp
        fields = ["kind", "wording", "position", "who", "document", "date", "side"]
        help_texts = {
            "wording": _("Left empty, it is printed by its kind: УТВЕРЖДАЮ, СОГЛАСОВАНО…"),
            "who": _("A person or a body: «А. Н. Грецкий», «Педагогический совет»."),
            "document": _("«протокол от 30.08.2026 № 1»"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("choose")), *ApprovalStamp.Kind.choices]

    @property
    def stamp(self) -> StampDraft:
        return StampDraft(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class BaseStampFormSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if index is None or index >= self.initial_form_count():
            del form.fields[DELETION_FIELD_NAME]
        else:
            form.fields[DELETION_FIELD_NAME].label = _("Remove this stamp")


StampFormSet = forms.formset_factory(
    StampForm,
    BaseStampFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_STAMPS,
    validate_max=True,
    absolute_max=MOST_STAMPS + 10,
)


class HeadForm(RevisionedForm):
    """What stands above the table: title, track, period."""

    period_from = DayField(label=_("Period from"))
    period_to = DayField(label=_("Period to"))

    class Meta:
        model = Roadmap
        fields = ["title", "track", "period_from", "period_to"]
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = [("", _("choose")), *Roadmap.Track.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("period_from"), data.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("The period ends before it begins. Check the two dates."))
        return data

    @property
    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewRoadmapForm(HeadForm):
    """A roadmap that is yet to be; `chain` is its name before it has a number, so that sending twice makes one."""

    chain = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("chain", self.instance.chain)


class CopyForm(NewRoadmapForm):
    """A roadmap made of another one, its dates moved by whole years."""

    MOST_YEARS = 20
    years = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_YEARS)


class RoadmapForm(HeadForm):
    """The head of a roadmap with all its stamps."""

    def __init__(self, *args, stamps: Iterable[ApprovalStamp], **kwargs):
        super().__init__(*args, **kwargs)
        initial = [{name: getattr(stamp, name) for name in StampForm.Meta.fields} for stamp in stamps]
        self.stamp_forms = StampFormSet(self.data if self.is_bound else None, initial=initial, prefix="stamps")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.stamp_forms.is_valid():
            self.add_error(None, _("Something is wrong in the stamps: see below."))
        return data

    @property
    def stamps(self) -> list[StampDraft]:
        kept = (form for form in self.stamp_forms if form not in self.stamp_forms.deleted_forms)
        return [form.stamp for form in kept if form.has_changed() or form in self.stamp_forms.initial_forms]


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
