"""Cleaning a phrase before it is read: characters first, then words torn apart, run together or misspelt.

Nothing here knows the grammar; it only needs to know which words there are. The result is the phrase as a person would
retype it, and it is what `Schedule.remainder` quotes from.
"""

import re
from functools import lru_cache

from .lexicon import FORMS
from .spelling import KNOWN, completed, corrected

DASHES = "‐‑‒–—―−⁃﹘﹣－~"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
QUOTES = "«»“”„‟\"'`*|"
CLEAN = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(INVISIBLE), **dict.fromkeys(QUOTES, " "), "…": "...", "І": "I"}
)
LOOK_ALIKES = str.maketrans("ABCEHKMOPTXYaceopxykmn", "АВСЕНКМОРТХУасеорхукмп")
ROMANS = {
    "l": "I", "i": "I", "п": "II", "ii": "II", "ll": "II", "ш": "III", "iii": "III", "lll": "III",
    "iv": "IV", "iу": "IV", "1у": "IV", "lv": "IV", "1v": "IV", "v": "V",
}  # fmt: skip
ROMAN_MONTHS = {
    "I": "01", "II": "02", "III": "03", "IV": "04", "V": "05", "VI": "06",
    "VII": "07", "VIII": "08", "IX": "09", "X": "10", "XI": "11", "XII": "12",
}  # fmt: skip
JOINTS = frozenset(
    form for form, (kind, _) in FORMS.items() if kind in ("BY", "UP_TO", "FROM", "IN", "AND", "ON", "TO")
)
MOST_PIECES = 4
LONGEST_RUN = 100  # letters; nobody runs more words together, and the ways to take a run apart grow with its square

_word = re.compile(r"[а-яА-ЯёЁa-zA-Z]+")
_roman = re.compile(
    r"(?<!\w)([IVПШУ1lvi]{1,3})(?=(?:-[а-я]{1,3})?\s*(?:кварт|кв\b|четв|полуг|тримес|семес))", re.IGNORECASE
)
_lone_underline = re.compile(r"(?<!_)_(?!_)")  # emphasis; several are a blank to be filled in
_date_with_commas = re.compile(r"\b(\d\d),(\d\d),((?:19|20)\d\d)\b")
_roman_month = re.compile(r"(?<=\d\.)\s?([IVX]{1,4})(?=\.\s?(?:19|20)\d\d)")
_letter_for_zero = re.compile(r"(?<=\d)[OoОо](?=\d)")
_years_in_a_row = re.compile(r"\b((?:19|20)\d\d)\s+(?=(?:19|20)\d\d\s*(?:г|уч))", re.IGNORECASE)
_last_word = re.compile(r"(?<![а-яё-])(?:(?<=\bтечение )[а-яё]{2,}|[а-яё]{4,})(?=[\W\d_]*$)", re.IGNORECASE)
_torn_year = re.compile(r"\b(20)\s*\n\s*(\d\d)(?![\d.])")


def normalize(phrase: str) -> str:
    """The phrase with one kind of dash and space, Cyrillic letters in Cyrillic words, and whole, known words."""
    text = phrase.replace("\\n", "\n").translate(CLEAN)
    text = _roman.sub(lambda match: ROMANS.get(match[0].lower(), match[0]), text)
    text = _roman_month.sub(lambda match: ROMAN_MONTHS.get(match[1], match[0]), _lone_underline.sub(" ", text))
    text = _date_with_commas.sub(r"\1.\2.\3", text)
    text = _word.sub(_in_cyrillic, _letter_for_zero.sub("0", text))
    text = _torn_year.sub(r"\1\2", text)
    text = _mended(text)
    text = _last_word.sub(lambda match: completed(match[0]), _word.sub(_retyped, text))
    return _years_in_a_row.sub(r"\1 - ", text).strip()


def is_known(word: str) -> bool:
    return word.lower().replace("ё", "е") in KNOWN


def _in_cyrillic(match: re.Match) -> str:
    """A word of mixed alphabets in Cyrillic; a Latin one too when that makes it a known word («c», «B»)."""
    word = match[0]
    if word.isascii():
        candidate = word.translate(LOOK_ALIKES)
        return candidate if is_known(candidate) and not candidate.isascii() else word
    return word.translate(LOOK_ALIKES) if re.search("[a-zA-Z]", word) else word


def _mended(text: str) -> str:
    """Words torn by line breaks or stray spaces put together: «Сентябр\\nь», «ежеквар-\\nтально», «го да»."""
    pieces, gaps = re.split(r"\s+", text), re.findall(r"\s+", text)
    result, index = pieces[0], 0
    while index < len(pieces) - 1:
        for count in range(min(MOST_PIECES, len(pieces) - index), 1, -1):
            joined = _joined(pieces[index : index + count], "\n" in "".join(gaps[index : index + count - 1]))
            if joined is not None:
                result = result[: len(result) - len(pieces[index])] + joined
                index += count - 1
                pieces[index] = joined
                break
        else:
            index += 1
            result += " " + pieces[index]
    return result


def _joined(pieces: list[str], line_break: bool) -> str | None:
    """The pieces as one word, or None when they are separate words."""
    head, *middle, tail = pieces
    left = re.search(r"[а-яё]*-?$", head, re.IGNORECASE)[0]
    right = re.match(r"[а-яё]*", tail, re.IGNORECASE)[0]
    if not left.strip("-") or not right or not all(piece.isalpha() for piece in middle):
        return None
    whole = left.removesuffix("-") + "".join(middle) + right
    if len(pieces) == 2 and right[0] in "ьъЬЪ" and not left.endswith("-"):
        return head + tail
    if left.endswith("-"):
        part_of_word = not is_known(left[:-1]) or (is_known(whole) and not is_known(right))
        hyphenated = line_break and right[0].islower() and part_of_word
        return head[:-1] + "".join(middle) + tail if hyphenated and (len(pieces) == 2 or is_known(whole)) else None
    separate = is_known(left) and all(map(is_known, middle)) and is_known(right)
    if separate or not is_known(whole):
        return None
    return head[: len(head) - len(left)] + whole + tail[len(right) :]


def _retyped(match: re.Match) -> str:
    """An unknown word taken apart into known ones («Апрельмай», «вмае»), or corrected («сентбрь»)."""
    word = match[0]
    plain = word.lower().replace("ё", "е")
    if plain in FORMS or len(plain) > LONGEST_RUN:
        return word
    parts = _parts(plain)
    if parts:
        return _with_seams(word, parts)
    right = corrected(plain)
    return word if right == plain else right.capitalize() if word[0].isupper() else right


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """The known words a run-together word consists of, or nothing."""
    for size in range(len(word) - 2, 0, -1):
        head, rest = word[:size], word[size:]
        if head in JOINTS or (size > 2 and head in FORMS):
            if len(rest) > 2 and rest in FORMS:
                return head, rest
            tail = _parts(rest)
            if tail:
                return head, *tail
    return ()


def _with_seams(word: str, parts: tuple[str, ...]) -> str:
    """The parts with a dash between two months and a space elsewhere."""
    result, position, before = "", 0, ""
    for part in parts:
        kind = FORMS[part][0]
        seam = "" if not result else "-" if kind == before == "MONTH" else " "
        result += seam + word[position : position + len(part)]
        position, before = position + len(part), kind
    return result
