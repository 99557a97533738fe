"""Which class or group comes after a school year, by how it is written: «5 «Б»» becomes «6 «Б»». Pure Python.

Only the number of a school class (1 to 11) or of a course moves, the rest of the spelling stays. A name that does not
begin with one («Группа «Солнышко»», «ИС-21») is left as it is: whether and what follows it, a person says.
`one_spelling` is how a class is kept, however it was typed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LAST_CLASSES, LAST_COURSES = (11, 12), (4,)  # the twelfth is of evening schools
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LATIN = str.maketrans("ХІ", "XI")  # Roman numbers typed on a Russian keyboard
CYRILLIC = str.maketrans("ABEKMHOPCTX", "АВЕКМНОРСТХ")  # letters of classes typed on a Latin one

NUMBER = r"(?P<number>\d{1,2}|(?-i:[IVXХІ]{1,4})(?![^\W\d_]))"
WORD = r"(?:класс|кл)"
PARALLEL = r"(?:[\s._/-]{1,3}(?P<parallel>[1-9]))"  # «5-1», «7.2»
LETTERS = r"(?:[\s.-]{0,3}[«\"'“„(]{0,2}[а-яёa-z]{1,3}[»\"'”“)]{0,2})"  # «5Б», «5 «Б»», «5-б», «10 ФМ»
PROFILE = r"(?:\s*[,(]\s*[^\d]{2,40})"  # «10 А (физико-математический)»
OF_SCHOOL = re.compile(
    rf"(?P<head>\s*(?:{WORD}\.?\s*)?){NUMBER}(?P<tail>(?:-?й|\s*-\s*й)?(?:\s*{WORD}\.?)?"
    rf"(?:{PARALLEL}|{LETTERS})?(?:\s*{WORD}\.?)?{PROFILE}?\s*)",
    re.IGNORECASE,
)
ONE_LETTER = re.compile(
    rf"(?:{WORD}\.?\s*)?0?(?P<number>[1-9]|1[0-2])(?:-?й)?\s*(?:{WORD}\.?)?[\s._-]{{0,3}}"
    rf"[«\"'“„(]{{0,2}}(?!{WORD}\b)(?P<letter>[а-ик-яёa-z])[»\"'”“)]{{0,2}}\s*(?:{WORD}\.?)?",
    re.IGNORECASE,
)  # «8А», «8 а», «7-А», «7 класс «Б»»
OF_COURSE = re.compile(rf"(?P<head>\s*){NUMBER}(?P<tail>(?:-?й)?\s*курс(?:\W.*)?)", re.IGNORECASE)


class Turn(StrEnum):
    """What the new school year brings: the next class, the end of school, or nothing that the name would tell."""

    UP = "up"
    GRADUATES = "graduates"
    STAYS = "stays"


@dataclass(frozen=True)
class NextClass:
    """`group` is how the class is called next year, empty for graduates; `in_doubt` asks a person to look."""

    turn: Turn
    group: str = ""
    in_doubt: bool = False


def next_class(group: str) -> NextClass:
    """What follows a class or group. In doubt: the 9th class and the 3rd and 4th course, after which some leave and
    some go on, and whatever has no number."""
    for pattern, last, doubtful in ((OF_COURSE, LAST_COURSES, (3, 4)), (OF_SCHOOL, LAST_CLASSES, (9,))):
        match = pattern.fullmatch(group)
        number = _number(match) if match else None
        if number in last:
            return NextClass(Turn.GRADUATES, in_doubt=number in doubtful)
        if number and number < min(last):
            said = match["head"] + _as_written(number + 1, match["number"]) + match["tail"]
            return NextClass(Turn.UP, said, in_doubt=number in doubtful)
    return NextClass(Turn.STAYS, group, in_doubt=True)


def one_spelling(group: str) -> str:
    """A school class with one letter as «8 «А»», whoever types it; anything else with single spaces."""
    match = ONE_LETTER.fullmatch(group.strip())
    if match is None:
        return " ".join(group.split())
    return f"{match['number']} «{match['letter'].upper().translate(CYRILLIC)}»"


def school_order(group: str) -> tuple[int, str]:
    """The key that sorts classes: «2 «Б»» before «10 «А»»."""
    digits = "".join(letter for letter in group[:3] if letter.isdecimal())
    return int(digits or 0), group


def _number(match: re.Match) -> int | None:
    """The number of the class; None for several classes together («5-6», «1-4»), which small schools teach as one."""
    written, parallel = match["number"], match.groupdict().get("parallel")
    if written.isdecimal():
        number = int(written)
    else:
        roman = written.translate(LATIN)
        number = ROMAN.index(roman) + 1 if roman in ROMAN else 0
    together = parallel is not None and "-" in match["tail"] and int(parallel) > number
    return None if together else number


def _as_written(number: int, like: str) -> str:
    return str(number) if like.isdecimal() else ROMAN[number - 1]
