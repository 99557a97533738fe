"""The plan that is proposed for a pair: sections and items from its programme, its form, the mentees' requests.

Russian by nature (domain.md 2.6); the curator and the mentor edit it. No name stands in it: the paper adds the people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from participants.models import Participation
from participants.models.reference import Track

from .models import Pairing

WEEK = timedelta(days=7)
TITLES = {
    Track.TEACHERS: "Персонализированная программа наставничества",
    Track.STUDENTS: "Индивидуальный план развития наставляемого",
}
GROUP_TITLE = "План развития наставнической группы"
GOALS = {
    Track.TEACHERS: "Помочь наставляемому в профессиональном становлении и преодолении выявленных затруднений.",
    Track.STUDENTS: "Помочь наставляемому в решении его запроса и раскрытии личностного потенциала.",
}
TASKS = {
    Track.TEACHERS: (
        "Выявить профессиональные затруднения и сильные стороны наставляемого.",
        "Оказать методическую помощь в планировании и проведении занятий.",
        "Подвести итоги и определить направления дальнейшего роста.",
    ),
    Track.STUDENTS: (
        "Уточнить запрос наставляемого и его сильные стороны.",
        "Поставить достижимые шаги и пройти их вместе.",
        "Подвести итоги и определить дальнейшие шаги.",
    ),
}
EXPECTED = {
    Track.TEACHERS: "Затруднения устранены (сравнение входной и итоговой диагностики); план выполнен не менее чем на "
    "80 %.",
    Track.STUDENTS: "Запрос решён (самооценка наставляемого в начале и в конце работы); план выполнен не менее чем на "
    "80 %.",
}
CRITERIA = (
    "Учёт встреч; ежемесячная обратная связь куратору; доля выполненных пунктов плана; анкетирование участников в "
    "начале и в конце работы."
)
MODES = {
    Participation.Mode.ANY: "очно и дистанционно",
    Participation.Mode.IN_PERSON: "очно",
    Participation.Mode.REMOTE: "дистанционно",
}
# what is done, with which result, at which share of the period it is due
STEPS = {
    Track.STUDENTS: (
        ("Встреча-знакомство: правила и ожидания", "договорённости о совместной работе", 0.03),
        ("Пробная рабочая встреча: одна небольшая задача", "первый результат", 0.08),
        ("Встреча-планирование: цели, сроки, шаги", "согласованный план", 0.12),
        ("Первое задание по запросу наставляемого", "выполненное задание", 0.3),
        ("Промежуточное обсуждение: что получается, что мешает", "уточнённый план", 0.5),
        ("Самостоятельная работа (проект) наставляемого", "готовая работа", 0.8),
        ("Итоговая встреча, анкеты и рефлексия", "подведённые итоги", 1),
    ),
    Track.TEACHERS: (
        ("Встреча-знакомство, входная диагностика затруднений", "лист диагностики", 0.04),
        ("Пробная рабочая встреча: разбор одного занятия", "рекомендации наставника", 0.08),
        ("Встреча-планирование: цели, сроки, график взаимопосещений", "согласованный план", 0.12),
        ("Посещение занятий наставника наставляемым с анализом", "листы анализа занятий", 0.3),
        ("Посещение занятий наставляемого наставником с анализом", "листы анализа занятий", 0.5),
        ("Промежуточное подведение итогов", "справка куратору", 0.55),
        ("Открытое занятие или методическая разработка наставляемого", "методический материал", 0.85),
        ("Итоговая диагностика, анкеты, рефлексия", "отчёт о реализации программы", 1),
    ),
}


@dataclass(frozen=True)
class ItemDraft:
    """A row of a plan before it is one."""

    what: str
    due_on: date | None = None
    expected: str = ""


def sections_for(pairing: Pairing) -> dict[str, str]:
    """The title and the sections of a plan, by field, for a pair with `members` (selectors.standing.with_people)."""
    track, programme = pairing.form.track, pairing.programme
    mentees = [member.mentee for member in pairing.members if member.left_on is None]
    title = GROUP_TITLE if len(mentees) > 1 and track == Track.STUDENTS else TITLES[track]
    areas = sorted({topic.title for mentee in mentees for topic in mentee.areas.all()})
    return {
        "title": title,
        "grounds": _grounds(pairing),
        "problem": "\n".join(filter(None, (mentee.request.strip() for mentee in mentees))),
        "goal": (programme.goal if programme else "") or GOALS[track],
        "tasks": "\n".join(TASKS[track]),
        "directions": _sentence(areas),
        "schedule": _schedule(pairing),
        "expected": (programme.expected if programme else "") or EXPECTED[track],
        "criteria": CRITERIA,
    }


def items_for(pairing: Pairing) -> list[ItemDraft]:
    """The usual steps, spread over the period of the pair on working days of the week."""
    days = (pairing.last_day - pairing.starts_on).days
    return [
        ItemDraft(what, _weekday(pairing.starts_on + timedelta(days=round(days * share)), pairing.last_day), expected)
        for what, expected, share in STEPS[pairing.form.track]
    ]


def _weekday(day: date, last_day: date) -> date:
    """The day or the Monday after a week-end, but never after the end of the pair."""
    return min(day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() > 4 else day, last_day)


def _grounds(pairing: Pairing) -> str:
    said = [f"Приказ {pairing.order.reference}."] if pairing.order and pairing.order.number else []
    if pairing.programme:
        said.append(f"Программа наставничества «{pairing.programme}».")
    return " ".join([*said, "Согласия участников."])


def _schedule(pairing: Pairing) -> str:
    norm = pairing.programme.meetings_a_month if pairing.programme else 2
    mode = MODES[pairing.mentor.mode]
    return f"Встречи не реже {norm} раз в месяц, {mode}; день и время участники согласуют между собой."


def _sentence(words: Iterable[str]) -> str:
    text = "; ".join(words)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
