"""What a report is: a code, a title, parameters, a right, and a document made of what its asker may see."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.documents import FORMATS, Document
from core.forms import DayField


class ParametersForm(forms.Form):
    """The parameters of a report: offers only what `user` may see, in the page and again when the report is built."""

    def __init__(self, *args, user, today: date, **kwargs):
        self.user, self.today = user, today
        super().__init__(*args, **kwargs)

    def stored(self) -> dict[str, Any]:
        """The cleaned parameters as JSON; given to the same form again they mean the same on any later day."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


class DayForm(ParametersForm):
    """Parameters with the day as of which the report speaks; left out it is today."""

    EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

    on = DayField(label=_("As of"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.today

    def clean_on(self) -> date:
        on = self.cleaned_data["on"] or self.today
        if not self.EARLIEST <= on <= self.LATEST:
            raise forms.ValidationError(_("The year looks wrong. Check the date."))
        return on


class Report:
    """Subclasses name what they are and build the document; renderers and runs know nothing of the difference."""

    code: str
    title: str | Promise
    description: str | Promise
    permission: str
    form_class: type[ParametersForm]
    formats: tuple[str, ...] = FORMATS

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters."""
        return list(self.form_class.base_fields)

    def defaults(self, user, parameters: dict[str, Any]) -> dict[str, Any]:
        """The parameters with a sensible value for what a command left out; a page asks for them instead."""
        return parameters

    def subject(self, parameters: dict[str, Any]) -> str:
        """What this one report is about, to tell it from others of its kind in a list."""
        raise NotImplementedError

    def build(self, parameters: dict[str, Any], user, at: datetime) -> Document:
        """The document as asked for at a moment; `parameters` are cleaned, `user` acts as they did when asking."""
        raise NotImplementedError


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "pk", value)
