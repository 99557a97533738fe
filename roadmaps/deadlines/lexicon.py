"""The words of the language: every form of every word that means time, and what it means.

A word is written as its stem and endings, `числ/о а у ом` (`-` is the bare stem), or in full. Rows give a word's kind
(a terminal of the grammar, see `tokens.py`) and, where words of a kind differ, its value. To teach the reader a word,
add it here; an expression of several words belongs to `idioms.py`.
"""

HARD = "ый ого ому ым ом ая ой ую ое ые ых ыми"
SOFT = "ий его ему им ем яя ей юю ее ие их ими"
MIXED = "ый ий ого его ому ему ым им ом ем ая ой ую ое ее ые ие ых их ыми ими"
MALE = "- а у ом е ы ов ам ах"

MONTHS = {
    1: ("январ/ь я ю е ем и", "янв"), 2: ("феврал/ь я ю е ем и", "фев", "февр"), 3: ("март/- а у е ом", "мар"),
    4: ("апрел/ь я ю е ем и", "апр"), 5: ("ма/й я ю е ем",), 6: ("июн/ь я ю е ем и -",), 7: ("июл/ь я ю е ем и -",),
    8: ("август/- а у е ом", "авг"), 9: ("сентябр/ь я ю е ем и", "сен", "сент"), 10: ("октябр/ь я ю е ем и", "окт"),
    11: ("ноябр/ь я ю е ем и", "ноя", "нояб"), 12: ("декабр/ь я ю е ем и", "дек"),
}  # fmt: skip
WEEKDAYS = {
    0: ("понедельник/- а у ом е и ов ам", "пн"), 1: ("вторник/- а у ом е и ов ам", "вт"),
    2: ("сред/а ы е у ой ам", "ср"), 3: ("четверг/- а у ом е и ов ам", "чт"), 4: ("пятниц/а ы е у ей ам", "пт"),
    5: ("суббот/а ы е у ой ам", "сб"), 6: ("воскресень/е я ю ем ям", "вс"),
}  # fmt: skip
UNITS = (
    ("YEAR_WORD", "year", f"год/{MALE}", "лет", "г", "гг"),
    ("DAY_WORD", "day", "д/ень ня ню нем не ни ней ням нях", "дн", "сут/ки ок кам"),
    ("WEEK_WORD", "week", "недел/я и ю е ей ь ям ях", "нед"),
    ("MONTH_WORD", "month", "месяц/- а у ем е ы ев ам ах", "мес"),
    ("QUARTER_WORD", "quarter", f"квартал/{MALE}", "кв"),
    ("HALF_WORD", "halfyear", "полугоди/е я ю ем и й ям ях", "полугод/а ие", "полгода", "полуг", f"семестр/{MALE}"),
    ("TERM_WORD", "term", "четверт/ь и ью ей ям ях", "четв"),
    ("TRIMESTER_WORD", "trimester", f"триместр/{MALE}"),
    ("DECADE_WORD", "decade", "декад/а ы е у ой"),
    ("HOUR_WORD", "hour", "час/- а ов ы"),
)  # fmt: skip
CARDINALS = {
    1: "один одна одно одного одной одному одну", 2: "два две двух двум", 3: "три трех трем", 4: "четыре четырех",
    5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    12: "двенадцать двенадцати", 14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати", 20: "двадцать двадцати",
    30: "тридцать тридцати",
}  # fmt: skip
ORDINALS = {
    1: (f"перв/{HARD}", "i"), 2: (f"втор/ой {HARD}", "ii"),
    3: ("трет/ий ьего ьему ьим ьем ья ьей ью ье ьи ьих", "iii"),
    4: (f"четверт/{HARD}", "iv"), 5: (f"пят/{HARD}", "v"), 6: (f"шест/ой {HARD}", "vi"), 7: (f"седьм/ой {HARD}",),
    8: (f"восьм/ой {HARD}",), 9: (f"девят/{HARD}",), 10: (f"десят/{HARD}",), 11: (f"одиннадцат/{HARD}",),
    12: (f"двенадцат/{HARD}",), 15: (f"пятнадцат/{HARD}",), 20: (f"двадцат/{HARD}",), 30: (f"тридцат/{HARD}",),
}  # fmt: skip
ADVERBS = {
    "day": (f"ежедневн/о {HARD}", "ежедн", "поденно"), "week": (f"еженедельн/о {HARD}", "еженед", "понедельно"),
    "month": (f"ежемесячн/о {HARD}", "ежемес", "помесячно"),
    "quarter": (f"ежеквартальн/о {HARD}", "ежекв", "ежекварт", "поквартально"),
    "halfyear": (f"ежеполугодн/о {HARD}",), "year": (f"ежегодн/о {HARD}", "ежегод"),
}  # fmt: skip
TIMES_OVER = {1: ("однажды", "единожды", "однократно"), 2: ("дважды",), 3: ("трижды",), 4: ("четырежды",)}
SEASONS = {
    "autumn": (f"осенн/е {SOFT}", "осен/ь ью и"), "winter": (f"зимн/е {SOFT}", "зим/а ой у ы"),
    "spring": (f"весенн/е {SOFT}", "весн/а ой у ы"), "summer": (f"летн/е {SOFT}", "лет/о ом а"),
}  # fmt: skip
WORDS = (
    ("BY", "до"), ("TO", "к/- о"), ("UP_TO", "по"), ("FROM", "с/- о"), ("OF", "от"), ("BETWEEN", "между"),
    ("IN", "в/- о"), ("ON", "на"), ("BEFORE", "за"), ("EVE", "накануне", "канун"),
    ("THROUGH", "через", "спустя"), ("AND", "и", "или", "либо"),
    ("EVERY", f"кажд/{HARD}"), ("LAST", f"последн/{SOFT}"), ("ALL", "вс/его ей ех ю е", "весь", f"цел/{HARD}"),
    ("SCHOOL", f"учебн/{HARD}", f"школьн/{HARD}", "уч", "учеб"), ("CALENDAR", f"календарн/{HARD}", f"финансов/{HARD}"),
    ("WORKING", f"рабоч/{MIXED}", "раб"), ("REPORTED", f"отчетн/{HARD}"),
    ("FOLLOWING", f"следующ/{MIXED}", f"последующ/{MIXED}"),
    ("CURRENT", f"текущ/{MIXED}", f"данн/{HARD}", f"соответствующ/{MIXED}", "сего", "этого"),
    ("START", "начал/о а у ом е"), ("MIDDLE", "середин/а ы е у"),
    ("END", "кон/ец ца цу цом це", "окончани/е я ю", "завершени/е я ю"), ("HALF_OF", "половин/а ы е у"),
    ("TIMES", "раз/- а у ов ам", "р"), ("DATE_WORD", "числ/о а у ом е ам ах", "чисел", "чис"),
    ("HOUR_MARK", "ч"),  # «до 25 ч. ежемесячно» is a day, «в 15 ч.» an hour
    ("PERIOD", f"период/{MALE}", "срок/- а у ом е и ов ам ах"),
    ("HOLIDAYS", "каникул/- ы ам ах", f"каникулярн/{HARD}"),
    ("AT_ONCE", "незамедлительно", "немедленно", "срочно"),
    ("FILLER", "врем/я ени", "включительно", "сразу", "сначала", "но"),
)  # fmt: skip
# «трёхмесячный», «десятидневный»: the count and the unit
LENGTH_PREFIXES = (
    (1, "одно"), (1, ""), (2, "двух"), (3, "трех"), (4, "четырех"), (5, "пяти"), (6, "шести"), (7, "семи"),
    (10, "десяти"), (14, "четырнадцати"), (15, "пятнадцати"), (30, "тридцати"),
)  # fmt: skip
LENGTH_STEMS = (("day", "дневн"), ("week", "недельн"), ("month", "месячн"), ("year", "годичн"), ("year", "годов"))


def forms(*words: str) -> list[str]:
    """The forms of words in the notation of the tables."""
    found = []
    for word in words:
        stem, _, endings = word.partition("/")
        found += [stem + ending.replace("-", "") for ending in (endings or "-").split()]
    return found


def _ordinal_kind(value: int) -> str:
    return "ORD_1_2" if value <= 2 else "ORD_3_4" if value <= 4 else "ORD_OTHER"


def _entries():
    """(kind, value, forms) of every row; of two meanings of one form the first stands."""
    for value, words in MONTHS.items():
        yield "MONTH", value, forms(*words)
    for value, words in WEEKDAYS.items():
        yield "WEEKDAY", value, forms(*words)
    for kind, value, *words in UNITS:
        yield kind, value, forms(*words)
    for kind, *words in WORDS:
        yield kind, -1 if kind == "LAST" else kind.lower(), forms(*words)
    for value, words in CARDINALS.items():
        yield "CARDINAL", value, words.split()
    for value, words in ORDINALS.items():
        yield _ordinal_kind(value), value, forms(*words)
    for unit, words in ADVERBS.items():
        yield "ADVERB", unit, forms(*words)
    for value, words in TIMES_OVER.items():
        yield "TIMES_OVER", value, forms(*words)
    for season, (adjective, noun) in SEASONS.items():
        yield "SEASON", season, forms(adjective)
        yield "SEASON_NOUN", season, forms(noun)
    for count, prefix in LENGTH_PREFIXES:
        for unit, stem in LENGTH_STEMS:
            yield "LENGTH_WORD", (count, unit), forms(f"{prefix}{stem}/ой {HARD}")


FORMS: dict[str, tuple[str, object]] = {}
"""Word form (lower case, е for ё) -> (kind, value)."""
for _kind, _value, _forms in _entries():
    for _form in _forms:
        FORMS.setdefault(_form, (_kind, _value))
