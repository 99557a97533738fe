"""What to look at before saving, said in Russian."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...drafts import ActivityDraft
from .assembly import ActivityUnderWay, SectionUnderWay
from .columns import Column
from .period import Span

ROADMAP = "roadmap"
BY_TEXT, BY_DEADLINES, BY_SCHOOL_YEAR = "из текста документа", "по срокам мероприятий", "учебный год"


@dataclass(frozen=True)
class Doubt:
    """`target` is the place in the draft, as in linting.places; `where` the place in the file; `code` is stable."""

    target: str
    code: str
    message: str
    where: str = ""


def of_title() -> Doubt:
    return Doubt(ROADMAP, "title_assumed", "Название дорожной карты в документе не найдено. Впишите его.")


def of_layout() -> Doubt:
    message = "В файле таблица без линий: графы и строки найдены по расположению текста. Сверьте их с оригиналом."
    return Doubt(ROADMAP, "unruled_table", message)


def of_track() -> Doubt:
    message = "Из названия не видно, о ком дорожная карта: об обучающихся или о педагогах. Укажите направление."
    return Doubt(ROADMAP, "track_assumed", message)


def of_period(period: Span, source: str) -> Doubt:
    first, last = (f"{day:%d.%m.%Y}" for day in period)
    return Doubt(
        ROADMAP, "period_assumed", f"Период в названии не указан, взят {source}: {first} – {last}. Проверьте его."
    )


def of_columns(columns: Sequence[Column]) -> Iterator[Doubt]:
    for column in columns:
        name = f"«{column.header}»" if column.header else f"№ {column.index + 1}"
        if not column.role and column.by != "hand":
            message = f"Графа {name} не распознана, её текст сохранён в примечаниях. Укажите, что в ней."
            yield Doubt(ROADMAP, "column_unknown", message)
        elif column.by == "content":
            yield Doubt(ROADMAP, "column_guessed", f"Графа {name} понята по содержанию. Проверьте, верно ли.")


def of_section(section: SectionUnderWay, target: str) -> Iterator[Doubt]:
    if section.assumed:
        message = "Раздел в документе не назван: мероприятия собраны в один. Впишите название раздела."
        yield Doubt(target, "section_assumed", message, section.where)


def of_activity(row: ActivityUnderWay, activity: ActivityDraft, target: str, *, of_stage: bool) -> Iterator[Doubt]:
    """`of_stage`: the items of a stage's cell, which have numbers by their order there."""
    where = ", ".join(row.where)
    if row.joined:
        message = "Строка разорвана переходом страницы и собрана из частей. Сверьте её с оригиналом."
        yield Doubt(target, "row_joined", message, where)
    if row.doubtful:
        words = ", ".join(f"«{words}»" for words in dict.fromkeys(row.doubtful))
        message = f"Узкая графа разорвала слова: {words}. Если это одно слово, уберите пробел."
        yield Doubt(target, "words_torn", message, where)
    if row.headless:
        yield Doubt(target, "row_torn", "От строки уцелел только конец. Восстановите её по оригиналу.", where)
    if activity.number and not row.number and not of_stage:
        message = f"Номера в строке нет, поставлен {activity.number} по порядку. Сверьте его с оригиналом."
        yield Doubt(target, "number_assumed", message, where)
