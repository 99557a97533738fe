"""What forms share: the revision that their author saw (core/revisions.py), days, uploaded files."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from .errors import Refused
from .files import KINDS, check_upload
from .revisions import Revisioned

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
