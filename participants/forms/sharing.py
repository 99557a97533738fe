"""A mentor offered to other institutions, a request for one, the answer to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, PlainTextForm

from ..models import MentorOffer, OfferRequest
from .partners import scan_field


class OfferForm(PlainTextForm, forms.Form):
    permitted_on = DayField(label=_("Written permission of"))
    permission = scan_field(label=_("Scan of the permission"))
    summary = forms.CharField(
        label=_("What the mentor offers"),
        max_length=MentorOffer._meta.get_field("summary").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "The others read this with the form, the topics and the hours. No name, telephone or e-mail here."
        ),
    )


class RequestForm(PlainTextForm, forms.Form):
    message = forms.CharField(
        label=_("What for"),
        max_length=OfferRequest._meta.get_field("message").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For how many mentees of which age, with which request. No names of children."),
    )


class AnswerForm(PlainTextForm, forms.Form):
    answer = forms.CharField(
        label=_("Answer to the curator"),
        required=False,
        max_length=OfferRequest._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
