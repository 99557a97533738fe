"""Readiness: the nineteen documents of domain.md 1.10, by institution or, for one institution, by document."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from core.documents import Block, Cell, Column, Document, Heading, Note, Paragraph, Row, Table
from organizations.models import Organization
from roadmaps.papers.people import executor_note, head_signature
from roadmaps.papers.wording import counted

from ..models import DocumentMark, RequiredDocument
from ..selectors.readiness import MISSING, PARTIAL, PRESENT, Standing
from .wording import sentence

Readiness = dict[int, dict[RequiredDocument, Standing]]
Mark = DocumentMark.Standing

WORDS = {
    PRESENT: ("есть", "done"),
    PARTIAL: ("частично", "in_progress"),
    MISSING: ("нет", "overdue"),
    Mark.ELSEWHERE: ("есть вне системы", "done"),
    Mark.NOT_NEEDED: ("не требуется", "not_started"),
}
SIGNS = {PRESENT: "+", PARTIAL: "±", MISSING: "–", Mark.ELSEWHERE: "+", Mark.NOT_NEEDED: "×"}
DEFINITIONS = (
    "Наличие определено по данным учёта на отчётную дату: подписанным приказам, утверждённой дорожной карте, банкам, "
    "согласиям, планам, соглашениям, журналу встреч, анкетам и сданным отчётам; документ, который ведётся вне "
    "системы, отмечает учреждение. «Частично» – оформлено не для всех или не в полном составе."
)
MOST_NAMED = 10
LEGEND = "«+» – есть, «±» – частично, «–» – нет, «×» – не требуется."


def readiness_document(
    owner: Organization, organizations: Sequence[Organization], ready: Readiness, on: date, *, at: datetime
) -> Document:
    """A matrix for those above, a list with the grounds for an institution itself."""
    single = [owner] == list(organizations)
    title = f"Наличие документов программы наставничества на {on:%d.%m.%Y}"
    return Document(
        title=title,
        blocks=list(_blocks(owner, organizations, ready, on, single)),
        file_name=f"{title} {owner.short_name}",
        created_at=at,
        author=owner.full_name,
        orientation="portrait" if single else "landscape",
    )


def _blocks(owner, organizations, ready: Readiness, on: date, single: bool) -> Iterator[Block]:
    yield Heading(f"{owner.full_name}\nНаличие документов программы наставничества\nпо состоянию на {on:%d.%m.%Y}")
    if single:
        yield documents_table(ready[owner.pk])
    elif organizations:
        yield matrix(organizations, ready)
        yield Note(LEGEND)
        yield legend_of_numbers()
        yield from lacking(organizations, ready)
    else:
        yield Paragraph("Учреждений нет.")
    yield Note(DEFINITIONS)
    yield head_signature(owner)
    yield from executor_note(owner)


def documents_table(standings: dict[RequiredDocument, Standing]) -> Table:
    """Every document of one institution, or those given, with what shows it."""
    columns = [
        Column("№", 6, align="center"),
        Column("Документ", 44),
        Column("Наличие", 18, align="center"),
        Column("Чем подтверждается", 32),
    ]
    rows = []
    for document, standing in standings.items():
        words, tint = WORDS[standing.state]
        rows.append(Row([document.value, sentence(document.label), Cell(words, status=tint), standing.ground]))
    return Table(columns, rows, name="Документы")


def matrix(organizations: Sequence[Organization], ready: Readiness) -> Table:
    """Institutions × documents by their numbers, and how many of them are there."""
    columns = [
        Column("№", 4, align="center"),
        Column("Учреждение", 24),
        *(Column(str(each.value), 3.4, align="center", group="Документы") for each in RequiredDocument),
        Column("Готово", 8, align="center"),
    ]
    rows = [
        Row([number, each.short_name, *_signs(ready[each.pk]), _share(ready[each.pk])])
        for number, each in enumerate(organizations, start=1)
    ]
    present = [sum(ready[each.pk][document].is_ready for each in organizations) for document in RequiredDocument]
    rows.append(Row(["", "Есть у учреждений", *present, ""], kind="total"))
    return Table(columns, rows, name="Готовность", frozen_columns=2)


def _signs(standings: dict[RequiredDocument, Standing]) -> list[Cell]:
    return [Cell(SIGNS[each.state], status=WORDS[each.state][1]) for each in standings.values()]


def _share(standings: dict[RequiredDocument, Standing]) -> str:
    return f"{sum(each.is_ready for each in standings.values())} из {len(standings)}"


def legend_of_numbers() -> Note:
    """Which document is which number."""
    return Note("; ".join(f"{each.value} – {each.label}" for each in RequiredDocument) + ".")


def lacking(organizations: Sequence[Organization], ready: Readiness) -> Iterator[Paragraph]:
    """Which documents nobody has, and who lacks those that others have."""
    without = {
        document: [each.short_name for each in organizations if ready[each.pk][document].state == MISSING]
        for document in RequiredDocument
    }
    nobodys = [str(document.label) for document, names in without.items() if len(names) == len(organizations)]
    if nobodys:
        yield Paragraph(f"Нет ни у одного учреждения: {'; '.join(nobodys)}.")
    for document, names in without.items():
        if 0 < len(names) < len(organizations):
            yield Paragraph(f"{sentence(document.label)} – нет: {_named(names)}.")


def _named(names: list[str]) -> str:
    """By name while they are few."""
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return counted(len(names), "учреждение", "учреждения", "учреждений")
