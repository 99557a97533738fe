"""The declined names of a draft, to be confirmed or corrected."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import pgettext_lazy

from ..kinds import Used
from ..models import Order

CASES = {
    "genitive": pgettext_lazy("case", "genitive (of whom)"),
    "dative": pgettext_lazy("case", "dative (to whom)"),
    "accusative": pgettext_lazy("case", "accusative (whom)"),
    "instrumental": pgettext_lazy("case", "instrumental (by whom)"),
    "prepositional": pgettext_lazy("case", "prepositional (about whom)"),
}


class NamesForm(forms.Form):
    """A field for each name and each case in which it stands in the text."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, names: Sequence[Used], **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        for place, used in enumerate(names):
            for case in sorted(used.wanted, key=list(CASES).index):
                self.fields[f"{place}_{case}"] = forms.CharField(
                    label=f"{used.words}: {CASES[case]}", max_length=300, initial=getattr(used.cases, case)
                )

    def catch_up(self, current: Order) -> None:
        """After a refusal: the names may be others now, so the forms that are stored stand there again."""
        stored = {self.add_prefix(name): field.initial for name, field in self.fields.items()}
        self.data = {**stored, self.add_prefix("seen"): str(current.revision)}

    @property
    def forms(self) -> dict[str, dict[str, str]]:
        """The forms by words and case."""
        return {
            used.words: {case: " ".join(self.cleaned_data[f"{place}_{case}"].split()) for case in used.wanted}
            for place, used in enumerate(self.names)
        }
