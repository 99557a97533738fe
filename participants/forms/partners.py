"""A partner and an agreement with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.files import KINDS
from core.forms import ComparedForm, DayField, RevisionedForm

from ..models import Agreement, Partner
from ..taxpayers import is_inn
from .people import Grouped

OFFERED = ",".join(sorted(KINDS))


def scan_field(**kwargs) -> forms.FileField:
    """The scan of a paper; core.files checks what it holds."""
    kwargs.setdefault("label", _("Scan"))
    return forms.FileField(widget=forms.ClearableFileInput(attrs={"accept": OFFERED}), **kwargs)


class PartnerForm(Grouped, RevisionedForm):
    since = DayField(label=_("Partner since"))
    site = forms.URLField(label=_("Site"), required=False, assume_scheme="https")

    groups = (
        (_("Partner"), ("name", "kind", "inn", "since")),
        (_("Contacts"), ("contact", "site")),
    )

    class Meta:
        model = Partner
        fields = ["name", "kind", "inn", "since", "contact", "site"]
        help_texts = {
            "name": _("As in the agreement: «ООО «Ромашка»», «ГАПОУ «Мурманский колледж»»."),
            "inn": _("Ten digits of an organisation, twelve of an entrepreneur. By it the same partner counts once."),
            "contact": _("Seen only in your institution."),
        }

    def clean_inn(self) -> str:
        inn = self.cleaned_data["inn"].strip()
        if inn and not is_inn(inn):
            raise ValidationError(
                _("There is a mistake in the taxpayer number: check the digits, ten or twelve of them.")
            )
        return inn


class EndForm(forms.Form):
    """From which day on there is no partnership."""

    on = DayField(label=_("Not a partner since"))


class AgreementForm(ComparedForm, forms.ModelForm):
    signed_on = DayField(label=_("Signed on"))
    valid_until = DayField(label=_("Valid until"), required=False, help_text=_("Empty: it has no term."))
    terminated_on = DayField(label=_("Terminated early on"), required=False, help_text=_("The first day without it."))
    paper = scan_field(required=False, help_text=_("PDF or pictures. It can be attached later."))

    class Meta:
        model = Agreement
        fields = ["number", "signed_on", "valid_until", "subject", "terminated_on"]
        help_texts = {"subject": _("«О сотрудничестве в сфере наставничества».")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["terminated_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        signed, until = data.get("signed_on"), data.get("valid_until")
        if signed and until and until < signed:
            self.add_error("valid_until", _("The agreement ends before it is signed. Check the dates."))
        return data
