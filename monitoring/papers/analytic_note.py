"""The analytic note (аналитическая справка) of a territory: tables filled, places left for what people have to say."""

from collections.abc import Iterator
from datetime import datetime

from core.documents import Block, Document, Heading, Note, Paragraph
from core.documents.values import shown
from roadmaps.papers.people import executor_note, head_signature

from ..selectors.consolidation import Consolidation, Whole
from ..selectors.plan_fact import Course
from .consolidated import summary
from .plan_fact import answers_behind, plan_fact_tables
from .readiness import LEGEND, Readiness, lacking, legend_of_numbers, matrix
from .totals import repeats, totals_table
from .wording import (
    SHARE,
    as_fraction,
    missing_words,
    outside_sources,
    period_words,
    rules_in_words,
    sources,
    titled,
)

PLACES = {
    "practice": "[Впишите: какие практики наставничества сложились, чем полезны другим учреждениям.]",
    "problems": "[Впишите: что мешает, почему, что уже предпринято.]",
    "measures": "[Впишите: управленческие решения, сроки, ответственные.]",
}


def analytic_note(found: Consolidation, course: Course, ready: Readiness, *, at: datetime) -> Document:
    """The note for a period. `ready` is the readiness of the organisations of the lines."""
    owner = found.period.organization
    title = f"Аналитическая справка о реализации целевой модели наставничества: {found.period.title}"
    return Document(
        title=title,
        blocks=list(_blocks(found, course, ready)),
        file_name=f"Аналитическая справка {found.period.code} {owner.short_name}",
        created_at=at,
        author=owner.full_name,
        orientation="landscape",
    )


def _blocks(found: Consolidation, course: Course, ready: Readiness) -> Iterator[Block]:
    owner, organizations = found.period.organization, [line.organization for line in found.lines]
    yield Heading(
        f"{owner.full_name}\nАналитическая справка\nо реализации целевой модели наставничества\n"
        f"{period_words(found.period)}"
    )
    yield _heading(1, "Кто отчитался")
    yield Paragraph(summary(found))
    yield from missing_words(found.missing, found.not_accepted)
    yield _heading(2, "Достижение показателей")
    yield from _findings(found.wholes)
    yield totals_table(found)
    yield from outside_sources(found.outside)
    yield from repeats(found)
    yield _heading(3, "Динамика")
    yield from plan_fact_tables(course)
    yield from answers_behind(course, found.rules)
    yield _heading(4, "Документы программ наставничества")
    if organizations:
        yield matrix(organizations, ready)
        yield Note(LEGEND)
        yield legend_of_numbers()
        yield from lacking(organizations, ready)
    yield _heading(5, "Практики и достижения")
    yield Paragraph(PLACES["practice"], italic=True)
    yield _heading(6, "Проблемы и их причины")
    yield from _problems(found)
    yield Paragraph(PLACES["problems"], italic=True)
    yield _heading(7, "Выводы и решения")
    yield Paragraph(PLACES["measures"], italic=True)
    yield rules_in_words(found.rules)
    yield from sources(found.indicators)
    yield head_signature(owner)
    yield from executor_note(owner)


def _heading(number: int, title: str) -> Heading:
    return Heading(f"{number}. {title}", level=2, align="left")


def _findings(wholes: list[Whole]) -> Iterator[Paragraph]:
    """Which plans are reached and which are not, in words."""
    planned = [each for each in wholes if each.summed.fulfilment is not None]
    reached = [each for each in planned if each.summed.fulfilment >= 1]
    behind = [each for each in planned if each.summed.fulfilment < 1]
    if reached:
        yield Paragraph(f"План года выполнен: {'; '.join(_against_plan(each) for each in reached)}.")
    if behind:
        yield Paragraph(f"План года пока не достигнут: {'; '.join(_against_plan(each) for each in behind)}.")
    if not planned:
        yield Paragraph("Плановые значения на этот год не установлены.")


def _against_plan(whole: Whole) -> str:
    value, plan = (
        shown(as_fraction(whole.indicator, number), SHARE if whole.indicator.is_share else "#,##0")
        for number in (whole.summed.value, whole.summed.target)
    )
    return f"показатель {whole.indicator.number} «{titled(whole.indicator)}» – {value} при плане {plan}"


def _problems(found: Consolidation) -> Iterator[Paragraph]:
    """What the organisations wrote themselves."""
    for line in found.lines:
        if line.submission and line.submission.problems:
            yield Paragraph(f"{line.organization.short_name}: {line.submission.problems}")
