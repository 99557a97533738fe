"""The text of a draft, clause by clause."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.documents import Clause
from core.forms import RevisionedForm, refuse_invisible

from ..clauses import from_json, from_lines, to_json, to_lines
from ..models import Order

DEEPEST = 3
MOST = 200
LONGEST = 4000
Lines = list[tuple[int, str]]


class ClausesInput(forms.Widget):
    """Text areas with the depth of each (templates/orders/_clauses_input.html), read from the post as lines."""

    def value_from_datadict(self, data, files, name) -> Lines:
        texts, levels = data.getlist(name), data.getlist(f"{name}_level")
        return [(_level(level), text.strip()) for level, text in zip(levels, texts, strict=False)][:MOST]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data


class ClausesField(forms.Field):
    widget = ClausesInput

    def prepare_value(self, value: Any) -> Any:
        """Clauses as a row keeps them, or lines as they were posted."""
        return to_lines(value) if value and isinstance(value[0], dict) else value

    def in_words(self, value: list[Clause]) -> str:
        return "\n".join(f"{line['number']} {line['text']}" for line in numbered(to_lines(to_json(value))))

    def clean(self, value: Lines) -> list[Clause]:
        lines = [(level, text) for level, text in value or [] if text]
        if not lines:
            raise forms.ValidationError(_("An order needs at least one clause."))
        for _level, text in lines:
            refuse_invisible(text)
        if any(len(text) > LONGEST for _level, text in lines):
            raise forms.ValidationError(_("A clause is too long. Divide it into points."))
        return from_lines(lines)


class TextForm(RevisionedForm):
    clauses = ClausesField(label=_("Clauses"))

    class Meta:
        model = Order
        fields = ["title", "preamble"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "preamble": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["clauses"] = self.instance.clauses

    def stored(self, current: Order) -> dict[str, Any]:
        return {"title": current.title, "preamble": current.preamble, "clauses": from_json(current.clauses)}

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What the editor shows."""
        return numbered(self["clauses"].value() or [(1, "")])

    def move_line(self, said: str) -> None:
        """Applies a button of the editor to the posted lines: up, down, in, out, remove, add after a line."""
        lines = ClausesInput().value_from_datadict(self.data, {}, self.add_prefix("clauses"))
        verb, _dash, place = said.partition("-")
        if place.isdecimal() and int(place) < len(lines):
            lines = moved(lines, verb, int(place))
        self.data = self.data.copy()
        self.data.setlist("clauses", [text for _level, text in lines])
        self.data.setlist("clauses_level", [str(level) for level, _text in lines])


def moved(lines: Lines, verb: str, place: int) -> Lines:
    """The lines after one move; one that makes no sense leaves them as they are."""
    lines = list(lines)
    level, text = lines[place]
    match verb:
        case "up" if place:
            lines[place - 1], lines[place] = lines[place], lines[place - 1]
        case "down" if place + 1 < len(lines):
            lines[place + 1], lines[place] = lines[place], lines[place + 1]
        case "in" if place:
            lines[place] = (min(level + 1, DEEPEST), text)
        case "out":
            lines[place] = (max(level - 1, 1), text)
        case "remove" if len(lines) > 1:
            del lines[place]
        case "add":
            lines.insert(place + 1, (level, ""))
    return lines


def numbered(lines: Lines) -> list[dict[str, Any]]:
    """The lines with the numbers they will bear: «1.», «1.1.»."""
    counts: list[int] = []
    found = []
    for level, text in lines:
        level = min(level, len(counts) + 1)
        counts = [*counts[: level - 1], (counts[level - 1] if len(counts) >= level else 0) + 1]
        found.append({"level": level, "text": text, "number": ".".join(map(str, counts)) + "."})
    return found


def _level(value: str) -> int:
    return min(max(int(value), 1), DEEPEST) if value.isdecimal() and len(value) < 3 else 1
