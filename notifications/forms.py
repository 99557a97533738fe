"""The shape of what people wish of their reminders."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Escalation
from .selectors import Delays

LONGEST_DELAY = 365  # days: what is later than a year is another year's plan


class EscalationForm(forms.ModelForm):
    """Three numbers of days; an empty one shows what is inherited."""

    class Meta:
        model = Escalation
        fields = list(Escalation.DEFAULTS)

    def __init__(self, *args, inherited: Delays, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            days = getattr(inherited, name)
            self.fields[name] = forms.IntegerField(
                label=field.label,
                required=False,
                min_value=0,
                max_value=LONGEST_DELAY,
                help_text=_("Left empty: %(days)s, as the organisation above has it.") % {"days": days},
                widget=forms.NumberInput(attrs={"placeholder": days, "inputmode": "numeric"}),
            )
