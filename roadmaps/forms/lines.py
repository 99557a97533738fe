"""A field that takes a list, one a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_LINES = 100
LONGEST_LINE = 1000


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = LONGEST_LINE, **kwargs):
        super().__init__(required=False, **kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: str) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Too many lines: %(number)s at most."), params={"number": MOST_LINES})
        long = next((line for line in lines if len(line) > self.longest), None)
        if long:
            raise ValidationError(
                _("A line is too long: «%(start)s…». Make it at most %(longest)s characters."),
                params={"start": long[:40], "longest": self.longest},
            )
        return lines
