"""A column of an exchange file, and what it takes its values from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.documents.tables import Value
from participants.models import Person

from ...models import ReportingPeriod


@dataclass(frozen=True)
class Field:
    """`title` is the usual one, which a format may reword; `value` takes a row of the dataset."""

    code: str
    title: str
    value: Callable[[Any], Value]


@dataclass(frozen=True)
class Group:
    """Columns that stand together where they are chosen."""

    title: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class Wanted:
    """As of which day; of which period, where figures are sent."""

    on: date
    period: ReportingPeriod | None = None


@dataclass(frozen=True)
class Rows:
    """The rows of a dataset; whom they name."""

    rows: Sequence[Any]
    people: QuerySet[Person] = field(default_factory=Person.objects.none)
    lacking: int = 0
    left_out: bool = False
