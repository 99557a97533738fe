"""«Место работы/учёбы»: one cell of the official tables, three columns of ours (`Person.studies_or_works`)."""

import re
from typing import Any

from .classes import one_spelling

CLASS = re.compile(
    r"(?i)^(?:\d{1,2}\s*[-«\"]?\s*[а-яё]?[»\"]?(?:\s*класс)?|.*\bкласс\b.*|(?:группа|гр\.)\s.*|.*\bкурс\b.*)$"
)
INSTITUTION = re.compile(
    r"(?i)\b(?:м[абк]\w*у\w*|гб\w*|гау\w*|ооо|ао|пао|зао|ип|фгб\w*|школ\w+|лице\w+|гимнази\w+|сош|оош|колледж\w*|"
    r"техникум\w*|университет\w*|институт\w*|завод\w*|комбинат\w*|предприяти\w+|библиотек\w+|центр\w*|больниц\w+)\b"
)


def split_place(text: str, known: dict[str, Any] | None) -> dict[str, str]:
    """The class of a learner, or the position and the place of work."""
    if CLASS.match(text) and len(text) <= 50 and (known is None or not known["position"]):
        return {"class_group": one_spelling(text)}
    position, comma, workplace = (part.strip() for part in text.partition(","))
    if comma:
        if INSTITUTION.search(position) and not INSTITUTION.search(workplace):
            position, workplace = workplace, position
        return {"position": position[:200], "workplace": workplace}
    return {"workplace": text} if INSTITUTION.search(text) or len(text) > 200 else {"position": text}
