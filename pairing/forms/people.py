"""Fields that offer people of a bank; who cannot be chosen now stands apart, with the reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from core.forms import RowsField
from participants.models import Participation


class FreeFirst(ModelChoiceIterator):
    """Those who may be chosen, then as a group of their own those who may not, each with the reason."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        hindered = []
        for row in self.queryset:
            value, label = self.choice(row)
            if why := self.field.hindrances.get(row.pk):
                hindered.append((value, f"{label}: {why}"))
            else:
                yield value, label
        if hindered:
            yield _("Cannot be chosen now"), hindered


class Barring:
    """A widget that shows those of `hindrances` and does not let them be chosen."""

    hindrances: Mapping[int, str] = {}

    def create_option(self, name: str, value: Any, *args, **kwargs) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if getattr(value, "value", None) in self.hindrances:
            option["attrs"]["disabled"] = True
        return option


class OneSelect(Barring, forms.Select):
    pass


class ManySelect(Barring, forms.SelectMultiple):
    pass


class OfTheBank:
    """With the class or position that tells namesakes apart; `hindrances` are reasons by number."""

    iterator = FreeFirst
    hindrances: Mapping[int, str] = {}

    def label_from_instance(self, participation: Participation) -> str:
        return in_words(participation)

    def offer(self, people: QuerySet[Participation], hindrances: Mapping[int, str]) -> None:
        self.hindrances = self.widget.hindrances = hindrances
        self.queryset = people


class PersonChoice(OfTheBank, forms.ModelChoiceField):
    widget = OneSelect


class PeopleChoice(OfTheBank, RowsField):
    widget = ManySelect


def in_words(participation: Participation) -> str:
    person = participation.person
    where = f" ({person.studies_or_works})" if person.studies_or_works else ""
    return f"{person}{where} — {participation.form}"
