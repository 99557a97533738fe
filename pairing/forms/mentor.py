"""What a mentor tells of a meeting from a phone: only the day is asked for, the rest may stay empty (order 779)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField

from ..models import Meeting
from ..selectors.mentor_page import PairOnPhone

MARKS = [("", pgettext_lazy("mark", "no mark")), *((mark, str(mark)) for mark in Meeting.MARKS)]


class EntryForm(forms.Form):
    """A held meeting of one pair. `entry` is made where the meeting is typed, so that sent twice it is one row."""

    entry = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": _("Reload the page and enter the meeting again.")}
    )
    held_on = DayField(label=_("When it was"))
    kind = forms.ChoiceField(label=_("Which meeting"), choices=Meeting.Kind.choices)
    minutes = forms.IntegerField(
        label=_("How long, minutes"), required=False, min_value=1, max_value=Meeting.LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick those who were there.")},
    )  # fmt: skip
    topic = forms.CharField(label=_("What it was about"), required=False, max_length=300)
    next_step = forms.CharField(label=_("What comes next"), required=False, max_length=500)
    mode = forms.ChoiceField(label=_("Mode"), choices=Meeting.Mode.choices, widget=forms.RadioSelect)
    mentor_mark = forms.TypedChoiceField(
        label=_("Your mark of the meeting"), required=False, choices=MARKS, coerce=int, empty_value=None
    )
    private_note = forms.CharField(
        label=_("Note for the curator"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is not printed in the journal. No diagnoses, please."),
    )  # fmt: skip

    more = ("mode", "mentor_mark", "private_note")

    def __init__(self, *args, pair: PairOnPhone, **kwargs):
        super().__init__(*args, auto_id=f"pair-{pair.pairing.pk}-%s", **kwargs)
        self.pair = pair
        everybody = [(mentee.membership_id, mentee.name) for mentee in pair.mentees]
        if pair.is_group:
            self.fields["present"].choices = everybody
            self.fields["present"].initial = [membership for membership, _name in everybody]
        else:
            del self.fields["present"]
        self.fields["kind"].initial = pair.next_kind
        self.fields["mode"].initial = pair.latest[0].mode if pair.latest else Meeting.Mode.IN_PERSON
        self.fields["minutes"].initial = pair.latest[0].minutes if pair.latest else None

    @property
    def short(self) -> list[forms.BoundField]:
        """The questions that are always in sight."""
        return [field for field in self.visible_fields() if field.name not in self.more]

    @property
    def further(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.more]

    @property
    def said(self) -> dict[str, Any]:
        """As services.meetings.record_meeting takes it."""
        said = {name: value.strip() if isinstance(value, str) else value for name, value in self.cleaned_data.items()}
        return {**said, "present": set(said["present"]) if "present" in said else None}
