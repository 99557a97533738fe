"""The personal-data desk: requests of subjects, the commission that destroys, incidents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ComparedForm, DayField

from ..models import Incident, SubjectRequest
from .people import Grouped

Kind = SubjectRequest.Kind
COMMISSION = 3


class RequestForm(forms.Form):
    """What a subject asks. A withdrawal is entered at the consent itself, so that the consent falls with it."""

    KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.WITHDRAWAL]

    kind = forms.ChoiceField(label=gettext_lazy("What is asked"), choices=KINDS)
    received_on = DayField(label=gettext_lazy("Received on"), help_text=gettext_lazy("The law's days run from it."))
    received_from = forms.CharField(label=gettext_lazy("Received from"), required=False, max_length=300)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("What was answered to the subject"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    refused = forms.BooleanField(label=gettext_lazy("The request is refused, the reasons are above"), required=False)


class DestroyForm(forms.Form):
    """Who destroys and signs the act, up to three; that it cannot be undone is confirmed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, COMMISSION + 1):
            first = number == 1
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("%(number)d. Full name") % {"number": number}, required=first, max_length=200
            )
            self.fields[f"position_{number}"] = forms.CharField(
                label=_("%(number)d. Position") % {"number": number}, required=first, max_length=200
            )
        self.fields["sure"] = forms.BooleanField(label=_("I know that the data cannot be brought back"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for number in range(2, COMMISSION + 1):
            if data.get(f"name_{number}", "").strip() and not data.get(f"position_{number}", "").strip():
                self.add_error(f"position_{number}", _("Give the position: it stands in the act."))
        return data

    @property
    def commission(self) -> list[dict[str, str]]:
        data = self.cleaned_data
        pairs = ((data[f"name_{n}"].strip(), data[f"position_{n}"].strip()) for n in range(1, COMMISSION + 1))
        return [{"name": name, "position": position} for name, position in pairs if name]


class MomentField(forms.SplitDateTimeField):
    """A day and an hour by the institution's clock, each with the browser's own picker."""

    def __init__(self, *, label: str | Promise, **kwargs):
        day, hour = (format_lazy("{}: {}", label, part) for part in (gettext_lazy("date"), gettext_lazy("time")))
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": day}, time_attrs={"type": "time", "aria-label": hour},
            date_format="%Y-%m-%d", time_format="%H:%M",
        )  # fmt: skip
        super().__init__(widget=widget, label=label, **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(_("Enter a correct date and time.")) from error


MOST_PEOPLE = 1_000_000  # of one incident


class IncidentForm(Grouped, ComparedForm, forms.ModelForm):
    """An incident as far as it is known; notices are marked as they go out."""

    found_at = MomentField(label=gettext_lazy("Found"))
    first_notice_at = MomentField(label=gettext_lazy("Notice sent"), required=False)
    results_notice_at = MomentField(label=gettext_lazy("Results of the investigation sent"), required=False)
    closed_on = DayField(label=gettext_lazy("Closed on"), required=False)
    people = forms.IntegerField(
        label=gettext_lazy("People concerned, about"), required=False, min_value=0, max_value=MOST_PEOPLE
    )

    groups = (
        (gettext_lazy("What happened"), ("found_at", "people", "categories", "what")),
        (gettext_lazy("For the notice"), ("cause", "harm", "measures")),
        (gettext_lazy("Notices to Roskomnadzor"), ("first_notice_at", "results_notice_at", "closed_on")),
    )

    class Meta:
        model = Incident
        fields = [
            "found_at", "people", "categories", "what", "cause", "harm", "measures", "first_notice_at",
            "results_notice_at", "closed_on",
        ]  # fmt: skip
        widgets = {
            "what": forms.Textarea(attrs={"rows": 4}),
            "cause": forms.Textarea(attrs={"rows": 3}),
            "harm": forms.Textarea(attrs={"rows": 3}),
            "measures": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "what": gettext_lazy(
                "Without names of people: the register is read by the director and checked by the state."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            for name in ("first_notice_at", "results_notice_at", "closed_on"):
                del self.fields[name]
        else:
            del self.fields["found_at"]

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if day and day < timezone.localdate(self.instance.found_at):
            raise ValidationError(_("An incident is closed after it was found. Correct the date."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
