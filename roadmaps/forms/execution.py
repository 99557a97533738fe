"""The shape of what is entered about execution."""

from dataclasses import replace

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, FilesField, RowsField
from orders.models import Order

from ..models import Evidence, Occurrence
from ..services.execution import EvidenceDraft

MOST_DATES = 200


class OrderField(forms.ModelChoiceField):
    """An order of the own register, offered as «№ 14-а от 15.04.2027 — О создании рабочей группы»."""

    def label_from_instance(self, order: Order) -> str:
        return f"{order} — {order.title}"


class EvidenceForm(forms.Form):
    """What shows that something was done: an order of the own register, files, a link, a note, in any combination."""

    order = OrderField(
        Order.objects.none(),
        required=False,
        label=_("Order of the register"),
        empty_label=_("not chosen"),
        help_text=_("An order that is not in the list is entered first, in the section “Orders”."),
    )
    uploads = FilesField(required=False, label=_("Files"))
    link = forms.URLField(
        required=False,
        label=_("Link"),
        max_length=500,
        assume_scheme="https",
        help_text=_("For example, to a publication on the site."),
    )
    note = forms.CharField(
        required=False,
        label=pgettext_lazy("evidence", "Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    evidence_required = True

    def __init__(self, *args, orders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].queryset = orders
        limit = {"limit": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)}
        self.fields["uploads"].help_text = _("PDF, scans, Word or Excel, each of %(limit)s MB at most.") % limit

    def clean(self):
        super().clean()
        if self.evidence_required and not self.errors and not self.evidence:
            raise ValidationError(_("Attach something: an order, a file, a link or a note."))

    @property
    def evidence(self) -> list[EvidenceDraft]:
        """What was attached, each piece apart; the note goes with the first, or stands alone."""
        data = self.cleaned_data
        pieces = [EvidenceDraft(order=data["order"])] if data.get("order") else []
        pieces += [EvidenceDraft(upload=upload) for upload in data.get("uploads") or ()]
        pieces += [EvidenceDraft(link=data["link"])] if data.get("link") else []
        note = data.get("note", "").strip()
        if note:
            first, *others = pieces or [EvidenceDraft()]
            pieces = [replace(first, note=note), *others]
        return pieces


class DoneForm(EvidenceForm):
    """The day when it was done, with what shows it. `seen` is how many times it had been done when the form opened."""

    evidence_required = False

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10_000)
    done_on = DayField(label=_("Done on"))

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        shown = Fieldset(_("What shows it (can be attached later)"), "order", "uploads", "link", "note")
        helper.layout = Layout("seen", "done_on", shown)
        return helper


class OverdueForm(forms.Form):
    """Which of the overdue were done after all, when, and by which papers. What cannot be ticked is marked already."""

    rows = RowsField(
        Occurrence.objects.none(),
        label=_("What is done"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick what is done."),
            "invalid_choice": _("Some of these are marked already. Look through the list and tick once more."),
        },
    )
    done_on = DayField(
        label=_("Done on"),
        required=False,
        help_text=_("One day for all that is ticked. Empty: each was done on its last day."),
    )
    reason = forms.CharField(
        label=_("By which papers"),
        max_length=Evidence._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: minutes and reports of September – November. Stands beside each of them."),
    )

    def __init__(self, *args, overdue: QuerySet[Occurrence], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rows"].queryset = overdue


class WaiveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not required"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason goes into the report on the execution of the roadmap."),
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
        lines = enumerate(self.cleaned_data["dates"].splitlines(), start=1)
        windows = [_window(line, number) for number, line in lines if line.strip()]
        if len(windows) > MOST_DATES:
            raise ValidationError(_("Too many dates: %(most)s at most.") % {"most": MOST_DATES})
        return windows


class MatrixFilter(forms.Form):
    """Which municipality's institutions to show."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args, municipalities, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(each.pk, each.short_name) for each in municipalities]
        self.fields["municipality"].choices = [("", _("all")), *names]


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
