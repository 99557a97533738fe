"""What an institution sets its banks up with."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, RevisionedForm

from ..models import BankSettings, MentoringForm, TargetGroupCount, Topic
from ..taxpayers import is_inn
from .people import Grouped


class SettingsForm(Grouped, RevisionedForm):
    site = forms.URLField(label=_("Site"), required=False, assume_scheme="https")

    groups = (
        (_("Without consent"), ("without_consent",)),
        (_("The operator of personal data, as consents name it"),
         ("operator_address", "operator_inn", "operator_ogrn", "site", "processor")),
    )  # fmt: skip

    class Meta:
        model = BankSettings
        fields = ["without_consent", "operator_address", "operator_inn", "operator_ogrn", "site", "processor"]

    def clean_operator_inn(self) -> str:
        """Ten digits, the last of them a check of the others."""
        inn = self.cleaned_data["operator_inn"].strip()
        if inn and not (len(inn) == 10 and is_inn(inn)):
            raise ValidationError(_("This is no taxpayer number of an organisation: ten digits with a check digit."))
        return inn

    def clean_operator_ogrn(self) -> str:
        """Thirteen digits, the last of them the rest of dividing the others by 11."""
        ogrn = self.cleaned_data["operator_ogrn"].strip()
        if ogrn and not (ogrn.isdecimal() and len(ogrn) == 13 and int(ogrn[:12]) % 11 % 10 == int(ogrn[12])):
            raise ValidationError(_("This is no registration number: thirteen digits with a check digit."))
        return ogrn


class LocalForm(forms.ModelForm):
    """A form of mentoring of the institution's own."""

    class Meta:
        model = MentoringForm
        fields = ["title", "track", "mentor_side", "mentee_side"]


class LocalTopicForm(forms.ModelForm):
    """A topic of the institution's own."""

    class Meta:
        model = Topic
        fields = ["kind", "title", "track"]


class TargetGroupsForm(forms.Form):
    """How many learners of each group take part: numbers of the institution, never marks on people."""

    on = DayField(label=_("As of"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for group, label in TargetGroupCount.Group.choices:
            self.fields[group] = forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000)

    @property
    def counts(self) -> dict[str, int]:
        groups = TargetGroupCount.Group.values
        return {group: self.cleaned_data[group] for group in groups if self.cleaned_data[group] is not None}
