"""«База наставляемых» and «База наставников»: their columns, by the methodical recommendations or as an institution
rewords and orders them (domain.md 1.8); and the table of everything, for changes in Excel."""

from dataclasses import dataclass

from .importing import columns_for
from .importing.fields import ONLY_READ
from .models import BankSettings, Participation

Role = Participation.Role

TITLES = {Role.MENTEE: "База наставляемых", Role.MENTOR: "База наставников"}
MENTEES = (
    ("number", "№", 4),
    ("full_name", "ФИО наставляемого", 14),
    ("contact", "Контактные данные для связи (данные представителя)", 15),
    ("birth_year", "Год рождения наставляемого", 8),
    ("request", "Основной запрос наставляемого", 14),
    ("joined_on", "Дата вхождения в программу", 10),
    ("partner_name", "ФИО наставника", 12),
    ("form", "Форма наставничества", 11),
    ("partner_place", "Место работы/учебы наставника", 12),
    ("left_on", "Дата завершения программы", 10),
    ("results", "Результаты программы", 12),
    ("case_url", "Ссылка на кейс/отзыв наставляемого, размещенные на сайте организации", 13),
    ("completed_mark", "Отметка о прохождении программы", 11),
)
MENTORS = (
    ("number", "№", 4),
    ("full_name", "ФИО наставника", 14),
    ("contact", "Контактные данные для связи", 13),
    ("place", "Место работы/учебы наставника", 12),
    ("request", "Основные компетенции наставника", 14),
    ("achievements", "Важные для программы достижения наставника", 13),
    ("interests_text", "Интересы наставника", 11),
    ("wished_age", "Желаемый возраст наставляемых", 10),
    ("hours_a_week", "Ресурс времени на программу наставничества", 10),
    ("joined_on", "Дата вхождения в программу", 10),
    ("partner_name", "ФИО наставляемого (наставляемых)", 13),
    ("form", "Форма наставничества", 11),
    ("partner_place", "Место работы/учебы наставляемого", 12),
    ("left_on", "Дата завершения программы", 10),
    ("results", "Результаты программы", 12),
    ("case_url", "Ссылка на кейс/отзыв наставника, размещенные на сайте организации", 13),
)
OFFICIAL = {Role.MENTEE: MENTEES, Role.MENTOR: MENTORS}
NOT_IN_FULL = (
    *ONLY_READ, "number", "full_name", "birth_year", "place", "contact", "partner_name", "partner_place",
)  # fmt: skip


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: the field, how the institution calls it, its share of the width."""

    field: str
    title: str
    width: int = 12


def official_columns(role: str) -> list[TableColumn]:
    """The columns of the methodical recommendations."""
    return [TableColumn(*column) for column in OFFICIAL[Role(role)]]


def columns_of(settings: BankSettings, role: str) -> list[TableColumn]:
    """The columns as the institution has set them, or the official ones."""
    chosen = settings.mentor_columns if role == Role.MENTOR else settings.mentee_columns
    known = {column.field: column for column in available_columns(role)}
    own = [
        TableColumn(one["field"], one["title"], known[one["field"]].width) for one in chosen if one["field"] in known
    ]
    return own or official_columns(role)


def available_columns(role: str) -> list[TableColumn]:
    """Every column that a table may have: the official ones first."""
    official = official_columns(role)
    taken = {*ONLY_READ, *(column.field for column in official)}
    return official + [TableColumn(field.name, field.title) for field in columns_for(role) if field.name not in taken]


def full_columns(role: str) -> list[TableColumn]:
    """Everything that an upload reads, each field in a column of its own."""
    return [TableColumn(one.name, one.title) for one in columns_for(role) if one.name not in NOT_IN_FULL]
