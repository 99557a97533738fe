"""The change of the school year: what becomes of each pair, of each class and of those who differ from their class."""

from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField
from participants.classes import Turn
from participants.models import Person

from ..models import PairDecision, Pairing
from ..selectors.year_classes import ClassRow
from ..selectors.year_pairs import PairRow
from ..services.year_classes import ClassChoice
from .pairs import OrderForm

CHOICE = {"class": "form-select form-select-sm"}
TURNS = [
    (Turn.UP, pgettext_lazy("class", "goes up")),
    (Turn.GRADUATES, pgettext_lazy("class", "graduates")),
    (Turn.STAYS, pgettext_lazy("class", "stays as it is")),
]
APART = [
    ("", _("as the class")),
    (Turn.STAYS, pgettext_lazy("learner", "stays in the same class")),
    (Turn.GRADUATES, pgettext_lazy("learner", "leaves school")),
]


class YearPairsForm(forms.Form):
    """A choice for every pair; what was proposed or decided before is chosen already."""

    def __init__(self, *args, rows: Sequence[PairRow], **kwargs):
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            self.fields[f"pair-{row.pairing.pk}"] = forms.ChoiceField(
                label=str(row.pairing.mentor.person),
                choices=PairDecision.Outcome.choices,
                initial=row.outcome,
                widget=forms.RadioSelect,
            )

    @property
    def rows(self) -> Iterator[tuple[PairRow, forms.BoundField]]:
        return ((row, self[f"pair-{row.pairing.pk}"]) for row in self._rows)

    @property
    def decisions(self) -> dict[Pairing, str]:
        return {row.pairing: self.cleaned_data[f"pair-{row.pairing.pk}"] for row in self._rows}


class YearClassesForm(forms.Form):
    """What becomes of each class, how it is called then, and of the learners who differ from their class."""

    def __init__(self, *args, rows: Sequence[ClassRow], **kwargs):
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            key = _key(row)
            self.fields[f"turn-{key}"] = forms.ChoiceField(
                label=_("Class %(group)s") % {"group": row.group},
                choices=TURNS,
                initial=row.next.turn,
                widget=forms.Select(attrs=CHOICE),
            )
            self.fields[f"group-{key}"] = forms.CharField(
                label=_("New name of the class %(group)s") % {"group": row.group},
                max_length=Person._meta.get_field("class_group").max_length,
                required=False,
                initial=row.next.group,
                widget=forms.TextInput(attrs={"class": "form-control form-control-sm", "autocomplete": "off"}),
            )
            for person in row.people:
                self.fields[f"person-{person.pk}"] = forms.ChoiceField(
                    label=person.get_full_name(), choices=APART, required=False, widget=forms.Select(attrs=CHOICE)
                )

    @property
    def rows(self) -> Iterator[tuple[ClassRow, forms.BoundField, forms.BoundField, list[tuple]]]:
        for row in self._rows:
            key = _key(row)
            people = [(person, self[f"person-{person.pk}"], person.pk in row.held) for person in row.people]
            yield row, self[f"turn-{key}"], self[f"group-{key}"], people

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for row in self._rows:
            key = _key(row)
            if (
                data.get(f"turn-{key}") == Turn.UP
                and not data.get(f"group-{key}")
                and f"group-{key}" not in self.errors
            ):
                self.add_error(f"group-{key}", _("Say how the class is called in the new year."))
        return data

    @property
    def choices(self) -> list[ClassChoice]:
        return [self._choice(row, person) for row in self._rows for person in row.people]

    def _choice(self, row: ClassRow, person: Person) -> ClassChoice:
        key = _key(row)
        turn = self.cleaned_data[f"person-{person.pk}"] or self.cleaned_data[f"turn-{key}"]
        group = self.cleaned_data[f"group-{key}"] if turn == Turn.UP else ""
        return ClassChoice(person, turn, group)


class UntilForm(forms.Form):
    """How long the pairs that go on are planned."""

    ends_on = DayField(label=_("New last day"))


class UntilByOrderForm(OrderForm):
    """The same by an order that is signed already."""

    ends_on = DayField(label=_("New last day"))
    field_order = ["ends_on"]


class LastDayForm(forms.Form):
    last_day = DayField(label=_("Last day"))


def _key(row: ClassRow) -> str:
    """Names the fields of a class by how it is written, so that a class that has come meanwhile moves none."""
    return f"{crc32(row.group.encode()):08x}"
