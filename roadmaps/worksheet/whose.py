"""Whose roadmap the title says it is: the institution it names in quotes."""

import re

NAMED = re.compile(r"[А-ЯЁ]{2,}\s+[«\"]([^«»\"]{3,80})[»\"]")  # МБОУ «Средняя школа № 5», not «Школа наставничества»


def other_institution(title: str, *own: str) -> str:
    """The institution that the title names when none of its quoted names is part of a name in `own`; else ""."""
    named = NAMED.findall(title)
    known = [_plain(name) for name in own]
    if any(_plain(name) in each for name in named for each in known):
        return ""
    return next(iter(named), "")


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
