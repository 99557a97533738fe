"""The shape of what a person enters on the way from a document to a roadmap."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField

from ..importers import Role
from ..models import Activity, Roadmap, RoadmapImport
from ..worksheet import TRACK_ASSUMED, Item, Left, Worksheet
from ..worksheet.sheet import ACTIVITY, SECTION
from .lines import LinesField

MOST_PASTED = 1_000_000  # characters; the five source documents have some twenty thousand
ACCEPTED = ".docx,.xlsx,.odt,.ods,.pdf,.html,.htm,.csv,.txt"
LONGEST_NAME = 90  # of a row in a list of choices

ROLES = (
    (Role.NONE, pgettext_lazy("column", "into the notes")),
    (Role.NUMBER, pgettext_lazy("column", "number")),
    (Role.STAGE, pgettext_lazy("column", "section or stage")),
    (Role.TITLE, pgettext_lazy("column", "activity")),
    (Role.CONTENT, pgettext_lazy("column", "what is done")),
    (Role.DEADLINE, pgettext_lazy("column", "deadline")),
    (Role.PLACE, pgettext_lazy("column", "place")),
    (Role.RESPONSIBLE, pgettext_lazy("column", "responsible")),
    (Role.RESULT, pgettext_lazy("column", "result")),
    (Role.DOCUMENT, pgettext_lazy("column", "kind of document")),
    (Role.NOTE, pgettext_lazy("column", "note")),
    (Role.MONTH, pgettext_lazy("column", "month")),
)
BEARING = {Role.TITLE, Role.CONTENT, Role.STAGE}


class StartForm(forms.Form):
    """A file or a pasted text. `chain` names the import beforehand, so that sending twice makes one."""

    chain = forms.UUIDField(widget=forms.HiddenInput)
    document = forms.FileField(
        label=_("File of the roadmap"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    pasted = forms.CharField(
        label=_("Text of the roadmap"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "data-paste-html": "pasted_html"}),
        help_text=_("Select the whole document or its table in Word, Excel or a browser, copy it and paste it here."),
    )

    pasted_html = forms.CharField(
        required=False, max_length=MOST_PASTED, strip=False, widget=forms.HiddenInput(attrs={"maxlength": MOST_PASTED})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("chain", uuid.uuid4())
        self.fields["document"].help_text = _(
            "DOCX, XLSX, ODT, ODS, PDF with text, HTML, CSV or TXT, at most %(limit)s."
        ) % {"limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES)}

    def clean_document(self):
        upload = self.cleaned_data["document"]
        if upload and upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(
                _(
                    "The file is too large: %(size)s, at most %(limit)s are accepted. Take pictures out of it, or "
                    "save only the pages with the table, and upload it again."
                ),
                params={
                    "size": filesizeformat(upload.size),
                    "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
                },
            )
        return upload

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        given = [data.get("document") is not None, bool(self.text.strip())]
        if not self.errors and not any(given):
            self.add_error("document", _("Choose a file, or paste the text below."))
        if all(given):
            self.add_error("pasted", _("Either a file or a text: clear this field, or take the file away."))
        return data

    @property
    def text(self) -> str:
        """What was pasted: as HTML where the clipboard had a table, for there the cells are told apart for certain."""
        return self.cleaned_data.get("pasted_html") or self.cleaned_data.get("pasted") or ""


class UnderstandingForm(forms.Form):
    """The head of the roadmap and the role of each column, as understood."""

    title = forms.CharField(
        label=_("Title"),
        max_length=Roadmap._meta.get_field("title").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    track = forms.ChoiceField(
        label=_("Track"),
        choices=[("", _("— choose —")), *Roadmap.Track.choices],
        error_messages={"required": _("Say whom the roadmap is for.")},
    )
    period_from = DayField(label=_("Period from"))
    period_to = DayField(label=_("Period to"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    again = forms.BooleanField(
        label=_("Read the document anew by these columns; my corrections of rows are dropped"), required=False
    )
    HEAD = ("title", "track", "period_from", "period_to")

    def __init__(self, *args, import_: RoadmapImport, **kwargs):
        super().__init__(*args, **kwargs)
        self.import_ = import_
        head = import_.sheet.head
        self.initial |= {name: getattr(head, name) for name in self.HEAD} | {"seen": import_.revision}
        if import_.sheet.doubts_that(TRACK_ASSUMED):
            self.initial["track"] = ""
        for column in import_.overview.columns:
            self.fields[f"role_{column.index}"] = forms.ChoiceField(
                label=column.header or _("Column %(number)s") % {"number": column.index + 1},
                choices=ROLES,
                required=False,
                initial=column.role,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        if not self._has_corrections:
            del self.fields["again"]

    @property
    def _has_corrections(self) -> bool:
        return self.import_.state == RoadmapImport.State.CORRECTED

    @property
    def role_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("role_")]

    @property
    def head(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.HEAD}

    @property
    def roles(self) -> dict[int, str]:
        return {column.index: self.cleaned_data[f"role_{column.index}"] for column in self.import_.overview.columns}

    @property
    def asks_to_read_anew(self) -> bool:
        return self.roles != self.import_.overview.roles

    def catch_up(self, current: RoadmapImport) -> None:
        """After a refusal: the author has now been shown the heading as it is, so saving again is saving over it."""
        self.data = self.data.copy()
        self.data["seen"] = str(current.revision)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("period_from"), data.get("period_to")
        if start and end and end < start:
            self.add_error("period_to", _("The period ends before it begins. Check the two dates."))
        self._check_roles()
        return data

    def _check_roles(self) -> None:
        if any(name.startswith("role_") for name in self.errors):
            return
        if not BEARING & set(self.roles.values()):
            self.add_error(None, _("Say which column holds the activities."))
        elif self.asks_to_read_anew and self._has_corrections and not self.cleaned_data.get("again"):
            self.add_error(
                "again", _("You have corrected rows already. Tick this, or put the columns back as they were.")
            )


class RowForm(forms.Form):
    """A row of the worksheet; `seen` is the revision its author saw."""

    FIELDS: tuple[str, ...] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    title = forms.CharField(label=_("Activity"), widget=forms.Textarea(attrs={"rows": 3}))
    result = forms.CharField(label=_("Result"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    settled = forms.BooleanField(
        label=_("The remarks on the source are taken care of: do not show them"), required=False
    )

    def __init__(self, *args, item: Item, **kwargs):
        super().__init__(*args, **kwargs)
        values = {name: getattr(item, name) for name in self.FIELDS}
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        self.initial |= values | lists | {"seen": item.revision}
        if not item.remarks:
            del self.fields["settled"]

    @property
    def changes(self) -> dict[str, Any]:
        """The fields as roadmaps.worksheet.editing.edit takes them."""
        data = {name: self.cleaned_data[name] for name in self.FIELDS}
        lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
        return {**data, **lists, "settled": self.cleaned_data.get("settled", False)}

    def catch_up(self, current: Item) -> None:
        """After a refusal: the author has now been shown `current`, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data["seen"] = str(current.revision)


class SectionRowForm(RowForm):
    FIELDS = ("number", "title", "goal", "result")
    field_order = ["seen", "number", "title", "goal", "result"]

    goal = forms.CharField(label=_("Task"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Section")


class ActivityRowForm(RowForm):
    FIELDS = ("number", "title", "steps", "deadline", "place", "responsible", "result", "note")
    field_order = ["seen", *FIELDS]

    steps = LinesField(label=_("Steps"), help_text=_("One a line."), widget=forms.Textarea(attrs={"rows": 3}))
    deadline = forms.CharField(
        label=_("Deadline"),
        required=False,
        max_length=Activity._meta.get_field("deadline").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(label=_("Place of the activity"), required=False, max_length=300)
    responsible = LinesField(
        label=_("Responsible"), help_text=_("One a line."), longest=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PlaceForm(forms.Form):
    """Where a record that found no place shall stand, and as what."""

    ROW, PART = "row", "part"

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[
            ("", _("— choose —")),
            (ACTIVITY, _("an activity of its own")),
            (SECTION, _("a section")),
            (PART, _("the continuation of the row")),
        ],
    )
    after = forms.TypedChoiceField(label=_("After which row"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, left: Left, sheet: Worksheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"text": left.text.replace(" | ", " "), "after": left.after, "seen": left.revision}
        rows = [(item.pk, _short(item)) for item in sheet.kept]
        self.fields["after"].choices = [("", _("at the top")), *rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == self.PART and data.get("after") is None and not self.errors:
            self.add_error("after", _("Choose the row that it continues."))
        return data


def _short(item: Item) -> str:
    name = item.name if len(item.name) <= LONGEST_NAME else f"{item.name[:LONGEST_NAME].rstrip()}…"
    return f"▪ {name}" if item.is_section else f"    {name}"
