"""Papers of surveys: the poster with the link, slips, the empty form, the results. Russian by nature."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.calendar import long_date
from core.documents import (
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Row,
    Slip,
    Table,
)

from ..models import CountingRules, Question, Survey
from ..selectors.before_after import Asked
from ..selectors.survey_results import Results, Spread
from ..services.survey_links import MadeLink, address_of
from .changes import change_cells, change_columns, change_notes

Kind = Question.Kind
ANSWERS = {
    Kind.SCALE: "   ".join(str(mark) for mark in range(1, 11)),
    Kind.CONDITION: "0     1     2",
    Kind.YES_NO: "да        нет",
}
MARKS = {Kind.YES_NO: {1: "да", 0: "нет"}, Kind.CONDITION: {0: "не проявляется", 1: "частично", 2: "полностью"}}


def mark_in_words(question: Question, mark: int) -> str:
    return MARKS.get(question.kind, {}).get(mark, str(mark))


def poster(survey: Survey, address: str, *, at: datetime) -> Document:
    """A sheet for the wall: what is asked, the code, the address in letters."""
    text = (
        f"Наведите камеру телефона на код или наберите адрес. Имя не спрашиваем: кто что ответил, не знает никто. "
        f"Ответы принимаем до {long_date(survey.closes_on)}"
    )
    blocks = [
        Heading(survey.title),
        Paragraph(survey.organization.full_name, align="center", indent=False),
        Paragraph("Расскажите, как идёт наставничество. Это займёт пять минут.", align="center", indent=False),
        Slip("Анонимная анкета", text, address, on_the_wall=True),
    ]
    return _document(survey, "Плакат", blocks, at=at, font_size=16)


def slips(survey: Survey, made: Sequence[MadeLink], *, at: datetime) -> Document:
    """A slip for each: the name, the code, the personal address."""
    text = (
        f"{survey.title}. Наведите камеру телефона на код или наберите адрес. Ссылка личная, действует до "
        f"{long_date(survey.closes_on)}, ответить можно один раз."
    )
    blocks: list[Block] = []
    for one in made:
        person = one.invitation.participation.person
        place = f", {person.class_group}" if person.class_group else ""
        blocks.append(Slip(f"{person.get_full_name()}{place}", text, address_of(one.token)))
    blocks.append(Note("Разрежьте по линиям и отдайте каждому только его ссылку."))
    return _document(survey, "Ссылки на анкету", blocks, at=at, font_size=11)


def blank(survey: Survey, *, at: datetime) -> Document:
    """The empty form to be filled on paper."""
    questions = list(survey.template.questions.all())
    head = [] if survey.is_anonymous else [Paragraph("Кто заполняет: ______________________________", indent=False)]
    rows = [
        Row((f"{place}. {question.text}", ANSWERS.get(question.kind, "\n\n")))
        for place, question in enumerate(questions, 1)
    ]
    blocks = [
        Heading(survey.title),
        *([Paragraph(survey.template.intro)] if survey.template.intro else []),
        *head,
        Table([Column("Вопрос", 3), Column("Обведите или напишите", 2, align="center")], rows),
    ]
    return _document(survey, "Бланк анкеты", blocks, at=at, font_size=11)


def results_document(results: Results, compared: Sequence[Asked], earlier: Survey | None, *, at: datetime) -> Document:
    """What the page of results shows, but for the words of single people."""
    survey = results.survey
    blocks: list[Block] = [
        Heading(f"Результаты опроса «{survey.title}»"),
        Paragraph(survey.organization.full_name, align="center", indent=False),
        KeyValues(list(_facts(results))),
    ]
    if results.satisfied is not None:
        blocks.append(Note(rule_in_words(results.rules)))
    if not results.is_shown:
        blocks.append(
            Paragraph("Ответов меньше пяти: распределения не показываются, чтобы никого нельзя было узнать.")
        )
    for spread in results.spreads:
        blocks.append(spread_chart(spread, spread.question.text))
        blocks.append(Note(_summary(spread)))
    if earlier and compared:
        blocks += _compared(compared, earlier)
    return _document(survey, "Результаты опроса", blocks, at=at, font_size=11)


def _facts(results: Results) -> Iterator[tuple[str, object]]:
    survey = results.survey
    yield "Проведён", f"{survey.opens_on:%d.%m.%Y} – {survey.closes_on:%d.%m.%Y}"
    yield "Кого спрашивали", survey.template.get_audience_display()
    yield "Способ", "анонимно" if survey.is_anonymous else "с привязкой ответов к участнику"
    if results.asked:
        yield "Приглашены", results.asked
    yield "Ответили", results.answered
    if results.rate is not None:
        yield "Доля ответивших", f"{_number(results.rate)} %"
    if results.satisfaction is not None:
        yield "Удовлетворены", f"{_number(results.satisfaction)} % ({results.satisfied})"
    if results.total:
        yield "Баллы", f"{results.total[0]} из {results.total[1]}"


def rule_in_words(rules: CountingRules) -> str:
    """By which rule satisfaction was counted, to be defended before anybody."""
    match rules.satisfaction:
        case CountingRules.Satisfaction.CONTINUE:
            rule = "на вопрос о желании продолжить ответил «да»"
        case CountingRules.Satisfaction.MEAN:
            rule = f"средняя всех его оценок не ниже {rules.satisfaction_from} из 10"
        case _:
            rule = f"оценка удовлетворённости совместной работой не ниже {rules.satisfaction_from} из 10"
    share = "от всех приглашённых" if rules.satisfaction_share == CountingRules.Share.ALL else "от ответивших"
    return f"Удовлетворённым считается тот, у кого {rule}; доля посчитана {share}."


def spread_chart(spread: Spread, title: str = "") -> BarChart:
    """How many gave each mark, and what part of all who answered."""
    marks = [mark_in_words(spread.question, mark) for mark in spread.counts]
    numbers = {"Ответов": list(spread.counts.values())}
    return BarChart(title, marks, numbers, number_format="0", with_shares=True)


def _summary(spread: Spread) -> str:
    said = f"Ответили: {spread.answered}."
    if spread.yes is not None:
        return f"{said} «Да»: {_number(spread.yes)} %."
    return f"{said} Средняя оценка: {_number(spread.mean)}." if spread.mean is not None else said


def _compared(compared: Sequence[Asked], earlier: Survey) -> list[Block]:
    rows = [Row((one.after.text, *change_cells(one.change))) for one in compared]
    return [
        Heading("До и после", level=2),
        Paragraph(f"Сравнены ответы одних и тех же людей с опросом «{earlier.title}» от {earlier.opens_on:%d.%m.%Y}."),
        Table([Column("Вопрос", 4), *change_columns()], rows),
        *(Note(line) for line in change_notes()),
    ]


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _document(survey: Survey, title: str, blocks: Sequence[Block], *, at: datetime, font_size: int) -> Document:
    return Document(
        title=f"{title}: {survey.title}",
        blocks=blocks,
        file_name=f"{title} {survey.title} {at:%d.%m.%Y}",
        created_at=at,
        author=survey.organization.full_name,
        font_size=font_size,
    )
