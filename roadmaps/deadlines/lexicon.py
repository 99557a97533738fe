"""The words of the language: every form of every word that means time, and what it means.

A word is a line in a table: (kind, value, stem, endings). Kinds are the terminals of the grammar (`tokens.py`). To teach the
reader a word, add it here; to teach it an expression of several words, see `idioms.py`.
"""

HARD = "ый ого ому ым ом ая ой ую ое ые ых ыми"
SOFT = "ий его ему им ем яя ей юю ее ие их ими"
MIXED = "ый ий ого его ому ему ым им ом ем ая ой ую ое ее ые ие ых их ыми ими"

MONTHS = (
    (1, "январ", "ь я ю е ем и"), (2, "феврал", "ь я ю е ем и"), (3, "март", "- а у е ом"), (4, "апрел", "ь я ю е ем и"),
    (5, "ма", "й я ю е ем"), (6, "июн", "ь я ю е ем и"), (7, "июл", "ь я ю е ем и"), (8, "август", "- а у е ом"),
    (9, "сентябр", "ь я ю е ем и"), (10, "октябр", "ь я ю е ем и"), (11, "ноябр", "ь я ю е ем и"),
    (12, "декабр", "ь я ю е ем и"),
)  # fmt: skip
MONTH_ABBREVIATIONS = {
    1: "янв", 2: "фев февр", 3: "мар", 4: "апр", 6: "июн", 7: "июл", 8: "авг", 9: "сен сент", 10: "окт", 11: "ноя нояб",
    12: "дек",
}  # fmt: skip

WEEKDAYS = (
    (0, "понедельник", "- а у ом е и ов ам"), (1, "вторник", "- а у ом е и ов ам"), (2, "сред", "а ы е у ой ам"),
    (3, "четверг", "- а у ом е и ов ам"), (4, "пятниц", "а ы е у ей ам"), (5, "суббот", "а ы е у ой ам"),
    (6, "воскресень", "е я ю ем ям"),
)  # fmt: skip

UNITS = (
    ("YEAR_WORD", "year", "год", "- а у ом е ы ов ам ах"), ("YEAR_WORD", "year", "лет", "-"),
    ("YEAR_WORD", "year", "г", "-"), ("YEAR_WORD", "year", "гг", "-"),
    ("DAY_WORD", "day", "д", "ень ня ню нем не ни ней ням нях"), ("DAY_WORD", "day", "дн", "-"),
    ("DAY_WORD", "day", "сут", "ки ок кам"),
    ("WEEK_WORD", "week", "недел", "я и ю е ей ь ям ях"), ("WEEK_WORD", "week", "нед", "-"),
    ("MONTH_WORD", "month", "месяц", "- а у ем е ы ев ам ах"), ("MONTH_WORD", "month", "мес", "-"),
    ("QUARTER_WORD", "quarter", "квартал", "- а у ом е ы ов ам ах"), ("QUARTER_WORD", "quarter", "кв", "-"),
    ("HALF_WORD", "halfyear", "полугоди", "е я ю ем и й ям ях"), ("HALF_WORD", "halfyear", "полгода", "-"),
    ("HALF_WORD", "halfyear", "полугод", "а ие"), ("HALF_WORD", "halfyear", "семестр", "- а у ом е ы ов ам"),
    ("HALF_WORD", "halfyear", "полуг", "-"),
    ("TERM_WORD", "term", "четверт", "ь и ью ей ям ях"), ("TERM_WORD", "term", "четв", "-"),
    ("TRIMESTER_WORD", "trimester", "триместр", "- а у ом е ы ов ам"),
    ("DECADE_WORD", "decade", "декад", "а ы е у ой"),
    ("HOUR_WORD", "hour", "час", "- а ов ы"),
)  # fmt: skip

CARDINALS = (
    (1, "один одна одно одного одной одному одну"), (2, "два две двух двум"), (3, "три трех трем"),
    (4, "четыре четырех"), (5, "пять пяти"), (6, "шесть шести"), (7, "семь семи"), (8, "восемь восьми"),
    (9, "девять девяти"), (10, "десять десяти"), (12, "двенадцать двенадцати"), (14, "четырнадцать четырнадцати"),
    (15, "пятнадцать пятнадцати"), (20, "двадцать двадцати"), (30, "тридцать тридцати"),
)  # fmt: skip
ORDINALS = (
    (1, "перв", HARD), (2, "втор", "ой " + HARD), (3, "трет", "ий ьего ьему ьим ьем ья ьей ью ье ьи ьих"),
    (4, "четверт", HARD), (5, "пят", HARD), (6, "шест", "ой " + HARD), (7, "седьм", "ой " + HARD),
    (8, "восьм", "ой " + HARD), (9, "девят", HARD), (10, "десят", HARD), (11, "одиннадцат", HARD),
    (12, "двенадцат", HARD), (15, "пятнадцат", HARD), (20, "двадцат", HARD), (25, "двадцатьпят", HARD),
    (30, "тридцат", HARD),
)  # fmt: skip
ROMANS = ((1, "i"), (2, "ii"), (3, "iii"), (4, "iv"), (5, "v"), (6, "vi"))

ADVERBS = (
    ("day", "ежедневн"), ("week", "еженедельн"), ("month", "ежемесячн"), ("quarter", "ежеквартальн"),
    ("halfyear", "ежеполугодн"), ("year", "ежегодн"),
)  # fmt: skip
ADVERB_ABBREVIATIONS = (
    ("day", "ежедн"), ("week", "еженед"), ("month", "ежемес"), ("quarter", "ежекв"), ("quarter", "ежекварт"), ("year", "ежегод"),
)  # fmt: skip
PER_UNIT = (("day", "поденно"), ("week", "понедельно"), ("month", "помесячно"), ("quarter", "поквартально"))

WORDS = (
    ("BY", "by", "до", "-"), ("TO", "by", "к", "- о"), ("UP_TO", "up to", "по", "-"), ("FROM", "from", "с", "- о"),
    ("OF", "of", "от", "-"), ("BETWEEN", "between", "между", "-"), ("IN", "in", "в", "- о"), ("ON", "in", "на", "-"), ("BEFORE", "before", "за", "-"),
    ("AND", "and", "и", "-"), ("AND", "and", "или", "-"), ("AND", "and", "либо", "-"),
    ("EVERY", "every", "кажд", HARD),
    ("LAST", -1, "последн", SOFT),
    ("SCHOOL", "school", "учебн", HARD), ("SCHOOL", "school", "уч", "-"), ("SCHOOL", "school", "учеб", "-"),
    ("SCHOOL", "school", "школьн", HARD),
    ("CALENDAR", "calendar", "календарн", HARD), ("CALENDAR", "calendar", "финансов", HARD),
    ("WORKING", "working", "рабоч", MIXED), ("WORKING", "working", "раб", "-"),
    ("TIMES", "times", "раз", "- а у ов ам"), ("TIMES", "times", "р", "-"),
    ("TWICE", 1, "однажды", "-"), ("TWICE", 1, "единожды", "-"), ("TWICE", 1, "однократно", "-"),
    ("TWICE", 2, "дважды", "-"), ("TWICE", 3, "трижды", "-"), ("TWICE", 4, "четырежды", "-"),
    ("DATE_WORD", "number", "числ", "о а у ом е ам ах"), ("DATE_WORD", "number", "чисел", "-"), ("DATE_WORD", "number", "чис", "-"),
    ("START", "start", "начал", "о а у ом е"), ("MIDDLE", "middle", "середин", "а ы е у"),
    ("END", "end", "кон", "ец ца цу цом це"), ("END", "end", "окончани", "е я ю"), ("END", "end", "завершени", "е я ю"),
    ("HALF_OF", "half", "половин", "а ы е у"),
    ("FOLLOWING", "following", "следующ", MIXED), ("FOLLOWING", "following", "последующ", MIXED),
    ("CURRENT", "current", "текущ", MIXED), ("CURRENT", "current", "сего", "-"), ("CURRENT", "current", "этого", "-"),
    ("CURRENT", "current", "данн", HARD), ("CURRENT", "current", "соответствующ", MIXED),
    ("ALL", "all", "вс", "его ей ех ю е"), ("ALL", "all", "весь", "-"), ("ALL", "all", "цел", HARD),
    ("REPORTED", "reported", "отчетн", HARD),
    ("PERIOD", "period", "период", "- а у ом е ы ов ам"), ("PERIOD", "period", "срок", "- а у ом е и ов ам ах"),
    ("HOLIDAYS", "holidays", "каникул", "- ы ам ах"), ("HOLIDAYS", "holidays", "каникулярн", HARD),
    ("SEASON", "autumn", "осенн", "е " + SOFT), ("SEASON", "winter", "зимн", "е " + SOFT), ("SEASON", "spring", "весенн", "е " + SOFT),
    ("SEASON", "summer", "летн", "е " + SOFT),
    ("SEASON_NOUN", "autumn", "осен", "ь ью и"), ("SEASON_NOUN", "winter", "зим", "а ой у ы"),
    ("SEASON_NOUN", "spring", "весн", "а ой у ы"), ("SEASON_NOUN", "summer", "лет", "о ом а"),
    ("AT_ONCE", "at once", "незамедлительн", "о"), ("AT_ONCE", "at once", "немедленн", "о"), ("AT_ONCE", "at once", "срочно", "-"),
    ("FILLER", "", "врем", "я ени"), ("FILLER", "", "включительно", "-"),
    ("AHEAD", "перед", "перед", "-"), ("AHEAD", "перед", "передо", "-"), ("EVE", "накануне", "накануне", "-"), ("EVE", "накануне", "канун", "-"),
    ("THROUGH", "through", "через", "-"), ("THROUGH", "through", "спустя", "-"),
)  # fmt: skip

DURATION_PREFIXES = (
    (1, "одно"), (1, ""), (2, "двух"), (3, "трех"), (4, "четырех"), (5, "пяти"), (6, "шести"), (7, "семи"), (10, "десяти"),
    (14, "четырнадцати"), (15, "пятнадцати"), (30, "тридцати"),
)  # fmt: skip
DURATION_ADJECTIVES = (
    ("day", "дневн"),
    ("week", "недельн"),
    ("month", "месячн"),
    ("year", "годичн"),
    ("year", "годовой"),
)


def _forms(stem: str, endings: str) -> list[str]:
    return [stem + ("" if ending == "-" else ending) for ending in endings.split()]


def _ordinal_kind(value: int) -> str:
    return "ORD_1_2" if value <= 2 else "ORD_3_4" if value <= 4 else "ORD_OTHER"


def _entries():
    for value, stem, endings in MONTHS:
        yield "MONTH", value, _forms(stem, endings)
    for value, abbreviations in MONTH_ABBREVIATIONS.items():
        yield "MONTH", value, abbreviations.split()
    for value, stem, endings in WEEKDAYS:
        yield "WEEKDAY", value, _forms(stem, endings)
    for kind, value, stem, endings in UNITS + WORDS:
        yield kind, value, _forms(stem, endings)
    for value, forms in CARDINALS:
        yield "CARDINAL", value, forms.split()
    for value, stem, endings in ORDINALS:
        yield _ordinal_kind(value), value, _forms(stem, endings)
    for value, roman in ROMANS:
        yield _ordinal_kind(value), value, [roman]
    for unit, stem in ADVERBS:
        yield "ADVERB", unit, _forms(stem, "о - " + HARD)
    for unit, form in PER_UNIT + ADVERB_ABBREVIATIONS:
        yield "ADVERB", unit, [form]
    for count, prefix in DURATION_PREFIXES:
        for unit, stem in DURATION_ADJECTIVES:
            yield "DURATION", (count, unit), _forms(prefix + stem, HARD)


# word form (lower case, е for ё) -> (kind, value); the first entry of a form wins
FORMS: dict[str, tuple[str, object]] = {}
for _kind, _value, _words in _entries():
    for _form in _words:
        FORMS.setdefault(_form, (_kind, _value))
