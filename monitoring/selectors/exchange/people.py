"""Mentees or mentors of an institution by name: the columns of the official tables and everything else of a bank.

Who lacks a needed consent stays, or is warned of, as the institution has set for all its files (participants).
"""

from organizations.models import Organization
from participants.models import Participation
from participants.official import TableColumn, available_columns, full_columns, official_columns
from participants.papers.bank_tables import CELLS
from participants.selectors.exports import leaving

from ...models import Dataset
from .fields import Field, Group, Rows, Wanted

ROLES = {Dataset.MENTEES: Participation.Role.MENTEE, Dataset.MENTORS: Participation.Role.MENTOR}


def groups_for(dataset: Dataset) -> list[Group]:
    role = ROLES[dataset]
    official = official_columns(role)
    known = {column.field for column in official}
    rest = {column.field: column for column in (*available_columns(role), *full_columns(role))}
    others = [column for name, column in rest.items() if name not in known]
    return [Group("Официальная таблица", _fields(official)), Group("Остальные сведения", _fields(others))]


def rows_of(dataset: Dataset, organization: Organization, wanted: Wanted) -> Rows:
    found = leaving(organization, ROLES[dataset], wanted.on)
    return Rows(found.entries, found.people, found.without_consent, found.left_out)


def _fields(columns: list[TableColumn]) -> list[Field]:
    return [Field(one.field, one.title, CELLS[one.field]) for one in columns]
