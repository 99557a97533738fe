"""How long a mentor's link opens the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField


class LinkForm(forms.Form):
    until = DayField(label=_("Works until"), help_text=_("Usually the end of the school year."))
