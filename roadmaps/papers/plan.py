"""The roadmap as paper: stamps, title, the table in the columns of the source documents, signatures (domain.md 6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from core.documents import Block, Column, Document, Heading, Row, Steps, Table
from core.documents.tables import Value

from ..models import Activity, Roadmap, Section
from .stamps import foot_signatures, head_stamps
from .wording import responsible_names, responsible_positions, unbroken, unbroken_years


@dataclass(frozen=True)
class Field:
    """A column of the paper and what an activity has for it; `optional` ones stand only where some row fills them."""

    column: Column
    value: Callable[[Activity], Value]
    optional: bool = False


def roadmap_document(roadmap: Roadmap, *, as_annex: bool = False, without_names: bool = False) -> Document:
    """The plan as it is approved, as the annex of the order that approves it, or with positions instead of names.

    Rows not fetched yet cost four queries whatever their number.
    """
    prefetch_related_objects([roadmap], "stamps", "sections__activities__responsible")
    return Document(
        title=roadmap.title,
        blocks=list(_blocks(roadmap, as_annex, without_names)),
        file_name=f"Дорожная карта {roadmap.organization.short_name} {_span(roadmap)}",
        created_at=roadmap.created_at,
        author=roadmap.organization.full_name,
        orientation="landscape",
        footer="" if roadmap.state in (Roadmap.State.APPROVED, Roadmap.State.ARCHIVED) else "Проект",
    )


def _span(roadmap: Roadmap) -> str:
    start, end = roadmap.period_from.year, roadmap.period_to.year
    return f"{start}" if start == end else f"{start}-{end}"


def _blocks(roadmap: Roadmap, as_annex: bool, without_names: bool) -> Iterator[Block]:
    if stamps := head_stamps(roadmap, as_annex=as_annex, without_names=without_names):
        yield stamps
    yield Heading(unbroken_years(roadmap.title))
    yield _table(roadmap, responsible_positions if without_names else responsible_names)
    if not without_names:
        yield from foot_signatures(roadmap)


def _table(roadmap: Roadmap, responsible: Callable[[Activity], str]) -> Table:
    activities = [activity for section in roadmap.sections.all() for activity in section.activities.all()]
    known = _fields(activities, responsible)
    fields = [field for field in known if not field.optional or any(map(field.value, activities))]
    return Table(
        columns=[field.column for field in fields],
        rows=[row for section in roadmap.sections.all() for row in _section_rows(section, fields)],
        name="Дорожная карта",
    )


def _fields(activities: list[Activity], responsible: Callable[[Activity], str]) -> list[Field]:
    deadline = "Сроки / место проведения" if any(activity.place for activity in activities) else "Срок реализации"
    return [
        Field(Column("№ п/п", 6, align="center"), lambda activity: activity.number),
        Field(Column("Наименование мероприятия", 36), _wording),
        Field(Column(deadline, 18), _deadline),
        Field(Column("Ответственный исполнитель", 18), responsible, optional=True),
        Field(Column("Результат. Вид документа", 22), _result, optional=True),
    ]


def _section_rows(section: Section, fields: list[Field]) -> Iterator[Row]:
    yield Row([str(section)], kind="section")
    stage = " этапа" if section.title.lower().startswith("этап") else ""
    if section.goal:
        yield Row([f"Задача{stage} – {section.goal}"], kind="note")
    if section.result:
        yield Row([f"Результат{stage} – {section.result}"], kind="note")
    for activity in section.activities.all():
        yield Row([field.value(activity) for field in fields])


def _wording(activity: Activity) -> Value:
    lead = "\n".join(filter(None, (activity.title, activity.note)))
    return Steps(lead, activity.steps) if activity.steps else lead


def _deadline(activity: Activity) -> str:
    return "\n".join(filter(None, (activity.deadline, activity.place)))


def _result(activity: Activity) -> str:
    return unbroken(activity.result) or activity.get_document_kind_display()
