"""«Before and after» on paper: the columns, what the interval says and what it does not; stage 2 of the monitoring."""

from collections.abc import Sequence
from datetime import datetime

from core.documents import Column, Document, Heading, Note, Paragraph, Row, Table
from organizations.models import Organization
from participants.models import Participation

from ..selectors.before_after import Assessed
from ..statistics import FEW, Change

ROLES = {Participation.Role.MENTEE: "Наставляемые", Participation.Role.MENTOR: "Наставники"}


def change_columns() -> list[Column]:
    return [
        Column("Число людей", number_format="0"),
        Column("До", number_format="0.0"),
        Column("После", number_format="0.0"),
        Column("Среднее изменение", 1.3, number_format="0.0"),
        Column("95 % интервал", 1.6, align="center"),
        Column("Что говорят числа", 2.5),
    ]


def change_cells(change: Change) -> tuple:
    """The cells of `change_columns`."""
    if not change.is_shown:
        return (change.people, None, None, None, "—", f"меньше {FEW} человек")
    interval = f"от {_signed(change.low)} до {_signed(change.high)}"
    mean = round(change.change, 1)
    return (change.people, round(change.before, 1), round(change.after, 1), mean, interval, verdict(change.direction))


def verdict(direction: int) -> str:
    """In words that promise no more than the interval."""
    return {1: "стало выше", -1: "стало ниже"}.get(direction, "изменение не доказано")


def change_notes() -> list[str]:
    return [
        "Сравниваются только те, у кого есть обе оценки. Интервал построен по распределению Стьюдента для парных "
        "наблюдений: если он целиком по одну сторону от нуля, изменение трудно объяснить случайностью.",
        "Контрольной группы нет, поэтому числа не доказывают, что причина изменения именно наставничество.",
        f"Если людей меньше {FEW}, средние не показываются.",
    ]


def stage_two_document(
    organization: Organization, groups: Sequence[tuple[str, Sequence[Assessed]]], *, at: datetime
) -> Document:
    """Input and final assessments of the participants of an institution, by role."""
    blocks = [
        Heading("Мониторинг программы наставничества. Этап 2"),
        Paragraph(
            "Влияние программы на участников: сравнение входной и итоговой оценки.", align="center", indent=False
        ),
        Paragraph(organization.full_name, align="center", indent=False),
    ]
    for role, rows in groups:
        if rows:
            table = [Row((_title(one), *change_cells(one.change))) for one in rows]
            blocks += [
                Heading(ROLES[role], level=2),
                Table([Column("Параметр", 4), *change_columns()], table, name=ROLES[role]),
            ]
    if len(blocks) == 3:
        blocks.append(Paragraph("Оценок пока нет."))
    blocks += [Note(line) for line in change_notes()]
    return Document(
        title="Мониторинг, этап 2",
        blocks=blocks,
        file_name=f"Мониторинг этап 2 {at:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        orientation="landscape",
        font_size=11,
    )


def _title(one: Assessed) -> str:
    parameter = one.parameter
    less = "; меньше — лучше" if parameter.less_is_better else ""
    return f"{parameter.title} ({parameter.lowest}–{parameter.highest}{less})"


def _signed(value: float) -> str:
    """«+1,2», «−0,4»; nothing is neither."""
    words = f"{value:+.1f}".replace(".", ",").replace("-", "−")
    return "0,0" if words[1:] == "0,0" else words
