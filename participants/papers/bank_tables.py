"""The official tables of the banks as papers (domain.md 1.8)."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from core.documents import Block, Column, Document, Heading, Note, Row, Table
from core.documents.fitting import fit
from core.documents.tables import Value
from core.documents.values import shown
from organizations.models import Organization

from ..engagement import Companion
from ..importing.contacts import RELATIONS
from ..importing.neutral import neutralise
from ..importing.values import KINDS, MODES
from ..models import Participation, Representative
from ..official import TITLES, TableColumn
from ..times import times_in_words

Shown = Callable[["Entry"], Value]


@dataclass(frozen=True)
class Entry:
    """A row of the bank with what stands beside it; topics and representatives are prefetched."""

    number: int
    row: Participation
    companions: Sequence[Companion] = ()

    @property
    def representative(self) -> Representative | None:
        return next(iter(self.row.person.representatives.all()), None)


def bank_document(
    entries: Sequence[Entry],
    columns: Sequence[TableColumn],
    *,
    role: str,
    organization: Organization,
    what: str = "",
    notes: Iterable[str] = (),
    on: date,
    at: datetime,
) -> Document:
    """The table on a sheet across. What is said about it stands above: an upload reads what is below as rows.

    `what` tells the tables of one bank apart, in their headings and the names of their files.
    """
    title = TITLES[Participation.Role(role)] + (f", {what}" if what else "")
    blocks: list[Block] = [Heading(f"{title}\n{organization.short_name}, на {on:%d.%m.%Y}")]
    blocks += [Note(note) for note in notes]
    rows = [Row([cell(entry, column) for column in columns]) for entry in entries]
    across = {"orientation": "landscape", "left_margin": 10}
    fitted = fit([Column(one.title, one.width) for one in columns], rows, **across)
    blocks.append(Table(fitted.columns, rows, name=title, letters_across=fitted.letters))
    return Document(
        title=title,
        blocks=blocks,
        file_name=f"{title} {on:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        font_size=10,
        table_font=fitted.font,
        **across,
    )


def as_csv(document: Document) -> bytes:
    """The rows of the table under its heading, as Excel in Russian opens them."""
    [table] = (block for block in document.blocks if isinstance(block, Table))
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([shown(value) for value in row.cells] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def cell(entry: Entry, column: TableColumn) -> Value:
    """What stands in a cell; a text can never be taken for a formula."""
    value = CELLS[column.field](entry)
    return neutralise(value.strip()) if isinstance(value, str) else value


def contact_of(entry: Entry) -> str:
    """Of the representative where there is one: the table asks for theirs; otherwise of the person."""
    one = entry.representative
    if one:
        return ", ".join(filter(None, (one.full_name, without_plus(one.phone), one.email)))
    person = entry.row.person
    return ", ".join(filter(None, (without_plus(person.phone), person.email)))


def without_plus(phone: str) -> str:
    """«8 912 …» rather than «+7 912 …», which a spreadsheet takes for the beginning of a formula."""
    return f"8{phone[2:]}" if phone.startswith("+7") else phone


def _ages(row: Participation) -> str:
    low, high = row.wished_age_from, row.wished_age_to
    if low is None and high is None:
        return ""
    if high is None:
        return f"от {low} лет"
    if low is None:
        return f"до {high} лет"
    return f"{low} лет" if low == high else f"{low}–{high} лет"


def _word(words: dict[str, str], code: str) -> str:
    return next((word for word, known in words.items() if known == code), "")


def _of_representative(name: str) -> Shown:
    return lambda entry: getattr(entry.representative, name, "")


def _of_person(name: str) -> Shown:
    return lambda entry: getattr(entry.row.person, name)


def _of_row(name: str) -> Shown:
    return lambda entry: getattr(entry.row, name)


def _topics(name: str) -> Shown:
    return lambda entry: "; ".join(topic.title for topic in getattr(entry.row, name).all())


CELLS: dict[str, Shown] = {
    "number": lambda entry: entry.number,
    "card": lambda entry: entry.row.person_id,
    "full_name": lambda entry: entry.row.person.get_full_name(),
    "birth_year": lambda entry: entry.row.person.birth_on and entry.row.person.birth_on.year,
    "kind": lambda entry: _word(KINDS, entry.row.person.kind),
    "sex": lambda entry: {"f": "ж", "m": "м"}.get(entry.row.person.sex, ""),
    "place": lambda entry: entry.row.person.studies_or_works,
    "phone": lambda entry: without_plus(entry.row.person.phone),
    "contact": contact_of,
    "representative": _of_representative("full_name"),
    "representative_phone": lambda entry: without_plus(getattr(entry.representative, "phone", "")),
    "representative_email": _of_representative("email"),
    "relation": lambda entry: entry.representative and _word(RELATIONS, entry.representative.relation),
    "form": lambda entry: entry.row.form and entry.row.form.title,
    "programme": lambda entry: entry.row.programme and entry.row.programme.title,
    "partner_name": lambda entry: "\n".join(one.name for one in entry.companions),
    "partner_place": lambda entry: "\n".join(one.place for one in entry.companions),
    "wished_age": lambda entry: _ages(entry.row),
    "hours_a_week": lambda entry: entry.row.hours_a_week and float(entry.row.hours_a_week),
    "times": lambda entry: times_in_words(entry.row.times),
    "mode": lambda entry: _word(MODES, entry.row.mode),
    "areas": _topics("areas"),
    "interests": _topics("interests"),
    **{name: _of_person(name) for name in (
        "last_name", "first_name", "patronymic", "birth_on", "class_group", "position", "experience_since",
        "workplace", "email",
    )},
    **{name: _of_row(name) for name in (
        "joined_on", "left_on", "questionnaire_on", "request", "achievements", "interests_text", "capacity",
        "language", "certificate_seen_on", "results", "case_url", "completed_mark",
    )},
}  # fmt: skip
