"""Plan and fact of an organisation by quarter and by year, as a table and as bars."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from core.documents import BarChart, Block, Cell, Column, Document, Heading, Note, Row, Table
from roadmaps.papers.people import executor_note, head_signature

from ..formulas import names_in
from ..measures.names import BASES
from ..models import CountingRules
from ..selectors.plan_fact import Course, Fact
from .charts import plan_and_fact
from .wording import as_fraction, brief, fulfilled, number_format, rules_in_words, sources


def plan_fact_document(course: Course, rules: CountingRules, *, at: datetime) -> Document:
    """The report as of the moment."""
    last = course.years[-1]
    return Document(
        title=f"Показатели целевой модели наставничества: план и факт, {last.label} год",
        blocks=list(_blocks(course, rules)),
        file_name=f"План и факт {course.organization.short_name} на {last.as_of:%d.%m.%Y}",
        created_at=at,
        author=course.organization.full_name,
        orientation="landscape",
    )


def _blocks(course: Course, rules: CountingRules) -> Iterator[Block]:
    last = course.years[-1]
    yield Heading(
        f"{course.organization.full_name}\nПоказатели целевой модели наставничества: план и факт\n"
        f"по состоянию на {last.as_of:%d.%m.%Y}"
    )
    yield from plan_fact_tables(course)
    yield from answers_behind(course, rules)
    yield rules_in_words(rules)
    yield from sources(course.indicators)
    yield head_signature(course.organization)
    yield from executor_note(course.organization)


def plan_fact_tables(course: Course) -> Iterator[Block]:
    """By quarter, by year, and the bars of the year."""
    yield Heading(f"По кварталам {course.years[-1].label} года", level=2, align="left")
    yield _by_quarter(course)
    yield _origin(course.quarters)
    yield from _bars(course)
    yield Heading("По годам", level=2, align="left")
    yield _by_year(course)
    yield _origin(course.years)


def _by_quarter(course: Course) -> Table:
    last = course.quarters[-1]
    columns = [
        Column("Показатель", 34),
        Column(f"План {last.year}", 10, align="right"),
        *(Column(each.label, 10, align="right", group="Факт нарастающим итогом") for each in course.quarters),
        Column("Выполнение плана", 11, align="right", number_format="0%"),
    ]
    rows = [
        Row(
            [
                brief(each),
                _cell(each, last.values[each.pk].target),
                *(_cell(each, fact.values[each.pk].value) for fact in course.quarters),
                fulfilled(last.values[each.pk]),
            ]
        )
        for each in course.indicators
    ]
    return Table(columns, rows, name="По кварталам")


def _by_year(course: Course) -> Table:
    columns = [Column("Показатель", 34)]
    for each in course.years:
        columns += [Column(words, 9, align="right", group=each.label) for words in ("план", "факт")]
    rows = [
        Row(
            [
                brief(each),
                *(
                    _cell(each, number)
                    for fact in course.years
                    for number in (fact.values[each.pk].target, fact.values[each.pk].value)
                ),
            ]
        )
        for each in course.indicators
    ]
    return Table(columns, rows, name="По годам")


def _cell(indicator, number) -> Cell:
    return Cell(as_fraction(indicator, number), number_format=number_format(indicator))


def _origin(facts: Sequence[Fact]) -> Note:
    """Which figures were accepted, which are sums of answers and which are the product's own count."""
    accepted = [each.label for each in facts if each.accepted]
    summed = [each.label for each in facts if each.summed]
    counted = [f"{each.label} (на {each.as_of:%d.%m.%Y})" for each in facts if not each.accepted and not each.summed]
    parts = []
    if accepted:
        parts.append(f"по принятым отчётам – {', '.join(accepted)}")
    if summed:
        parts.append(f"по сумме сданных отчётов – {', '.join(summed)}")
    if counted:
        parts.append(f"по данным учёта – {', '.join(counted)}")
    return Note(
        f"Источник факта: {'; '.join(parts)}. Прочерк – план не установлен, численность не введена или учёт ещё не "
        "вёлся."
    )


def answers_behind(course: Course, rules: CountingRules) -> Iterator[Note]:
    """How many answers stand behind each quarter of what surveys show: 100 % of four is not 100 % of forty.

    Not for what is published, where small numbers are hidden.
    """
    surveyed = [each for each in course.indicators if each.is_share and names_in(each.denominator) & BASES.keys()]
    if not surveyed:
        return
    by_all = rules.satisfaction_share == CountingRules.Share.ALL
    said = "; ".join(
        f"показатель {each.number} – "
        + ", ".join(f"{_known(fact.values[each.pk].denominator)} ({fact.label})" for fact in course.quarters)
        for each in surveyed
    )
    whom = "участников" if by_all else "ответивших"
    yield Note(f"Число {whom}, от которого взята доля удовлетворённых, нарастающим итогом: {said}.")


def _known(number: Decimal | None) -> str:
    return "нет данных" if number is None else f"{number:.0f}"


def _bars(course: Course) -> Iterator[BarChart]:
    last = course.quarters[-1]
    chart = plan_and_fact(
        f"План и факт на {last.as_of:%d.%m.%Y}", [last.values[each.pk] for each in course.indicators]
    )
    if chart:
        yield chart
