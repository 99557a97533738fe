"""Names and positions in the case a clause wants, as people have corrected them; remembers what it used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..declension import OBLIQUE, Cases, decline, decline_position, shortened

Person = Mapping[str, Any]  # name, position, sex; `forms` of the name by case where its owner's card corrects them


@dataclass(frozen=True)
class Corrected:
    """What a person has said of a name or a position: the sex, the forms by case."""

    sex: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Used:
    """A name or a position that stands in a text, and in which cases."""

    words: str
    cases: Cases
    is_name: bool
    wanted: set[str] = field(default_factory=set)
    confirmed: bool = False

    @property
    def shown(self) -> list[str]:
        """The forms in which it stands, each once."""
        return list(dict.fromkeys(getattr(self.cases, case) for case in OBLIQUE if case in self.wanted))

    @property
    def is_settled(self) -> bool:
        return self.confirmed or self.cases.confident


class Speller:
    """`corrected` holds what is known of words, as they are written in the nominative."""

    def __init__(self, corrected: Mapping[str, Corrected] | None = None):
        self._corrected = corrected or {}
        self.used: dict[str, Used] = {}

    def person(self, person: Person, case: str) -> str:
        """«Иванову Марию Петровну, заместителя директора по УВР»; the position only when it is given."""
        name = getattr(self._name(person, case), case)
        position = person.get("position", "")
        return f"{name}, {self.position(position, case)}" if position else name

    def short(self, person: Person, case: str) -> str:
        """«Ивановой М. П.»"""
        return getattr(shortened(self._name(person, case)), case)

    def position(self, position: str, case: str) -> str:
        known = self._corrected.get(position)
        cases = decline_position(_lowered(position)).corrected(known.forms if known else None)
        self._use(position, cases, case, is_name=False, confirmed=known is not None)
        return getattr(cases, case)

    def _name(self, person: Person, case: str) -> Cases:
        name = " ".join(person["name"].split())
        known = self._corrected.get(name) or _on_the_card(person)
        sex = person.get("sex") or (known.sex if known else "")
        cases = decline(name, sex=sex, overrides=known.forms if known else None)
        self._use(name, cases, case, is_name=True, confirmed=known is not None)
        return cases

    def _use(self, words: str, cases: Cases, case: str, *, is_name: bool, confirmed: bool) -> None:
        used = self.used.setdefault(words, Used(words, cases, is_name, confirmed=confirmed))
        if case != "nominative":
            used.wanted.add(case)


def _on_the_card(person: Person) -> Corrected | None:
    return Corrected(person.get("sex", ""), person["forms"]) if person.get("forms") else None


def _lowered(position: str) -> str:
    """Within a sentence a position begins with a small letter, unless it is an abbreviation."""
    return position if position[1:2].isupper() else position[:1].lower() + position[1:]
