"""How a methodologist may call the cells of her template, so that nothing has to be bound by hand.

    период  дата  итого_1_процент  план_1  ОО_наименование  ОО_1_числитель  итого_пар

A name is read without regard to case, «ё» and dots; «название», «школа», «доля» and the like are understood. Numbers
are those of the indicators: 5.1 is written 5_1.
"""

import re

SYNONYMS = {
    "название": "наименование", "школа": "оо", "школы": "оо", "учреждение": "оо", "учреждения": "оо",
    "организация": "оо", "доля": "процент", "значение": "процент", "всего": "итого", "сумма": "итого",
    "мо": "муниципалитет", "территория": "муниципалитет", "факт": "процент", "ч": "числитель", "з": "знаменатель",
}  # fmt: skip
PARTS = {"numerator": "числитель", "denominator": "знаменатель", "value": "процент"}
SINGLE = {
    "period.title": "период",
    "period.starts_on": "начало_периода",
    "period.as_of": "дата",
    "made_on": "дата_составления",
    "owner.short_name": "муниципалитет",
    "owner.full_name": "муниципалитет_полностью",
    "answers.expected": "ждали_отчётов",
    "answers.submitted": "сдали",
    "answers.accepted": "принято",
    "answers.missing": "не_сдали",
}
EACH = {
    "number": "номер", "full_name": "наименование_полное", "short_name": "наименование", "kind": "тип",
    "place": "место", "code": "код", "state": "состояние", "submitted_on": "дата_подачи", "problems": "проблемы",
    "as_of": "дата", "period": "период", "municipality": "муниципалитет",
}  # fmt: skip
COUNTS = {
    "child_mentees": "детей_наставляемых", "child_mentors": "детей_наставников",
    "young_teacher_mentees": "молодых_специалистов", "learners": "обучающихся", "mentees": "наставляемых",
    "mentors": "наставников", "trained_mentors": "обученных_наставников", "pairs": "пар", "plans": "программ",
    "completed_plans": "завершённых_программ", "cases": "кейсов", "partners": "партнёров",
    "mentoring_partners": "предприятий", "teaching_institutions": "оо_с_наставничеством_педагогов",
    "asked_mentees": "опрошено_наставляемых", "satisfied_mentees": "удовлетворено_наставляемых",
    "asked_mentors": "опрошено_наставников", "satisfied_mentors": "удовлетворено_наставников",
}  # fmt: skip
WORD = re.compile(r"[^\W_]+")


def plain_name(name: str) -> str:
    """The name as it is compared: «Школа.Название» and «ОО_наименование» are one."""
    words = WORD.findall(name.casefold().replace("ё", "е"))
    return "_".join(SYNONYMS.get(word, word) for word in words)


def name_of(code: str, number: str = "") -> str:
    """How a figure is called. `number` is that of the indicator, where the code speaks of one."""
    if code in SINGLE:
        return SINGLE[code]
    whose, _dot, rest = code.partition(".")
    first = {"each": "ОО", "total": "итого", "territory": "муниципалитет", "plan": "план", "sum": "итого"}[whose]
    if rest.startswith("count."):
        return f"{first}_{COUNTS[rest.removeprefix('count.')]}"
    if rest in EACH:
        return f"{first}_{EACH[rest]}"
    if not number:
        return f"{first}_{rest.replace('.', '_').replace('-', '_')}"
    part = PARTS.get(rest.rpartition(".")[2], "")
    return "_".join(filter(None, (first, number.replace(".", "_"), part)))
