"""A personalised programme on paper, by the sections of domain.md 2.6; the answers of the order that approves some.

Russian by nature. Learners have the columns of an individual plan, teachers those of a programme with signatures.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from core.documents import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Stamp,
    Stamps,
    Table,
)
from orders.papers import issued
from organizations.models import User
from participants.models import Person
from participants.models.people import ADULT
from participants.models.reference import Track

from ..models import IndividualPlan, Pairing, PlanItem
from .changes import common_answers

SECTIONS = (
    ("grounds", "Основания"),
    ("problem", "Описание проблемы, выявленные затруднения"),
    ("goal", "Цель"),
    ("tasks", "Задачи"),
    ("directions", "Направления работы"),
    ("schedule", "График и режим встреч"),
)
AFTER = (("expected", "Планируемые результаты"), ("criteria", "Мониторинг и критерии"))
SUMMARY = ("summary", "Итоги реализации, рекомендации")
EMPTY = "________________________________________________________________"
STUDENT_COLUMNS = (
    Column("№", 1), Column("Проект, задание", 6), Column("Срок", 2.4), Column("Планируемый результат", 4),
    Column("Фактический результат", 4), Column("Оценка наставника", 2.2),
)  # fmt: skip
TEACHER_COLUMNS = (
    Column("№", 1), Column("Мероприятие, содержание", 6), Column("Срок", 2.4), Column("Форма (результат)", 4),
    Column("Отметка о выполнении", 4), Column("Подпись", 2),
)  # fmt: skip


def plan_document(plan: IndividualPlan, pairing: Pairing, *, on: date, at: datetime) -> Document:
    """The plan of a pair with `members` (selectors.standing.with_people)."""
    blocks: list[Block] = [Stamps(right=[_stamp(plan)]), Heading(plan.title), *_people(pairing)]
    number = 0
    for number, (name, heading) in enumerate(SECTIONS, start=1):
        blocks += _section(number, heading, getattr(plan, name))
    blocks += [Heading(f"{number + 1}. План мероприятий", level=3, align="left"), _table(plan, pairing)]
    for place, (name, heading) in enumerate((*AFTER, SUMMARY), start=number + 2):
        blocks += _section(place, heading, getattr(plan, name) or (EMPTY if name == "summary" else ""))
    blocks.append(_signatures(pairing, on))
    return Document(
        title=plan.title,
        blocks=blocks,
        file_name=f"{plan.title} № {pairing.pk}",
        created_at=at,
        author=pairing.organization.full_name,
    )


def approval_answers(pairs: Sequence[Pairing], *, by: User) -> dict[str, Any]:
    """For `approve_programme`: the plans of these pairs (with `plan` and `members`)."""
    rows = [
        [
            pair.plan.title,
            pair.form.title,
            f"{pair.mentor.person.get_full_name()} – {_mentees(pair)}",
            f"{pair.starts_on:%d.%m.%Y} – {pair.last_day:%d.%m.%Y}",
        ]
        for pair in pairs
    ]
    return {
        **common_answers("approve_programme", pairs, by=by, readers=[pair.mentor for pair in pairs]),
        "sort": "personal" if any(pair.form.track == Track.TEACHERS for pair in pairs) else "individual",
        "start": min(pair.starts_on for pair in pairs).isoformat(),
        "end": max(pair.last_day for pair in pairs).isoformat(),
        "programmes": rows,
    }


def _stamp(plan: IndividualPlan) -> Stamp:
    if plan.is_approved:
        return Stamp(["УТВЕРЖДЕНО", f"приказом {' '.join(issued(plan.order))}"])
    return Stamp(["УТВЕРЖДЕНО", "приказом от ____________ № ______"])


def _people(pairing: Pairing) -> Iterator[Block]:
    several = len(pairing.members) > 1
    facts: list[tuple[str, object]] = [
        ("Организация", pairing.organization.full_name),
        ("Наставник", _with_place(pairing.mentor.person)),
        ("Наставляемые" if several else "Наставляемый", "; ".join(_with_place(person) for person in _of(pairing))),
        ("Форма наставничества", pairing.form.title),
    ]
    if pairing.kind:
        facts.append(("Вид наставничества", pairing.kind.title))
    if pairing.programme:
        facts.append(("Программа", pairing.programme.title))
    facts.append(("Срок реализации", f"с {pairing.starts_on:%d.%m.%Y} по {pairing.last_day:%d.%m.%Y}"))
    yield KeyValues(facts)


def _section(number: int, heading: str, text: str) -> Iterator[Block]:
    """A heading and its lines; an empty section leaves a line to write on."""
    yield Heading(f"{number}. {heading}", level=3, align="left")
    for line in (text or EMPTY).splitlines():
        if line.strip():
            yield Paragraph(line.strip())


def _table(plan: IndividualPlan, pairing: Pairing) -> Table:
    teachers = pairing.form.track == Track.TEACHERS
    columns = TEACHER_COLUMNS if teachers else STUDENT_COLUMNS
    cells = _teacher_cells if teachers else _student_cells
    rows = [Row([place, *cells(item)]) for place, item in enumerate(plan.items.all(), start=1)]
    return Table(columns, rows, name="План мероприятий")


def _student_cells(item: PlanItem) -> list[object]:
    done = f"{item.actual} ({item.done_on:%d.%m.%Y})".strip() if item.done_on else item.actual
    return [item.what, item.due_on, item.expected, done, item.mark or ""]


def _teacher_cells(item: PlanItem) -> list[object]:
    done = f"выполнено {item.done_on:%d.%m.%Y}" if item.done_on else ""
    return [item.what, item.due_on, item.expected, ", ".join(filter(None, (done, item.actual))), ""]


def _signatures(pairing: Pairing, on: date) -> Signatures:
    lines = [Signature("Наставник", _signed(pairing.mentor.person))]
    for person in _of(pairing):
        lines.append(Signature("Наставляемый", _signed(person)))
        if person.kind == Person.Kind.LEARNER and (person.birth_on is None or person.age_on(on) < ADULT):
            lines.append(Signature("Законный представитель", ""))
    return Signatures([*lines, Signature("Куратор программы наставничества", "")])


def _signed(person: Person) -> str:
    """«М. П. Иванова»"""
    initials = " ".join(f"{name[0]}." for name in (person.first_name, person.patronymic) if name)
    return f"{initials} {person.last_name}".strip()


def _of(pairing: Pairing) -> list[Person]:
    return [member.mentee.person for member in pairing.members if member.left_on is None]


def _mentees(pairing: Pairing) -> str:
    return ", ".join(person.get_full_name() for person in _of(pairing))


def _with_place(person: Person) -> str:
    return ", ".join(filter(None, (person.get_full_name(), person.studies_or_works)))
