"""Which event a deadline waits for: one choice for each event of the phrase, the one that the words suggest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField

from ..drafts import EventDraft
from ..events import EventSource, all_sources, source_of, suggestion
from ..models import Activity, EventBinding

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class EventFields:
    """The fields of one event, for the template."""

    event: str
    text: forms.BoundField
    choice: forms.BoundField
    words: forms.BoundField
    day: forms.BoundField


class EventForm(forms.Form):
    """The events of an activity's deadline; `known` is what they are tied to already.

    Each event carries its own words along, so that an answer about one phrase is not taken for another's.
    """

    def __init__(self, *args, activity: Activity, known: Iterable[EventBinding | EventDraft] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.events = activity.schedule.events
        tied = {each.event: each for each in known}
        choices = _choices(activity) if self.events else []
        for number, event in enumerate(self.events):
            self._add_fields(number, event, choices, tied.get(event) or suggestion(activity, event))

    def _add_fields(self, number: int, event: str, choices: Choices, tied: EventBinding | EventDraft | None) -> None:
        source = source_of(tied.source) if tied else None
        asks = source.asks if source else ""
        written = tied.parameter if tied else ""
        self.fields[f"text_{number}"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=event, max_length=500
        )
        self.fields[f"choice_{number}"] = forms.ChoiceField(
            label=_("What it waits for"),
            required=False,
            choices=choices,
            initial=f"{source.code}:{'' if asks else written}" if source else "",
            widget=forms.Select(attrs={"class": "event-choice"}),
        )
        self.fields[f"words_{number}"] = forms.CharField(
            label=_("Words of the order's title"),
            required=False,
            max_length=300,
            initial=written if asks == "words" else "",
            help_text=_("For example «о внедрении целевой модели наставничества»; endings do not matter."),
        )
        self.fields[f"day_{number}"] = DayField(
            label=_("Day of the event"), required=False, initial=written if asks == "day" else None
        )

    @property
    def groups(self) -> list[EventFields]:
        """The fields event by event."""
        names = ("text", "choice", "words", "day")
        return [
            EventFields(event, *(self[f"{name}_{number}"] for name in names))
            for number, event in enumerate(self.events)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for number in range(len(self.events)):
            source = self._source(number)
            if source and source.asks and not data.get(f"{source.asks}_{number}"):
                self.add_error(f"{source.asks}_{number}", _("Fill this in, or choose another event."))
        return data

    def _source(self, number: int) -> EventSource | None:
        code = self.cleaned_data.get(f"choice_{number}", "").partition(":")[0]
        return source_of(code)

    @property
    def drafts(self) -> list[EventDraft]:
        """What was answered. An event that the form did not ask about is left out: the words decide."""
        asked = (number for number, event in enumerate(self.events) if self.cleaned_data[f"text_{number}"] == event)
        return [self._draft(number) for number in asked]

    def _draft(self, number: int) -> EventDraft:
        source = self._source(number)
        parameter = self.cleaned_data[f"choice_{number}"].partition(":")[2]
        if source and source.asks == "words":
            parameter = self.cleaned_data[f"words_{number}"]
        elif source and source.asks == "day":
            parameter = self.cleaned_data[f"day_{number}"].isoformat()
        return EventDraft(self.events[number], source.code if source else "", parameter)


def _choices(activity: Activity) -> Choices:
    found: Choices = [("", _("not chosen yet"))]
    for source in all_sources():
        options = [(f"{source.code}:{parameter}", said) for parameter, said in source.options(activity)]
        found += options if len(options) == 1 else [(source.label, options)]
    return found
