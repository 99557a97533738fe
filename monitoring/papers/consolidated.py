"""The consolidated report of a period: totals, chart, the wide form, people without repeats, what it all rests on."""

from collections.abc import Iterator
from datetime import datetime

from core.documents import Block, Document, Heading, Paragraph
from roadmaps.papers.people import executor_note, head_signature
from roadmaps.papers.wording import counted

from ..selectors.consolidation import Consolidation
from .totals import plan_and_fact, repeats, totals_table
from .wide_form import Readiness, wide_form
from .wording import half_known, missing_words, outside_sources, period_words, rules_in_words, sources


def consolidated_document(found: Consolidation, ready: Readiness, *, at: datetime) -> Document:
    """The report as of the moment. `ready` is the readiness of the organisations of the lines."""
    title = f"Сводный отчёт о реализации целевой модели наставничества: {found.period.title}"
    return Document(
        title=title,
        blocks=list(_blocks(found, ready)),
        file_name=f"Сводный отчёт {found.period.code} {found.period.organization.short_name}",
        created_at=at,
        author=found.period.organization.full_name,
        orientation="landscape",
    )


def _blocks(found: Consolidation, ready: Readiness) -> Iterator[Block]:
    owner = found.period.organization
    yield Heading(
        f"{owner.full_name}\nСводный отчёт о реализации целевой модели наставничества\n{period_words(found.period)}"
    )
    yield wide_form(found, ready)
    yield Heading("Итоги по показателям", level=2, align="left")
    yield Paragraph(summary(found))
    yield from missing_words(found.missing, found.not_accepted)
    yield from half_known(found.left_out)
    yield totals_table(found)
    yield from outside_sources(found.outside)
    yield from plan_and_fact(found)
    yield from repeats(found)
    yield rules_in_words(found.rules)
    yield from sources(found.indicators)
    yield head_signature(owner)
    yield from executor_note(owner)


def summary(found: Consolidation) -> str:
    """How many of those asked have answered."""
    asked = counted(len(found.lines), "организация", "организации", "организаций")
    answered = len(found.lines) - len(found.missing)
    accepted = answered - len(found.not_accepted)
    if found.period.pk is None:
        return f"Период не открывался: показатели подсчитаны по данным учёта, {asked}."
    return f"В отчёте {asked}: сдали отчёт {answered}, из них принято {accepted}."
