"""A person, the representative, and the quick form that takes both with the participation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import ComparedForm, DayField, PlainTextForm, RevisionedForm, RowsField
from organizations.models import Organization

from ..classes import one_spelling
from ..drafts import ParticipationDraft, PersonDraft, RepresentativeDraft
from ..faults import participation_faults, person_faults
from ..models import MentoringForm, Participation, Partner, Person, Programme, Representative, Topic

CASES = (
    ("genitive", _("whose? (genitive)")),
    ("dative", _("to whom? (dative)")),
    ("accusative", _("whom? (accusative)")),
    ("instrumental", _("by whom? (instrumental)")),
    ("prepositional", _("about whom? (prepositional)")),
)


NAME = RegexValidator(
    r"^[^\W\d_][^\d_<>=@/\\]*$", _("A name is written in letters: without digits and signs. Correct it.")
)
REPRESENTATIVE = RegexValidator(r"^[^<>=@\\]*[^\W\d_]{2}[^<>=@\\]*$", NAME.message)
REPRESENTATIVE_FIELDS = ("representative_name", "relation", "representative_phone", "representative_email")
DIGITS_AT_LEAST = 5  # of a telephone, the shortest being a local one


def check_phone(value: str) -> None:
    if sum(sign.isdigit() for sign in value) < DIGITS_AT_LEAST:
        raise ValidationError(_("This is no telephone: too few digits. Correct it, or leave the field empty."))


class Grouped:
    """A form whose fields stand in groups: `groups` names them, `fieldsets` gives the bound fields.

    A field of `only_for` asks something of some answers only ("kind:learner"): the page folds it away for the others.
    """

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    only_for: dict[str, str] = {}

    @property
    def fieldsets(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        for legend, names in self.groups:
            fields = [self._marked(name) for name in names if name in self.fields]
            if fields:
                yield legend, fields

    def _marked(self, name: str) -> forms.BoundField:
        field = self[name]
        field.only_for = self.only_for.get(name, "")
        return field


class TopicsField(RowsField):
    """Topics to tick."""

    widget = forms.CheckboxSelectMultiple


class PersonFields(Grouped, PlainTextForm, forms.ModelForm):
    """Who it is. The position is asked for adults and the class for learners, but neither is demanded."""

    birth_on = DayField(label=_("Date of birth"), required=False)
    experience_since = DayField(
        label=_("At work since"), required=False, help_text=_("For teachers: the experience is counted from it.")
    )

    NAMES = ("kind", "last_name", "first_name", "patronymic", "sex", "birth_on")
    PLACE = ("class_group", "position", "experience_since", "workplace", "partner")
    CONTACTS = ("phone", "email")
    only_for = {
        "class_group": "kind:learner",
        "position": "kind:employee external",
        "experience_since": "kind:employee",
        "workplace": "kind:external",
        "partner": "kind:external",
    }

    class Meta:
        model = Person
        fields = [
            "kind", "last_name", "first_name", "patronymic", "sex", "birth_on", "class_group", "position",
            "experience_since", "workplace", "partner", "phone", "email",
        ]  # fmt: skip
        help_texts = {
            "class_group": _("For learners: «8 «А»», «подготовительная группа»."),
            "workplace": _("For people from outside the institution."),
            "phone": _("For minors give the telephone of the representative below."),
        }

    def __init__(self, *args, organization: Organization, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["last_name"].required = self.fields["first_name"].required = True
        for name in ("last_name", "first_name", "patronymic"):
            self.fields[name].validators.append(NAME)
        self.fields["phone"].validators.append(check_phone)
        partners = Partner.objects.filter(organization=organization, ended_on=None)
        self.fields["partner"].queryset = partners
        if not partners:
            del self.fields["partner"]

    def clean_class_group(self) -> str:
        return one_spelling(self.cleaned_data["class_group"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors.keys() & {"last_name", "first_name", "birth_on", "experience_since"}:
            for field, fault in person_faults(self.draft, on=self.on):
                self.add_error(field, fault)
        return self.cleaned_data

    @property
    def draft(self) -> PersonDraft:
        kept = PersonDraft.of(self.instance).__dict__
        given = {name: value for name, value in self.cleaned_data.items() if name in kept}
        return PersonDraft(**{**kept, **{name: _stripped(value) for name, value in given.items()}})


class PersonForm(PersonFields, RevisionedForm):
    """A person of the bank, with the full name by cases where the rules of the language do not find it."""

    groups = (
        (_("Who it is"), PersonFields.NAMES),
        (_("Where they study or work"), PersonFields.PLACE),
        (_("Contacts"), PersonFields.CONTACTS),
        (_("Full name by cases, if it is declined unusually"), tuple(f"case_{code}" for code, _label in CASES)),
    )

    class Meta(PersonFields.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, label in CASES:
            self.fields[f"case_{code}"] = forms.CharField(
                label=label, required=False, max_length=300, initial=self.instance.declension.get(code, "")
            )

    @property
    def draft(self) -> PersonDraft:
        cases = {code: self.cleaned_data.get(f"case_{code}", "").strip() for code, _label in CASES}
        values = {**super().draft.__dict__, "declension": {code: form for code, form in cases.items() if form}}
        return PersonDraft(**values)


class QuickForm(PersonFields):
    """Everything that a new participant begins with, on one page."""

    form = forms.ModelChoiceField(MentoringForm.objects.none(), label=_("Form of mentoring"))
    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"), required=False)
    joined_on = DayField(label=_("In the programme since"))
    questionnaire_on = DayField(
        label=_("Questionnaire filled on"), required=False, help_text=_("Empty: it is still to be filled.")
    )
    areas = TopicsField(Topic.objects.none(), required=False)
    request = forms.CharField(
        label=_("In own words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    representative_name = forms.CharField(label=pgettext_lazy("person", "Full name"), required=False, max_length=300)
    relation = forms.ChoiceField(label=_("Relation"), required=False, choices=Representative.Relation.choices)
    representative_phone = forms.CharField(label=_("Telephone"), required=False, max_length=50)
    representative_email = forms.EmailField(label=_("E-mail"), required=False)
    another = forms.BooleanField(label=_("This is another person: enter them"), required=False)

    only_for = PersonFields.only_for | dict.fromkeys(REPRESENTATIVE_FIELDS, "kind:learner external")
    groups = (
        (_("Who it is"), PersonFields.NAMES),
        (_("Where they study or work"), PersonFields.PLACE),
        (_("Contacts"), PersonFields.CONTACTS),
        (_("Legal representative of a minor"), REPRESENTATIVE_FIELDS),
        (_("Participation"), ("form", "programme", "joined_on", "questionnaire_on", "request", "areas")),
    )  # fmt: skip

    class Meta(PersonFields.Meta):
        pass

    def __init__(self, *args, organization: Organization, role: str, **kwargs):
        super().__init__(*args, organization=organization, **kwargs)
        self.role = role
        self.fields["representative_name"].validators.append(REPRESENTATIVE)
        self.fields["representative_phone"].validators.append(check_phone)
        offer_choices(self, organization, role)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors.keys() & {"form", "programme", "joined_on", "questionnaire_on", "request", "areas"}:
            for field, fault in participation_faults(self.participation, birth_on=data.get("birth_on"), on=self.on):
                self.add_error(field, fault)
        return data

    @property
    def participation(self) -> ParticipationDraft:
        names = ("form", "programme", "joined_on", "questionnaire_on", "request")
        areas = tuple(self.cleaned_data["areas"])
        return ParticipationDraft(role=self.role, areas=areas, **{name: self.cleaned_data[name] for name in names})

    @property
    def representative(self) -> RepresentativeDraft | None:
        data = self.cleaned_data
        if not data["representative_name"].strip():
            return None
        return RepresentativeDraft(
            full_name=data["representative_name"].strip(),
            relation=data["relation"],
            phone=data["representative_phone"].strip(),
            email=data["representative_email"],
        )


class RepresentativeForm(PlainTextForm, ComparedForm, forms.ModelForm):
    class Meta:
        model = Representative
        fields = ["full_name", "relation", "basis", "phone", "email"]
        labels = {"full_name": pgettext_lazy("person", "Full name")}
        help_texts = {"basis": _("For a guardian: «постановление от 12.03.2024 № 87». Parents need none.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].validators.append(REPRESENTATIVE)
        self.fields["phone"].validators.append(check_phone)

    @property
    def draft(self) -> RepresentativeDraft:
        return RepresentativeDraft(**{name: _stripped(self.cleaned_data[name]) for name in self.Meta.fields})


def offer_choices(form: forms.Form, organization: Organization, role: str) -> None:
    """Fills the choices of a participation with what is usable in the organisation, and words them by the role."""
    fields = form.fields
    fields["form"].queryset = MentoringForm.objects.usable_in(organization)
    fields["programme"].queryset = Programme.objects.filter(organization=organization, closed_on=None)
    for name, kind in (("areas", Topic.Kind.AREA), ("interests", Topic.Kind.INTEREST)):
        if name in fields:
            fields[name].queryset = Topic.objects.usable_in(organization).filter(kind=kind)
    mentor = role == Participation.Role.MENTOR
    fields["request"].label = _("Competences in own words") if mentor else _("Request in own words")
    fields["areas"].label = _("What the mentor can help with") if mentor else _("What help is wanted")


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
