"""The shape of what people and organisations wish of their reminders, and of a webhook."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ComparedForm
from organizations.models import Organization, TimeZone

from .channels.base import Channel
from .kinds import Kind
from .models import Escalation, Preference, Webhook
from .selectors import Delays
from .services.wishes import can_refuse

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
LONGEST_DELAY = 365  # days: what is later than a year is another year's plan


class EscalationForm(ComparedForm, forms.ModelForm):
    """Three numbers of days; an empty one shows what is inherited."""

    one_for_all = True

    class Meta:
        model = Escalation
        fields = list(Escalation.DEFAULTS)

    def __init__(self, *args, inherited: Delays, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Escalation.DEFAULTS:
            days = getattr(inherited, name)
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label,
                required=False,
                min_value=0,
                max_value=LONGEST_DELAY,
                help_text=_("Left empty: %(days)s, as the organisation above has it.") % {"days": days},
                widget=forms.NumberInput(attrs={"placeholder": days, "inputmode": "numeric"}),
            )


@dataclass(frozen=True)
class Row:
    """A kind of the table, with a switch for each channel; None where it cannot be refused."""

    kind: Kind
    switches: list[forms.BoundField | None]


class PreferenceForm(forms.ModelForm):
    """When to write, and a switch for each kind and channel that can be switched."""

    digest_hour = forms.TypedChoiceField(label=gettext_lazy("Hour of the daily letter"), choices=HOURS, coerce=int)

    class Meta:
        model = Preference
        fields = ["digest_hour", "time_zone"]

    def __init__(
        self,
        *args,
        kinds: Collection[Kind],
        channels: Collection[Channel],
        wanted: Mapping[tuple[str, str], bool],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.kinds, self.channels = kinds, channels
        self.fields["time_zone"].help_text = ""
        self.fields["time_zone"].choices = [("", _("that of the organisation")), *TimeZone.choices]
        for kind in kinds:
            for channel in channels:
                if can_refuse(kind.code, channel.code):
                    self._add_switch(kind, channel, wanted[kind.code, channel.code])

    def _add_switch(self, kind: Kind, channel: Channel, is_on: bool) -> None:
        said = f"{kind.label}: {channel.label}"
        widget = forms.CheckboxInput(attrs={"class": "form-check-input", "role": "switch", "aria-label": said})
        name = _name(kind, channel)
        self.fields[name] = forms.BooleanField(label=said, required=False, initial=is_on, widget=widget)

    @property
    def rows(self) -> list[Row]:
        return [
            Row(kind, [self[_name(kind, channel)] if self._has(kind, channel) else None for channel in self.channels])
            for kind in self.kinds
        ]

    @property
    def wishes(self) -> dict[tuple[str, str], bool]:
        """(kind, channel) -> what the person has put, once the form is valid."""
        return {
            (kind.code, channel.code): self.cleaned_data[_name(kind, channel)]
            for kind in self.kinds
            for channel in self.channels
            if self._has(kind, channel)
        }

    def _has(self, kind: Kind, channel: Channel) -> bool:
        return _name(kind, channel) in self.fields


def _name(kind: Kind, channel: Channel) -> str:
    return f"{kind.code}:{channel.code}"


class WebhookForm(ComparedForm, forms.ModelForm):
    class Meta:
        model = Webhook
        fields = ["title", "organization", "url", "is_active"]
        field_classes = {"url": partial(forms.URLField, assume_scheme="https")}
        labels = {"url": gettext_lazy("Address")}
        help_texts = {
            "url": gettext_lazy("It must begin with https:// and answer within ten seconds."),
            "title": gettext_lazy("For example: «Bot of the district in the messenger»."),
            "organization": gettext_lazy("It is told of the people of this organisation and of all below it."),
            "is_active": gettext_lazy("Switched off, it is not called; people hear by their other channels."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.open().order_by("path")
        self.fields["organization"].empty_label = _("everybody's")

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if not url.startswith("https://") and not (settings.DEBUG and url.startswith("http://")):
            raise ValidationError(_("The address must begin with https://: what is sent is about people."))
        return url
