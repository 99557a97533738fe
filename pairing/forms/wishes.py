"""The grid of wishes: for each person three lists to choose from, the dearest first."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext as _

from participants.models import Participation

from ..services.wishes import RANKS


class WishesForm(forms.Form):
    """`people` say whom of `others` they would like; `present` holds what they have said already."""

    def __init__(
        self,
        *args,
        people: Sequence[Participation],
        others: Sequence[Participation],
        present: dict[int, dict[int, int]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.people, self.others = people, {str(other.pk): other for other in others}
        choices = [("", "—"), *((other.pk, other.person.list_name) for other in others)]
        for somebody in people:
            for rank in range(1, RANKS + 1):
                self.fields[self._name(somebody, rank)] = forms.ChoiceField(
                    label=_("%(person)s, choice %(rank)d") % {"person": somebody.person, "rank": rank},
                    choices=choices,
                    required=False,
                    initial=present.get(somebody.pk, {}).get(rank, ""),
                    widget=forms.Select(attrs={"class": "form-select"}),
                )

    @property
    def rows(self) -> Iterator[tuple[Participation, list[forms.BoundField]]]:
        for somebody in self.people:
            yield somebody, [self[self._name(somebody, rank)] for rank in range(1, RANKS + 1)]

    def clean(self):
        data = super().clean()
        for somebody in self.people:
            named = [name for name in self._names(somebody) if data.get(name)]
            values = [data[name] for name in named]
            if len(set(values)) < len(values):
                self.add_error(named[-1], _("The same person is named twice."))
        return data

    @property
    def lists(self) -> dict[Participation, list[Participation]]:
        """Whom each would like, in order; an empty place is closed up."""
        data = self.cleaned_data
        return {
            somebody: [self.others[data[name]] for name in self._names(somebody) if data.get(name)]
            for somebody in self.people
        }

    def _names(self, somebody: Participation) -> list[str]:
        return [self._name(somebody, rank) for rank in range(1, RANKS + 1)]

    @staticmethod
    def _name(somebody: Participation, rank: int) -> str:
        return f"w{somebody.pk}_{rank}"
