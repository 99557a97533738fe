"""What stands above the table of a plan: the head of a roadmap with its stamps."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm

from ..drafts import StampDraft
from ..models import ApprovalStamp, Roadmap

MOST_STAMPS = 12


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
