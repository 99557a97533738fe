"""Meetings: planned, entered, put right; one log for many pairs; the period of a journal."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.forms import DayField, RevisionedForm
from participants.forms.people import Grouped

from ..models import Meeting, Membership, Pairing
from ..services.many_meetings import series

USUAL_LENGTH = 45
MARKS = [("", "—"), *((mark, str(mark)) for mark in Meeting.MARKS)]
WEEKS = [
    ("", _("once")),
    *((weeks, ngettext_lazy("every week", "every %(weeks)d weeks", weeks) % {"weeks": weeks}) for weeks in (1, 2, 4)),
]


def mark_field(label) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=MARKS, coerce=int, empty_value=None, required=False)


class MeetingFields(Grouped, forms.ModelForm):
    """What the forms of a meeting share: the pair, lengths, the kind as a list without an empty line."""

    def __init__(self, *args, pairing: Pairing, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairing = pairing
        self.fields["minutes"].max_value = Meeting.LONGEST
        self.fields["minutes"].widget.attrs |= {"min": 5, "max": Meeting.LONGEST, "step": 5}
        self.fields["kind"].choices = Meeting.Kind.choices


class PlanFields(MeetingFields):
    planned_on = DayField(label=_("Day"))

    class Meta:
        model = Meeting
        fields = ["kind", "planned_on", "planned_time", "minutes", "mode", "place", "topic"]
        widgets = {"planned_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    groups = (
        (_("When"), ("planned_on", "planned_time", "every", "until")),
        (_("What and where"), ("kind", "minutes", "mode", "place", "topic")),
    )


class PlanForm(PlanFields):
    """One meeting to come, or a series of them."""

    every = forms.TypedChoiceField(label=_("Repeat"), choices=WEEKS, coerce=int, empty_value=None, required=False)
    until = DayField(
        label=_("Until"), required=False,
        help_text=_("Days off of the production calendar are passed over. Empty: to the end of the pair."),
    )  # fmt: skip

    @property
    def days(self) -> list[date]:
        data = self.cleaned_data
        until = min(data["until"] or self.pairing.last_day, self.pairing.last_day)
        return series(data["planned_on"], until, every=data["every"]) if data["every"] else [data["planned_on"]]

    @property
    def how(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("planned_time", "minutes", "mode", "place", "topic")}


class PlanEditForm(PlanFields, RevisionedForm):
    class Meta(PlanFields.Meta):
        pass


class RecordFields(MeetingFields):
    """A meeting that was held; the day, the kind and the length are filled in, nothing else is demanded."""

    held_on = DayField(label=_("Day"))
    mentor_mark = mark_field(_("Mentor's mark"))
    mentee_mark = mark_field(_("Mentee's mark"))
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    groups = (
        (_("The meeting"), ("held_on", "kind", "minutes", "mode", "place", "present")),
        (_("What came of it"), ("topic", "next_step", "result", "mentor_mark", "mentee_mark")),
        (_("For the curator alone"), ("private_note",)),
    )

    class Meta:
        model = Meeting
        fields = [
            "kind", "held_on", "minutes", "mode", "place", "topic", "next_step", "result", "mentor_mark",
            "mentee_mark", "private_note",
        ]  # fmt: skip
        widgets = {"private_note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"private_note": _("Never printed and never in a file; only the curator reads it.")}

    def __init__(self, *args, notes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not notes:
            del self.fields["private_note"]
        members = self.members()
        if len(members) > 1:
            self.fields["present"].choices = [(member.pk, _named(member)) for member in members]
            self.initial.setdefault("present", [member.pk for member in members if member.left_on is None])
        else:
            del self.fields["present"]

    def members(self) -> Sequence[Membership]:
        found = self.pairing.memberships.select_related("mentee__person")
        return list(found.order_by("mentee__person__last_name", "mentee__person__first_name", "pk"))

    @property
    def there(self) -> set[int] | None:
        """The memberships that were there; None in a pair of two."""
        return set(self.cleaned_data["present"]) if "present" in self.fields else None


class RecordForm(RecordFields):
    """`entry` is made with the page, so that a form sent twice is one meeting."""

    entry = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def said(self) -> dict[str, Any]:
        """What services.meetings.record_meeting takes."""
        return {**self.cleaned_data, "present": self.there}


class RecordEditForm(RecordFields, RevisionedForm):
    class Meta(RecordFields.Meta):
        pass


class MissForm(forms.Form):
    reason = forms.CharField(label=_("Why, if it should be kept"), required=False, max_length=500)


class LogForm(forms.ModelForm):
    """One log for many pairs: those that are ticked met on the day."""

    held_on = DayField(label=_("Day"))
    pairs = forms.TypedMultipleChoiceField(
        label=_("Pairs"), coerce=int, error_messages={"required": _("Tick the pairs that met.")}
    )
    entry = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ["held_on", "kind", "minutes", "mode", "place", "topic", "next_step"]

    def __init__(self, *args, pairs: Sequence[Pairing], **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = pairs
        self.fields["pairs"].choices = [(pair.pk, str(pair)) for pair in pairs]
        self.fields["kind"].choices = Meeting.Kind.choices

    @property
    def ticked(self) -> set[int]:
        """The numbers that are ticked in the form as it was sent."""
        return {int(value) for value in self["pairs"].value() or () if str(value).isdecimal()}

    @property
    def chosen(self) -> list[Pairing]:
        return [pair for pair in self.rows if pair.pk in self.cleaned_data["pairs"]]

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "pairs"}


class PeriodForm(forms.Form):
    """The days a journal is of, both included."""

    starts = DayField(label=_("From"))
    ends = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", _("The last day is earlier than the first."))
        return data


def _named(member: Membership) -> str:
    name = str(member.mentee.person)
    if member.left_on is None:
        return name
    last_day = member.left_on - timedelta(days=1)
    return _("%(mentee)s (until %(day)s)") % {"mentee": name, "day": f"{last_day:%d.%m.%Y}"}
