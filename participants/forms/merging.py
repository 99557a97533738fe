"""Two records side by side: for every field in which they differ, which of the two is right.

Records that can hardly be of one human (a learner and an employee, two dates of birth) take a tick that says so.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.revisions import Revisioned

from ..drafts import PersonDraft
from ..models import Person

KEEP, LOSE = "keep", "lose"
DOUBTFUL = ("kind", "birth_on")
ASIDE = ("seen", "sure")


class MergeForm(forms.Form):
    """One choice for each differing field; what only one of the two has is chosen beforehand."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, keep: Person, lose: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep, self.lose = PersonDraft.of(keep), PersonDraft.of(lose)
        self.initial["seen"] = keep.revision
        self.alike = []
        for name in PersonDraft.__dataclass_fields__:
            ours, theirs = getattr(self.keep, name), getattr(self.lose, name)
            label = Person._meta.get_field(name).verbose_name
            if ours == theirs:
                if ours:
                    self.alike.append((label, shown(keep, name)))
                continue
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[(KEEP, shown(keep, name)), (LOSE, shown(lose, name))],
                widget=forms.RadioSelect,
                initial=KEEP if ours else LOSE,
            )
        self.doubts = [
            f"{Person._meta.get_field(name).verbose_name}: {shown(keep, name)} – {shown(lose, name)}"
            for name in DOUBTFUL
            if getattr(keep, name) and getattr(lose, name) and getattr(keep, name) != getattr(lose, name)
        ]
        if self.doubts:
            self.fields["sure"] = forms.BooleanField(
                label=_("It is one human all the same. What differs: %(what)s") % {"what": "; ".join(self.doubts)},
                error_messages={"required": _("Compare what differs, and tick that it is one human.")},
            )

    @property
    def choices(self) -> Iterator[forms.BoundField]:
        return (field for field in self if field.name not in ASIDE)

    @property
    def draft(self) -> PersonDraft:
        sides = {KEEP: self.keep, LOSE: self.lose}
        chosen = {name: getattr(sides[side], name) for name, side in self.cleaned_data.items() if name not in ASIDE}
        return PersonDraft(**{**self.keep.__dict__, **chosen})

    def catch_up(self, current: Revisioned) -> None:
        """After a refusal: the author has been shown the record as it is now."""
        self.data = self.data.copy()
        self.data["seen"] = str(current.revision)


def shown(person: Person, name: str) -> Any:
    """A value in words; «—» where there is none."""
    value = getattr(person, name)
    if isinstance(value, date):
        return date_format(value, "d.m.Y")
    if isinstance(value, dict):
        return "; ".join(value.values()) or "—"
    display = getattr(person, f"get_{name}_display", None)
    return (display() if display else value) or "—"
