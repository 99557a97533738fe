"""Forms as a browser finds them in a page, filled in sensibly or, field by field, with what no person would type."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

NUL, MARKUP, LONG = "а\x00б", "<script>alert(1)</script>\"'{{ 7 }}{% now %}", "я" * 100_000
ODD = "\u202e\ufeff \u2028"  # turns the line round, takes no room, ends the line
NUMBERS = ("9" * 30, "-" + "9" * 19, "²", "1e400", "9" * 5000)
DAYS = ("2026-02-30", "0001-01-01", "9999-12-31")
TEXTS = (NUL, MARKUP, LONG, ODD, "")
BY_KIND = {"date": (NUL, *DAYS), "number": (NUL, "0", *NUMBERS), "hidden": (NUL, *NUMBERS[:3])}
CHOICES = (NUL, NUMBERS[0], MARKUP)
SURROGATE = "%ED%A0%80%FF%C0%AF"  # halves of characters and bytes that are no UTF-8, as percents bring them
QUERIES = [quote(value) for value in (NUL, MARKUP, LONG[:4000], ODD, *NUMBERS, *DAYS)] + [SURROGATE, "//evil"]
FREE = {"text", "textarea", "email", "search", "url", "tel", "password"}
ORDINARY = {"date": "2026-11-02", "number": "3", "email": "somebody@example.org", "url": "https://example.org/"}


def document() -> SimpleUploadedFile:
    return SimpleUploadedFile("paper.pdf", b"%PDF-1.7\n%%EOF", content_type="application/pdf")


def hostile_files() -> list[SimpleUploadedFile]:
    """A programme, emptiness, a torn archive; names with markup, folders and control characters."""
    return [
        SimpleUploadedFile("virus.exe", b"MZ\x90\x00"),
        SimpleUploadedFile("order.pdf", b"MZ\x90\x00"),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("torn.docx", b"PK\x03\x04" + b"\x00" * 40),
        SimpleUploadedFile("noise.xlsx", b"PK\x05\x06" + b"\x00" * 18),
        SimpleUploadedFile('../<b>"\x01\x00' + "я" * 300 + ".pdf", b"%PDF-1.7\n%%EOF"),
    ]


def one_of_each(names: Iterable[str]) -> Iterable[str]:
    """Of the fields alike but for a number (the rows of a table) the last: the same code reads them all."""
    return {re.sub(r"\d+", "№", name): name for name in names}.values()


@dataclass
class FoundForm:
    """A form of a page: where it leads, by which method, its controls with the value a person would send."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    button: dict[str, str] = field(default_factory=dict)
    """What the first button that has a name adds."""

    def filled(self) -> dict:
        return self.values | {name: document() for name in self.files}

    def hostile(self, turn: int = 0, turns: int = 1) -> Iterator[tuple[str, dict]]:
        """(what is wrong, the data), one field at a time; the others stay sensible.

        Of `turns` that share the values of each field out among themselves, those of `turn`.
        """
        for number, name in enumerate((*one_of_each(self.kinds), *one_of_each(self.files))):
            for what, data in list(self._wrong(name))[(turn - number) % turns :: turns]:
                yield f"{name}: {what}", self.filled() | data if data else self._without(name)

    def _wrong(self, name: str) -> Iterator[tuple[str, dict]]:
        if name in self.files:
            for upload in hostile_files():
                yield upload.name, {name: upload}
            yield "text", {name: "text"}
        else:
            kind = self.kinds[name]
            for value in BY_KIND.get(kind, TEXTS if kind in FREE else CHOICES):
                yield repr(value[:20]), {name: value}
            yield "missing", {}

    def _without(self, name: str) -> dict:
        return {key: value for key, value in self.filled().items() if key != name}


class FormsParser(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self):
        super().__init__()
        self.forms: list[FoundForm] = []
        self._open: FoundForm | None = None
        self._select: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self._open = FoundForm(said.get("action") or "", (said.get("method") or "get").lower())
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "option" and self._select:
            if said.get("value") and ("selected" in said or not self._open.values[self._select]):
                self._open.values[self._select] = said["value"]
        elif tag == "button" and said.get("name") and not self._open.button:
            self._open.button[said["name"]] = said.get("value") or ""
        elif tag in ("input", "select", "textarea") and said.get("name"):
            self._control(tag, said)

    def _control(self, tag, said):
        name, kind = said["name"], said.get("type", "text") if tag == "input" else tag
        if kind == "file":
            self._open.files.append(name)
            return
        self._open.kinds[name] = kind
        self._select = name if tag == "select" else None
        self._textarea = name if tag == "textarea" else None
        if kind in ("checkbox", "radio") and "checked" not in said:
            self._open.values.setdefault(name, said.get("value") or "on")
            return
        empty = "" if tag == "select" else ORDINARY.get(kind, "Текст")
        self._open.values[name] = said.get("value") or empty

    def handle_data(self, data):
        if self._textarea and data.strip():
            self._open.values[self._textarea] = data.strip()

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None


def forms_of(html: str) -> list[FoundForm]:
    parser = FormsParser()
    parser.feed(html)
    return parser.forms
