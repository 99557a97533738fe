"""The form of a kind, made of its questions, and of those that every order asks: grounds, control, readers."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from organizations.models import Organization

from ..declension import FEMALE, MALE, tells_sex
from ..grounds import MANNERS
from ..kinds import Field, OrderKind
from ..models import LegalAct, Order
from .fields import LinesField, PeopleField, RowsField

SEXES = [("", _("as the patronymic tells")), (FEMALE, _("a woman")), (MALE, _("a man"))]
PARTS = ("name", "position", "sex")
GROUNDS = ("acts", "manner", "ground", "purpose")


class DraftForm(forms.Form):
    """The answers for one kind; `answers` is what services take, JSON-ready, `amends` the earlier order."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000)

    def __init__(self, *args, kind: OrderKind, organization: Organization, answers: Mapping[str, Any], **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self._signed = Order.objects.filter(organization=organization).signed()
        for question in (*kind.fields, *_common(kind)):
            self._ask(question, answers)
        self.helper = self._helper()

    def catch_up(self, current: Order) -> None:
        """After a refusal: the author has now been shown `current`, so that saving again is saving over it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(current.revision)

    def stored(self, current: Order) -> dict[str, Any]:
        """The answers as the draft has them, by field."""
        found: dict[str, Any] = {}
        for question in (*self.kind.fields, *_common(self.kind)):
            answer = current.data.get(question.name)
            if question.type == "person":
                found |= {f"{question.name}_{part}": (answer or {}).get(part, "") for part in PARTS}
            else:
                found[question.name] = self._read(question, answer)
        return found

    def _read(self, question: Field, answer: Any) -> Any:
        """An answer as the cleaned field would give it."""
        if question.type == "day":
            return dt.date.fromisoformat(answer) if answer else None
        if question.type == "order":
            return self._signed.filter(pk=answer).first() if answer else None
        return answer or ([] if question.type in ("lines", "people", "rows", "acts") else "")

    def _ask(self, question: Field, answers: Mapping[str, Any]) -> None:
        if question.type == "person":
            self._ask_person(question, answers.get(question.name) or {})
            return
        field = self._field(question)
        field.initial = answers.get(question.name, question.initial)
        self.fields[question.name] = field

    def _ask_person(self, question: Field, person: Mapping[str, str]) -> None:
        name, position, sex = (f"{question.name}_{part}" for part in PARTS)
        self.fields[name] = forms.CharField(
            label=question.label,
            max_length=200,
            required=question.required,
            initial=person.get("name"),
            help_text=question.help or _("Full name in the nominative: «Иванова Мария Петровна»."),
            widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        )
        self.fields[position] = forms.CharField(
            label=_("Position"), max_length=200, required=False, initial=person.get("position")
        )
        self.fields[sex] = forms.ChoiceField(
            label=_("Sex"), choices=SEXES, required=False, initial=person.get("sex", "")
        )

    def _field(self, question: Field) -> forms.Field:
        shared = {"label": question.label, "required": question.required, "help_text": question.help}
        match question.type:
            case "day":
                return DayField(**shared)
            case "lines":
                return LinesField(**shared)
            case "people":
                shared["help_text"] = question.help or _("One a line: «Иванова Мария Петровна, учитель физики».")
                return PeopleField(**shared)
            case "rows":
                columns = " ; ".join(question.columns)
                shared["help_text"] = _("One row a line, pasted from Excel or with «;» between: %s") % columns
                return RowsField(columns=question.columns, **shared)
            case "choice":
                return forms.ChoiceField(choices=question.choices, **shared)
            case "acts":
                acts = [(act.code, act.short) for act in LegalAct.objects.all()]
                return forms.MultipleChoiceField(choices=acts, widget=forms.CheckboxSelectMultiple, **shared)
            case "order":
                return forms.ModelChoiceField(self._signed, **shared)
            case _:
                return forms.CharField(max_length=1000, **shared)

    def _helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            "seen",
            Fieldset(_("What the order says"), *_laid_out(self.kind.fields)),
            Fieldset(_("Grounds and purpose"), *GROUNDS),
            Fieldset(_("Control and acquaintance"), *_laid_out(_common(self.kind)[len(GROUNDS) :])),
        )
        return helper

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for question in (*self.kind.fields, *_common(self.kind)):
            name = cleaned.get(f"{question.name}_name") if question.type == "person" else None
            sex = f"{question.name}_sex"
            if name and not cleaned.get(sex) and not tells_sex(name):
                self.add_error(sex, _("The name does not tell whether this is a woman or a man. Choose."))
        one_of = self.kind.one_of
        if one_of and not any(cleaned.get(name) or name in self.errors for name in one_of):
            self.add_error(one_of[0], _("Fill in at least one of the tables: the order says what happens to whom."))
        starts, ends = cleaned.get("start"), cleaned.get("end")
        if starts and ends and ends < starts:
            self.add_error("end", _("It ends before it begins. Check the dates."))
        return cleaned

    @property
    def amends(self) -> Order | None:
        return self.cleaned_data.get("previous")

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, ready to be kept as JSON."""
        found: dict[str, Any] = {}
        for question in (*self.kind.fields, *_common(self.kind)):
            if question.type == "person":
                found[question.name] = self._person(question.name)
            else:
                found |= _plain(question.name, self.cleaned_data.get(question.name))
        return {name: value for name, value in found.items() if value not in (None, "", [])}

    def _person(self, name: str) -> dict[str, str] | None:
        person = {part: " ".join(self.cleaned_data[f"{name}_{part}"].split()) for part in PARTS}
        return person if person["name"] else None


def _plain(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dt.date):
        return {name: value.isoformat()}
    if isinstance(value, Order):
        return {name: value.pk, f"{name}_text": value.reference, f"{name}_brief": f"от {value.dated} № {value.number}"}
    return {name: value}


def _laid_out(questions: Sequence[Field]) -> Iterator[str | Row]:
    """The fields of the questions; those of a person stand in one line."""
    for question in questions:
        if question.type == "person":
            widths = zip(PARTS, ("col-md-5", "col-md-4", "col-md-3"), strict=True)
            yield Row(*(Column(f"{question.name}_{part}", css_class=width) for part, width in widths))
        else:
            yield question.name


def _common(kind: OrderKind) -> tuple[Field, ...]:
    """What every order is asked; the acts are those of the reference list."""
    return (
        Field("acts", _("Legal acts"), "acts", required=False, initial=list(kind.acts)),
        Field("manner", _("How the preamble begins"), "choice", choices=tuple(MANNERS.items())),
        Field(
            "ground",
            _("Another ground"),
            required=False,
            help=_("After «на основании», for example: решения педагогического совета (протокол от 30.08.2026 № 1)"),
        ),
        Field("purpose", _("Purpose"), required=False, initial=kind.purpose, help=_("After «в целях».")),
        Field(
            "control", _("Who controls"), "person", required=False, help=_("Empty: the director keeps the control.")
        ),
        Field(
            "acquainted",
            _("Who is to read the order"),
            "people",
            required=False,
            help=_("One a line: «Иванова Мария Петровна, учитель физики»."),
        ),
    )
