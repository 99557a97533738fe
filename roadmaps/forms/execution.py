"""The shape of what is entered about execution."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orders.models import Order

from ..services.execution import EvidenceDraft


class EvidenceForm(forms.Form):
    """One piece of evidence: an order of the own register, a file, a link or a note."""

    order = forms.ModelChoiceField(Order.objects.none(), required=False, label=_("Order of the register"))
    upload = forms.FileField(required=False, label=_("File"), help_text=_("PDF, a scan, Word or Excel; 20 MB at most"))
    link = forms.URLField(required=False, label=_("Link"), max_length=500, assume_scheme="https")
    note = forms.CharField(required=False, label=_("Note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    evidence_required = True

    def __init__(self, *args, orders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].queryset = orders

    def clean(self):
        data = super().clean()
        given = [name for name in ("order", "upload", "link") if data.get(name)]
        if len(given) > 1:
            raise ValidationError(_("Attach one thing at a time: an order, a file or a link."))
        if self.evidence_required and not given and not data.get("note"):
            raise ValidationError(_("Attach something: an order, a file, a link or a note."))
        return data

    @property
    def evidence(self) -> EvidenceDraft | None:
        """What was attached; None when nothing was."""
        data = self.cleaned_data
        draft = EvidenceDraft(
            order=data.get("order"), upload=data.get("upload"), link=data.get("link", ""), note=data.get("note", "")
        )
        return None if draft == EvidenceDraft() else draft


class DoneForm(EvidenceForm):
    """The day when it was done, with what shows it."""

    evidence_required = False
    field_order = ["done_on", "order", "upload", "link", "note"]

    done_on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not required"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DatesForm(forms.Form):
    """Dates set by hand, one term a line: «15.04.2027» or «01.09.2026 – 30.09.2026»."""

    dates = forms.CharField(
        label=_("Dates"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One term a line: 15.04.2027 or 01.09.2026 – 30.09.2026. Empty: as the wording is understood."),
    )

    def clean_dates(self):
        windows = []
        for number, line in enumerate(self.cleaned_data["dates"].splitlines(), start=1):
            if line.strip():
                windows.append(_window(line, number))
        if len(windows) > 200:
            raise ValidationError(_("Too many dates: 200 at most."))
        return windows


def _window(line: str, number: int):
    """(opens or None, due) of one line. Raises ValidationError that names the line."""
    field = forms.DateField(input_formats=["%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d"])
    parts = [part.strip() for part in line.replace("—", "–").replace(" - ", "–").split("–")]
    try:
        days = [field.clean(part) for part in parts]
    except ValidationError as error:
        raise ValidationError(
            _("Line %(number)s is not understood: «%(line)s». Write a date as 15.04.2027."),
            params={"number": number, "line": line.strip()},
        ) from error
    if len(days) > 2 or (len(days) == 2 and days[0] > days[1]):
        raise ValidationError(
            _("Line %(number)s: the term must have one date, or its beginning and then its end."),
            params={"number": number},
        )
    return (days[0], days[1]) if len(days) == 2 else (None, days[0])
