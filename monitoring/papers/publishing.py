"""Papers for the site, without anybody's name: local acts, programmes, practices, figures; what the package holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from core.documents import Block, Cell, Column, Document, Heading, Note, Paragraph, Row, Table
from orders.models import Order
from organizations.models import Organization
from pairing.models import CaseStory
from participants.models import Programme

from ..models import CountingRules, Submission
from ..selectors.indicators import Value
from ..selectors.plan_fact import Course
from ..selectors.publishing import LeftOut
from .plan_fact import plan_fact_tables
from .wording import (
    UNKNOWN,
    as_fraction,
    brief,
    figure,
    number_format,
    period_words,
    rules_in_words,
    sentence,
    sources,
)


def _document(organization: Organization, title: str, blocks: Iterable[Block], at: datetime, **options) -> Document:
    return Document(
        title=title, blocks=list(blocks), file_name=title, created_at=at, author=organization.full_name, **options
    )


def _heading(organization: Organization, title: str) -> Heading:
    return Heading(f"{organization.full_name}\n{title}")


def acts_document(organization: Organization, orders: Iterable[Order], on: date, *, at: datetime) -> Document:
    """The requisites of the orders that rule the programme; their texts name employees and stay inside."""
    title = "Локальные нормативные акты о наставничестве"
    columns = [Column("№", 6, align="center"), Column("Приказ", 62), Column("Номер", 16), Column("Дата", 16)]
    rows = [
        Row([number, sentence(f"приказ {each.get_kind_display()}"), each.number, each.signed_on])
        for number, each in enumerate(orders, start=1)
    ]
    blocks = [
        _heading(organization, f"{title}\nпо состоянию на {on:%d.%m.%Y}"),
        Table(columns, rows, name="Приказы"),
        Note("Приведены реквизиты действующих приказов. С текстом можно ознакомиться в учреждении."),
    ]
    return _document(organization, title, blocks, at)


def programmes_document(
    organization: Organization, programmes: Iterable[Programme], on: date, *, at: datetime
) -> Document:
    """The base of programmes (domain.md 1.4)."""
    title = "База программ наставничества"
    columns = [
        Column("№", 4, align="center"), Column("Программа", 22), Column("Форма наставничества", 16),
        Column("Цель", 24), Column("Ожидаемые результаты", 24), Column("Срок", 14), Column("Встреч в месяц", 8),
    ]  # fmt: skip
    rows = [
        Row(
            [
                number, each.title, str(each.form), each.goal, each.expected,
                f"{each.starts_on:%d.%m.%Y} – {each.ends_on:%d.%m.%Y}", each.meetings_a_month,
            ]
        )
        for number, each in enumerate(programmes, start=1)
    ]  # fmt: skip
    heading = _heading(organization, f"{title}\nпо состоянию на {on:%d.%m.%Y}")
    blocks = [heading, Table(columns, rows, name="Программы")]
    return _document(organization, title, blocks, at, orientation="landscape")


def practices_document(organization: Organization, practices: Iterable[CaseStory], *, at: datetime) -> Document:
    """The practices that were found free of names."""
    title = "Практики наставничества"
    blocks: list[Block] = [_heading(organization, title)]
    for case in practices:
        blocks.append(Heading(case.title, level=2, align="left"))
        blocks += [Paragraph(line) for line in case.text.splitlines() if line.strip()]
    return _document(organization, title, blocks, at)


def public_course_document(course: Course, rules: CountingRules, *, at: datetime) -> Document:
    """Plan and fact with small numbers hidden; unsigned, so that it names nobody."""
    last = course.years[-1]
    title = f"Показатели наставничества, план и факт, {last.label} год"
    blocks = [
        _heading(course.organization, f"Показатели наставничества: план и факт\nна {last.as_of:%d.%m.%Y}"),
        *plan_fact_tables(course),
        _hidden(rules),
        rules_in_words(rules),
        *sources(course.indicators),
    ]
    return _document(course.organization, title, blocks, at, orientation="landscape")


def public_figures_document(
    submission: Submission, values: Sequence[Value], rules: CountingRules, *, at: datetime
) -> Document:
    """The figures that were accepted last, small ones hidden, without the comments to them."""
    columns = [
        Column("Показатель", 46), Column("Числитель", 14, align="right"), Column("Знаменатель", 14, align="right"),
        Column("Значение", 13, align="right"), Column("План", 13, align="right"),
    ]  # fmt: skip
    title = f"Отчётные показатели наставничества, {submission.period.title}"
    blocks = [
        _heading(submission.organization, f"Показатели наставничества\n{period_words(submission.period)}"),
        Table(columns, [Row(list(_figures(value))) for value in values], name="Показатели"),
        _hidden(rules),
        *sources(value.indicator for value in values),
    ]
    return _document(submission.organization, title, blocks, at)


def _figures(value: Value) -> Iterator[object]:
    each, of = value.indicator, number_format(value.indicator)
    yield brief(each)
    yield figure(value.numerator)
    yield figure(value.denominator) if each.is_share else ""
    yield Cell(as_fraction(each, value.value), number_format=of)
    yield Cell(as_fraction(each, value.target), number_format=of)


def _hidden(rules: CountingRules) -> Note:
    why = f"за числом стоит менее {rules.masked_below} человек, и оно не публикуется"
    return Note(f"«{UNKNOWN}» – данных нет или {why}.")


def contents_document(
    organization: Organization, included: Sequence[str], left_out: Sequence[LeftOut], on: date, *, at: datetime
) -> Document:
    """For those who publish: what the package holds, what is left out and why."""
    title = "Состав пакета для сайта"
    papers = [Row([number, name]) for number, name in enumerate(included, start=1)]
    reasons = [Row([each.what, each.number or "", each.why]) for each in left_out]
    blocks = [
        _heading(organization, f"{title}\nсформирован {on:%d.%m.%Y}"),
        Heading("Можно публиковать", level=2, align="left"),
        Table([Column("№", 8, align="center"), Column("Документ", 92)], papers, name="Можно публиковать"),
        Heading("Не публикуется", level=2, align="left"),
        Table(
            [Column("Документ", 34), Column("Сколько", 12, align="center"), Column("Почему", 54)],
            reasons,
            name="Не публикуется",
        ),
        Note("Прочитайте каждый документ перед размещением: за его содержание отвечает учреждение."),
    ]
    return _document(organization, title, blocks, at)
