"""Consents: recorded for one or for many, withdrawn, their scans and texts, what is to be printed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.errors import Refused
from core.files import KINDS, check_upload
from core.forms import DayField, PlainTextForm

from ..drafts import RepresentativeDraft
from ..models import Consent, ConsentText, Person, Representative
from ..models.consents import ConsentKind
from ..services.consents import Signing, expected_signer
from .people import Grouped

SCANS = (".pdf", ".jpg", ".jpeg", ".png")
NEW = "new"


class ScanField(forms.FileField):
    """A scan of a signed sheet: PDF or a picture, checked by its content."""

    widget = forms.FileInput(attrs={"accept": ",".join(suffix for suffix in SCANS if suffix in KINDS)})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if not upload.name.lower().endswith(SCANS):
            raise ValidationError(_("Attach the scan as PDF, JPG or PNG."))
        try:
            check_upload(upload)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload


class ConsentForm(Grouped, PlainTextForm, forms.Form):
    """A signed consent of one person; the representative is chosen from the card or named here."""

    kind = forms.ChoiceField(label=gettext_lazy("Consent"))
    signed_on = DayField(label=gettext_lazy("Signed on"))
    signer = forms.ChoiceField(
        label=gettext_lazy("Who signed"),
        required=False,
        choices=[("", gettext_lazy("as the age on that day asks for")), *Consent.Signer.choices],
    )
    scan = ScanField(
        label=gettext_lazy("Scan"), required=False, help_text=gettext_lazy("PDF, JPG or PNG; may be attached later.")
    )
    representative = forms.ChoiceField(label=gettext_lazy("Legal representative"), required=False)
    full_name = forms.CharField(label=pgettext_lazy("person", "Full name"), required=False, max_length=300)
    relation = forms.ChoiceField(
        label=gettext_lazy("Relation"), required=False, choices=Representative.Relation.choices
    )
    basis = forms.CharField(
        label=gettext_lazy("Document of authority"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For a guardian: «постановление от 12.03.2024 № 87». Parents need none."),
    )
    banned_data = forms.CharField(
        label=gettext_lazy("Data not to be published"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, as the subject crossed it out on the sheet."),
    )
    conditions = forms.CharField(label=gettext_lazy("Conditions set by the subject"), required=False, max_length=1000)

    groups = (
        (gettext_lazy("Consent"), ("kind", "signed_on", "signer", "scan")),
        (gettext_lazy("Who signed for a minor"), ("representative", "full_name", "relation", "basis")),
        (gettext_lazy("Only for the consent to dissemination"), ("banned_data", "conditions")),
    )

    def __init__(self, *args, person: Person, texts: dict[str, ConsentText], **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.texts = person, texts
        self.known = {str(one.pk): one for one in person.representatives.all()}
        self.fields["kind"].choices = kinds_for(person, texts)
        self.fields["representative"].choices = [
            ("", gettext_lazy("nobody")),
            *((pk, f"{one.full_name}, {one.get_relation_display()}") for pk, one in self.known.items()),
            (NEW, gettext_lazy("another one, named below")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("representative") == NEW and not data.get("full_name", "").strip():
            self.add_error("full_name", _("Name the representative, or choose one of the card."))
        return data

    @property
    def draft(self) -> dict[str, Any]:
        """What the service records."""
        data = self.cleaned_data
        signer = data["signer"] or expected_signer(self.person, data["kind"], data["signed_on"])
        return {
            "text": self.texts[data["kind"]],
            "signed_on": data["signed_on"],
            "signer": signer,
            "representative": None if signer == Consent.Signer.SELF else self._representative(),
            "banned_data": [line.strip() for line in data["banned_data"].splitlines() if line.strip()],
            "conditions": data["conditions"].strip(),
            "scan": data["scan"],
        }

    def _representative(self) -> Representative | RepresentativeDraft | None:
        data = self.cleaned_data
        if data["representative"] == NEW:
            return RepresentativeDraft(data["full_name"].strip(), data["relation"], data["basis"].strip())
        return self.known.get(data["representative"])


def kinds_for(person: Person | None, texts: dict[str, ConsentText]) -> list[tuple[str, str]]:
    """The kinds that have a text; the additional duty is an employee's only."""
    kinds = [kind for kind in ConsentKind if kind in texts]
    if person is not None and person.kind != Person.Kind.EMPLOYEE:
        kinds.remove(ConsentKind.MENTOR_DUTY)
    return [(kind.value, kind.label) for kind in kinds]


class TogetherForm(forms.Form):
    """Consents of many, signed on one day: who has signed which sheet is ticked, the signer follows from the age.

    `papers` says who lacks what; a box is named by the kind, its value is the person. What is not offered is
    passed over: a page that was open for long may still show it.
    """

    signed_on = DayField(label=gettext_lazy("Signed on"))

    def __init__(self, *args, papers: Sequence[tuple[Person, list[ConsentKind]]], on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.papers, self.on = papers, on
        self.kinds = [kind for kind in ConsentKind if any(kind in kinds for _person, kinds in papers)]
        self.ticked = {kind: set(self.data.getlist(kind)) if self.is_bound else set() for kind in self.kinds}
        for person, _kinds in papers:
            if person.is_minor_on(on):
                self._ask_representative(person)

    def clean(self) -> dict[str, Any]:
        if not any(self._signed(person, kinds) for person, kinds in self.papers):
            raise ValidationError(_("Tick who has signed which consent: nobody is ticked."))
        return super().clean()

    def _signed(self, person: Person, kinds: Sequence[ConsentKind]) -> list[ConsentKind]:
        return [kind for kind in kinds if str(person.pk) in self.ticked[kind]]

    def _ask_representative(self, person: Person) -> None:
        known = list(person.representatives.all())
        if known:
            self.fields[f"representative_{person.pk}"] = forms.ChoiceField(
                choices=[(str(one.pk), f"{one.full_name}, {one.get_relation_display()}") for one in known],
                required=False,
                label=_("Representative of %(person)s") % {"person": person},
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            return
        self.fields[f"full_name_{person.pk}"] = forms.CharField(
            required=False,
            max_length=300,
            label=_("Full name of the representative of %(person)s") % {"person": person},
            widget=forms.TextInput(
                attrs={"class": "form-control", "placeholder": _("full name of the representative")}
            ),
        )
        self.fields[f"relation_{person.pk}"] = forms.ChoiceField(
            required=False,
            choices=Representative.Relation.choices,
            label=_("Relation of the representative of %(person)s") % {"person": person},
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def rows(self):
        """Each person with the boxes and the fields of theirs."""
        for person, kinds in self.papers:
            names = (f"representative_{person.pk}", f"full_name_{person.pk}", f"relation_{person.pk}")
            signed = self._signed(person, kinds)
            yield {
                "person": person,
                "age": person.age_on(self.on),
                "boxes": [(kind, kind in signed) for kind in kinds],
                "representative": [self[name] for name in names if name in self.fields],
            }

    @property
    def signings(self) -> list[Signing]:
        """What the service records of those who are ticked."""
        return [
            Signing(person, signed, self._representative(person))
            for person, kinds in self.papers
            if (signed := self._signed(person, kinds))
        ]

    def _representative(self, person: Person) -> Representative | RepresentativeDraft | None:
        chosen = self.cleaned_data.get(f"representative_{person.pk}")
        if chosen:
            return next(one for one in person.representatives.all() if str(one.pk) == chosen)
        name = self.cleaned_data.get(f"full_name_{person.pk}", "").strip()
        return RepresentativeDraft(name, self.cleaned_data[f"relation_{person.pk}"]) if name else None


class ScanForm(forms.Form):
    scan = ScanField(label=gettext_lazy("Scan of the signed sheet"))


class WithdrawalForm(PlainTextForm, forms.Form):
    received_on = DayField(
        label=gettext_lazy("Withdrawal received on"), help_text=gettext_lazy("The law's days run from it.")
    )
    received_from = forms.CharField(label=gettext_lazy("Received from"), required=False, max_length=300)


class TextForm(forms.ModelForm):
    """The institution's own version of a text; what only papers about data have is left out for the others."""

    class Meta:
        model = ConsentText
        fields = ["purpose", "data_list", "actions", "term_months", "body"]
        help_texts = {"data_list": gettext_lazy("One item a line.")}
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "data_list": forms.Textarea(attrs={"rows": 8}),
            "actions": forms.Textarea(attrs={"rows": 4}),
            "body": forms.Textarea(attrs={"rows": 10}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term_months"].min_value = 1
        self.fields["term_months"].validators.append(_at_least_a_month)
        if self.instance.kind in (ConsentKind.PARTICIPATION, ConsentKind.MENTOR_DUTY):
            del self.fields["data_list"], self.fields["actions"]
        else:
            self.fields["actions"].required = True


def _at_least_a_month(months: int) -> None:
    if not 1 <= months <= 120:
        raise ValidationError(_("Give the term in months, from 1 to 120, or leave it empty."))


class BlanksForm(forms.Form):
    """Which blanks are printed, for whom, as what."""

    FORMATS = (("pdf", "PDF"), ("docx", "DOCX"))

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Consents"), widget=forms.CheckboxSelectMultiple, initial=[ConsentKind.PROCESSING]
    )
    group = forms.ChoiceField(label=gettext_lazy("Class or group"), required=False)
    missing = forms.BooleanField(label=gettext_lazy("Only those who lack this consent"), required=False, initial=True)
    format = forms.ChoiceField(label=gettext_lazy("File"), choices=FORMATS, initial="pdf", widget=forms.RadioSelect)
    two_sided = forms.BooleanField(
        label=gettext_lazy("Two-sided printing"),
        required=False,
        help_text=gettext_lazy(
            "Each blank begins on the front of a sheet; a printer for one side would put out blank sheets."
        ),
    )

    def __init__(self, *args, groups: Sequence[str], texts: dict[str, ConsentText], chosen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kinds_for(None, texts)
        if chosen:
            del self.fields["group"]
        else:
            self.fields["group"].choices = [("", gettext_lazy("everybody")), *((group, group) for group in groups)]
