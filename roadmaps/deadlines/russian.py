"""Russian for explanations: months in their cases, numbers in the genitive, agreement with a number."""

from datetime import date

MONTHS = (
    ("январь", "января", "январе"), ("февраль", "февраля", "феврале"), ("март", "марта", "марте"),
    ("апрель", "апреля", "апреле"), ("май", "мая", "мае"), ("июнь", "июня", "июне"), ("июль", "июля", "июле"),
    ("август", "августа", "августе"), ("сентябрь", "сентября", "сентябре"), ("октябрь", "октября", "октябре"),
    ("ноябрь", "ноября", "ноябре"), ("декабрь", "декабря", "декабре"),
)  # fmt: skip
# «каждый» in its gender · accusative · nominative
WEEKDAYS = (
    ("каждый", "понедельник", "понедельник"), ("каждый", "вторник", "вторник"), ("каждую", "среду", "среда"),
    ("каждый", "четверг", "четверг"), ("каждую", "пятницу", "пятница"), ("каждую", "субботу", "суббота"),
    ("каждое", "воскресенье", "воскресенье"),
)  # fmt: skip
FEMININE = (2, 4, 5)
ORDINALS = {1: "перв", 2: "втор", 3: "трет", 4: "четверт", 5: "пят", -1: "последн"}
# one · two (genitive singular) · many (genitive plural) · after a genitive number
UNITS = {
    "hour": ("час", "часа", "часов"), "day": ("день", "дня", "дней"), "week": ("неделя", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"), "quarter": ("квартал", "квартала", "кварталов"),
    "halfyear": ("полгода", "полугодия", "полугодий"), "year": ("год", "года", "лет"),
    "term": ("четверть", "четверти", "четвертей"),
}  # fmt: skip
IN_UNIT = {
    "day": "в день", "week": "в неделю", "month": "в месяц", "quarter": "в квартал", "halfyear": "в полугодие",
    "year": "в год", "term": "в четверть",
}  # fmt: skip
GENITIVE = {
    1: "одного", 2: "двух", 3: "трёх", 4: "четырёх", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 9: "девяти",
    10: "десяти",
}  # fmt: skip
FEMININE_GENITIVE = {1: "одной"}


def day(on: date, *, year: bool = True) -> str:
    """«15 апреля 2022 года»"""
    return f"{on.day} {MONTHS[on.month - 1][1]}" + (f" {on.year} года" if year else "")


def genitive(count: int, unit: str) -> str:
    """A number of units in the genitive: «одного раза» is not here, «двух недель», «месяца» is `count` 1."""
    if count == 1 and unit != "year":  # «в течение года» means the whole of a year
        return UNITS[unit][1]
    one = FEMININE_GENITIVE if unit in ("week", "term") else {}
    word = one.get(count) or GENITIVE.get(count, str(count))
    return f"{word} {UNITS[unit][1 if count % 10 == 1 and count % 100 != 11 else 2]}"


def counted(count: int, unit: str) -> str:
    """A number of units in the accusative: «2 недели», «5 дней», «1 месяц»."""
    one, two, many = UNITS[unit]
    one = {"неделя": "неделю"}.get(one, one)
    if count == 1:
        return one
    if count % 10 == 1 and count % 100 != 11:
        return f"{count} {one}"
    return f"{count} {two if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many}"


def times(count: int) -> str:
    """«1 раз», «2 раза», «5 раз»"""
    return f"{count} {'раза' if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 'раз'}"


def times_genitive(count: int) -> str:
    """«одного раза», «двух раз», «12 раз»"""
    return f"{GENITIVE.get(count, count)} {'раза' if count % 10 == 1 and count % 100 != 11 else 'раз'}"


def listed(parts: list[str]) -> str:
    """«а, б и в»"""
    return " и ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
