"""The shape of input. Forms never write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import KINDS
from core.forms import ComparedForm, DayField

from ..models import Order, OrderSeries


class ScanField(forms.FileField):
    """A file, with the kinds that the browser should offer first."""

    widget = forms.ClearableFileInput(attrs={"accept": ",".join(sorted(KINDS))})


class PaperOrderForm(forms.ModelForm):
    """An order as its paper has it."""

    signed_on = DayField(label=_("Date"))
    scan = ScanField(label=_("Scan"), required=False, help_text=_("PDF or pictures. It can be attached later."))

    class Meta:
        model = Order
        fields = ["number", "signed_on", "title", "signer_position", "signer_name"]
        help_texts = {"number": _("As on the paper, with its letters: «14-а», «259-од».")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True


class AttachScanForm(forms.Form):
    scan = ScanField(label=_("Scan"))


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Order._meta.get_field("cancel_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SeriesForm(ComparedForm, forms.ModelForm):
    """How orders are numbered and dated, and which number comes next."""

    next_ordinal = forms.IntegerField(
        label=_("Next number"),
        min_value=1,
        max_value=99_999,
        help_text=_("Only the figure, without letters. Numbers that orders already hold are passed over."),
    )

    class Meta:
        model = OrderSeries
        fields = ["pattern", "date_style"]
        help_texts = {"pattern": _("{n} stands for the figure: «{n}-од» gives «259-од», «{n}-а» gives «14-а».")}
