"""What forms share: what their author saw (core/revisions.py), days, uploaded files."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from .conflicts import differences
from .errors import Refused
from .files import KINDS, check_upload
from .revisions import Revisioned, StaleRevision

SAID_SIMPLY = (  # Django's words, which the catalogue of the product says as people do: «не больше 100»
    gettext_noop("Ensure this value is less than or equal to %(limit_value)s."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
)
INVISIBLE = ("Cc", "Cf", "Co", "Cs")  # of Unicode: control, format, private, surrogate


class RevisionedForm(forms.ModelForm):
    """A form over a `Revisioned` row; the service gets `cleaned_data["seen"]` as the revision that was seen."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2_000_000_000,
        error_messages={"required": _("Reload the page and fill in the form again.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.revision

    def catch_up(self, current: Revisioned) -> None:
        """After a refusal: the author has now been shown `current`, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(current.revision)


class ComparedForm:
    """A form over what has no revision: marks of many people, settings, a row of a list.

    `opened` carries a digest of what the fields held when the form was opened; base views refuse to save while they
    hold something else (core/conflicts.py). It is looked at just before the service is called, so it does not decide
    between two in the same instant: where that matters the row is `Revisioned`. A form that a program sends without
    the digest is not compared.
    """

    one_for_all = False
    """Whether there is one such row only, so that two who begin it begin the same."""
    opened = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = getattr(self, "instance", None)
        if row is not None and row.pk is None and not self.one_for_all:
            return  # of a new row there may be another beside it
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
        self.initial["opened"] = self.digest

    def full_clean(self) -> None:
        """The digest is no value of the form: services are not given it."""
        super().full_clean()
        self.opened = getattr(self, "cleaned_data", {}).pop("opened", "")

    def digest(self) -> str:
        """What the fields hold at present, in short."""
        held = {name: _held(value) for name, value in self._initial().items()}
        return sha256(repr(held).encode()).hexdigest()[:16]

    def check_unchanged(self) -> None:
        """Raises StaleRevision when somebody has saved something else since the form was opened."""
        if self.opened and self.opened != self.digest() and any(differences(self, self)):
            raise StaleRevision(self)

    def catch_up(self, current: "ComparedForm") -> None:
        """The author has now been shown what is stored, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened")] = self.digest()

    def stored(self, current: "ComparedForm") -> dict[str, Any]:
        """What is stored, as `cleaned_data` would hold it."""
        return {name: self.fields[name].to_python(value) for name, value in self._initial().items()}

    def _initial(self) -> dict[str, Any]:
        return {
            name: self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
            if name != "opened" and not isinstance(field, forms.FileField)
        }


def _held(value: Any) -> Any:
    """The same for a row and its number, for nothing and an empty text."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, list | tuple | models.QuerySet):
        return [_held(each) for each in value]
    return "" if value is None else str(value)


class PlainTextForm:
    """A form whose texts hold no invisible characters: direction marks and the like hide what a name really is.

    They come with a text from somewhere else; the author is told which field holds them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators = [*field.validators, refuse_invisible]


def refuse_invisible(value: str) -> None:
    """Raises ValidationError for control and format characters; a line may be broken, a word hyphenated softly."""
    if any(unicodedata.category(sign) in INVISIBLE for sign in value if sign not in "\n\r\t\u00ad"):
        raise ValidationError(_("There are invisible characters here. Clear the field and type the words anew."))


class DayField(forms.DateField):
    """A date that the browser's own calendar enters; one so late that no day could follow it is a slip of the hand."""

    LATEST = date(2999, 12, 31)

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > self.LATEST:
            raise ValidationError(_("The year looks wrong. Check the date."))


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows to choose; a number that no database takes is as unknown as any other."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if not (str(number).isdecimal() and len(str(number)) < 19):
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": number})
        return super().clean(value)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files, one or several, each checked as core.files does; `cleaned_data` holds a list."""

    widget = FilesInput(attrs={"accept": ",".join(sorted(KINDS))})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        found = [super(FilesField, self).clean(upload, initial) for upload in uploads or [None]]
        return [_checked(upload) for upload in found if upload]


def _checked(upload: UploadedFile) -> UploadedFile:
    try:
        check_upload(upload)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
    return upload
