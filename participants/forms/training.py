"""A course of the School of mentors, its sessions and certificates."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import StepValueValidator
from django.utils.translation import gettext_lazy as _

from core.forms import ComparedForm, DayField, RevisionedForm
from orders.models import Order
from organizations.models import Organization

from ..models import Certificate, Course, Session
from .partners import scan_field
from .people import Grouped

HALF = Decimal("0.5")  # of an hour


class CourseForm(Grouped, RevisionedForm):
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("To"))
    needed_share = forms.IntegerField(
        label=_("Share of hours to attend, %"), min_value=1, max_value=100,
        help_text=_("Who has attended so much gets the certificate."),
    )  # fmt: skip

    groups = (
        (_("Course"), ("title", "starts_on", "ends_on", "content")),
        (_("Certificate"), ("needed_share", "order")),
    )

    class Meta:
        model = Course
        fields = ["title", "starts_on", "ends_on", "content", "needed_share", "order"]
        widgets = {"content": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "content": _("The programme of the course in a few lines: aims, what the mentors learn."),
            "order": _("The order on the School of mentors, if it is in the register."),
        }

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].queryset = Order.objects.signed().filter(organization=organization)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The course ends before it begins. Check the two dates."))
        return data


class SessionForm(ComparedForm, forms.ModelForm):
    on = DayField(label=_("Date"))
    hours = forms.DecimalField(
        label=_("Hours"), min_value=HALF, max_value=24, decimal_places=1, widget=forms.NumberInput({"step": HALF})
    )

    class Meta:
        model = Session
        fields = ["on", "topic", "hours", "trainer"]

    def clean_hours(self) -> Decimal:
        """In halves, looked at only within the bounds: Django's own check of a step fails over enormous numbers."""
        hours = self.cleaned_data["hours"]
        StepValueValidator(HALF)(hours)
        return hours


class IssueForm(forms.Form):
    """The day that stands on the certificates."""

    on = DayField(label=_("Date of the certificates"))


class CertificateForm(forms.ModelForm):
    """A certificate that somebody else has issued."""

    issued_on = DayField(label=_("Issued on"))
    hours = forms.DecimalField(label=_("Hours"), min_value=HALF, max_value=9999, decimal_places=1)
    paper = scan_field(required=False, help_text=_("PDF or pictures."))

    class Meta:
        model = Certificate
        fields = ["title", "issuer", "number", "issued_on", "hours"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issuer"].required = True
