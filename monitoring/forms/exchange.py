"""A format of exchange: what it sends, its columns in their order; a file to be made; what became of it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ComparedForm, DayField, PlainTextForm, RevisionedForm, refuse_invisible

from ..models import Dataset, ExchangeFormat
from ..selectors.exchange import Field, Group, fields_for, groups_for

LONGEST = 150  # letters of a title


class DatasetForm(forms.Form):
    """What a row of the file is: chosen once, for the columns follow from it."""

    dataset = forms.ChoiceField(
        label=gettext_lazy("What is sent"), choices=Dataset, widget=forms.RadioSelect, initial=Dataset.INSTITUTIONS
    )


@dataclass(frozen=True)
class Line:
    """A chosen column: what stands in it, how it is called in the file, what is wrong with that."""

    place: int
    field: Field
    title: str
    error: str = ""


class FormatForm(PlainTextForm, RevisionedForm):
    """The columns are two lists of the same length, `field` and `words`, in the order of the file. A button (`do`)
    moves one up or down, takes one off or adds the ticked ones (`chosen`); nothing is saved by that."""

    class Meta:
        model = ExchangeFormat
        fields = ["title", "format", "encoding", "delimiter"]
        widgets = {"format": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = fields_for(self.instance.of, self.instance.organization)
        self.fields["format"].choices = ExchangeFormat.Format.choices
        posted = self.data if self.is_bound else None
        self.columns = self._posted(posted) if posted is not None else self._kept()

    @property
    def lines(self) -> list[Line]:
        """The columns as the page shows them; a field that is known no longer is left out."""
        return [
            Line(place, self.known[each["field"]], each["title"], self._wrong(each["title"]) if self.is_bound else "")
            for place, each in enumerate(self.columns, start=1)
        ]

    @property
    def groups(self) -> list[Group]:
        """The columns that are not chosen yet."""
        taken = {each["field"] for each in self.columns}
        groups = groups_for(self.instance.of, self.instance.organization)
        left = [Group(each.title, [one for one in each.fields if one.code not in taken]) for each in groups]
        return [each for each in left if each.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wrong = [line for line in self.lines if line.error]
        if wrong:
            raise ValidationError(
                _("Column %(place)d: %(error)s") % {"place": line.place, "error": line.error} for line in wrong
            )
        self.instance.columns = self.columns
        return cleaned

    def arranged(self, action: str) -> "FormatForm":
        """The same form after a button: as typed, not checked."""
        self.columns = self._after(action)
        form = type(self)(instance=self.instance, initial={name: self.data.get(name, "") for name in self.fields})
        form.initial["seen"] = self.data.get("seen", "") or self.instance.revision
        form.columns = self.columns
        return form

    def _after(self, action: str) -> list[dict[str, str]]:
        verb, _dash, number = action.partition("-")
        columns = list(self.columns)
        if verb == "add":
            chosen = set(self.data.getlist("chosen")) - {each["field"] for each in columns}
            return columns + [
                {"field": code, "title": one.title} for code, one in self.known.items() if code in chosen
            ]
        place = int(number) - 1 if number.isdecimal() and len(number) < 4 else -1
        if not 0 <= place < len(columns):
            return columns
        if verb == "off":
            del columns[place]
        other = place + {"up": -1, "down": 1}.get(verb, 0)
        if other != place and 0 <= other < len(columns):
            columns[place], columns[other] = columns[other], columns[place]
        return columns

    def _kept(self) -> list[dict[str, str]]:
        return [each for each in self.instance.columns if each["field"] in self.known]

    def _posted(self, data) -> list[dict[str, str]]:
        pairs = dict(zip(data.getlist("field"), data.getlist("words"), strict=False))
        return [
            {"field": field, "title": words.replace("\0", "").strip()[: LONGEST + 1]}
            for field, words in pairs.items()
            if field in self.known
        ]

    def _wrong(self, title: str) -> str:
        if not title:
            return _("Give the column a title.")
        if len(title) > LONGEST:
            return _("The title is longer than %(most)d letters.") % {"most": LONGEST}
        try:
            refuse_invisible(title)
        except ValidationError as error:
            return error.messages[0]
        return ""


class FiguresSendForm(forms.Form):
    """Figures are sent for a period."""

    period = forms.ChoiceField(label=gettext_lazy("Period"))

    def __init__(self, *args, periods: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = list(periods.items())


class DaySendForm(forms.Form):
    """Pairs and people are sent as of today: consents are asked of the day on which names leave."""


class LoadedForm(ComparedForm, forms.Form):
    loaded_on = DayField(label=gettext_lazy("Loaded into the platform on"))
    loaded_note = forms.CharField(
        label=gettext_lazy("What the platform answered"),
        max_length=300,
        required=False,
        validators=[refuse_invisible],
        help_text=gettext_lazy("For instance «accepted, 12 rows». Leave people's names out."),
    )
