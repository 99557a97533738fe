"""Who represents a minor, out of the columns that speak of parents: one person, related as the file says it."""

from collections.abc import Iterator
from typing import Any

from .places import Problem

RELATED = {"mother": "mother", "father": "father"}
NAMED = ("representative", *RELATED)
PLACES = {
    "name": "representative", "relation": "relation", "phone": "representative_phone", "email": "representative_email",
}  # fmt: skip
TWO = "В строке двое родителей: записан первый из них. Второго добавьте в карточке участника."


def settle(found: dict[str, Any]) -> Iterator[Problem]:
    """Puts name, relation, telephone and e-mail into columns of their own; a column of the file wins over a cell."""
    said = {name: value for name in (*NAMED, "representative_contact") if (value := found.pop(name, None))}
    named = [name for name, value in said.items() if value.get("name")]
    for column in [*named[:1], *(name for name in said if name not in named)]:
        one = said[column]
        if column in named and column in RELATED:
            one = {"relation": RELATED[column], **one}
        for key, value in one.items():
            found.setdefault(PLACES[key], value)
    if len({said[name]["name"] for name in named}) > 1:
        yield Problem(None, "representative", TWO, is_note=True)
