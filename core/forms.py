"""The form that knows which revision of the row its author saw (core/revisions.py)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .revisions import Revisioned


class RevisionedForm(forms.ModelForm):
    """A form over a `Revisioned` row; the service gets `cleaned_data["seen"]` as the revision that was seen."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2_000_000_000,
        error_messages={"required": _("Reload the page and fill in the form again.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision

    def catch_up(self, current: Revisioned) -> None:
        """After a refusal: the author has now been shown `current`, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(current.revision)


class DayField(forms.DateField):
    """A date that the browser's own calendar enters."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
