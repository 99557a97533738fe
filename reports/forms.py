"""Which report in which format: what every ask has beside the report's own parameters."""

from django import forms

from .catalog import REPORTS


class AskForm(forms.Form):
    report = forms.ChoiceField(choices=[(code, code) for code in REPORTS])
    format = forms.CharField(max_length=4)

    def clean_format(self) -> str:
        format, report = self.cleaned_data["format"], REPORTS.get(self.cleaned_data.get("report"))
        if report and format not in report.formats:
            raise forms.ValidationError("unknown format")
        return format
