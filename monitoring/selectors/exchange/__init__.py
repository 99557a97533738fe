"""What may be given to a platform: for each dataset its columns in groups, and its rows.

    found = prepared(exchange_format.of, exchange_format.columns, organization, Wanted(on, period))
    found.titles, found.rows, found.people

A dataset is a module: `groups_for(organization)` are the columns that a format of the organisation may have,
`rows_of(organization, wanted)` its rows; a column takes its value from a row.
"""

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from core.documents.tables import Value
from organizations.models import Organization
from participants.models import Person

from ...models import Dataset
from . import institutions, pairs, people
from .fields import Field, Group, Rows, Wanted

__all__ = ["Field", "Group", "Prepared", "Wanted", "fields_for", "groups_for", "prepared", "sender_of"]


@dataclass(frozen=True)
class Prepared:
    """The table as it would leave. `people` are those whom it names; `lacking` how many have no consent, who are not
    in it when `left_out`."""

    titles: list[str]
    rows: list[list[Value]]
    people: QuerySet[Person]
    lacking: int = 0
    left_out: bool = False

    def first(self, number: int) -> "Prepared":
        """The same table, cut after some rows."""
        return replace(self, rows=self.rows[:number])


def groups_for(dataset: Dataset, organization: Organization) -> list[Group]:
    """The columns that a format of the organisation may have."""
    match dataset:
        case Dataset.INSTITUTIONS:
            return institutions.groups_for(organization)
        case Dataset.PAIRS:
            return pairs.groups_for(organization)
        case _:
            return people.groups_for(dataset)


def fields_for(dataset: Dataset, organization: Organization) -> dict[str, Field]:
    """The same columns by their codes."""
    return {field.code: field for group in groups_for(dataset, organization) for field in group.fields}


def prepared(dataset: Dataset, columns: list[dict], organization: Organization, wanted: Wanted) -> Prepared:
    """The rows of the organisation in these columns; a column that is known no longer stays empty."""
    known = fields_for(dataset, organization)
    found = _rows(dataset, organization, wanted)
    rows = [[_value(known.get(each["field"]), row) for each in columns] for row in found.rows]
    return Prepared([each["title"] for each in columns], rows, found.people, found.lacking, found.left_out)


def sender_of(dataset: Dataset, organization: Organization) -> bool:
    """Whether the organisation has rows of its own here: names and pairs are seen only in the very institution."""
    is_institution = organization.level == Organization.Level.INSTITUTION
    return dataset.is_of_institutions or is_institution


def _rows(dataset: Dataset, organization: Organization, wanted: Wanted) -> Rows:
    match dataset:
        case Dataset.INSTITUTIONS:
            return institutions.rows_of(organization, wanted)
        case Dataset.PAIRS:
            return pairs.rows_of(organization, wanted)
        case _:
            return people.rows_of(dataset, organization, wanted)


def _value(field: Field | None, row) -> Value:
    return field.value(row) if field else None
