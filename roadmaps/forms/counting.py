"""What counts towards an activity, ticked source by source."""

from django import forms

from ..counting import all_sources
from ..models import Activity


class CountingForm(forms.Form):
    """A field of ticks for every source that has something to offer; until anything is chosen, what the words say."""

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[str]] = {}
        for rule in activity.counting.all():
            chosen.setdefault(rule.source, []).append(rule.parameter)
        for source in all_sources():
            options = source.options(activity)
            if options:
                self.fields[source.code] = forms.MultipleChoiceField(
                    label=source.label,
                    choices=options,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    initial=chosen.get(source.code, []) if chosen else source.suggest(activity),
                )

        self.adding = [(source.label, url) for source in all_sources() if (url := source.add_url(activity))]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        return [(code, parameter) for code, parameters in self.cleaned_data.items() for parameter in parameters]
