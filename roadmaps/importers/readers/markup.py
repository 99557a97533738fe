"""HTML elements as lines of text: paragraphs, breaks and items of lists, wherever they stand."""

import re
from collections.abc import Iterator
from itertools import count

from lxml import html

from ..source import Line, clean

TAG = re.compile(r"</?(?:p|br|ul|ol|li|b|i|strong|em|u|span|div|table|tr|td|sup|sub)\b[^<>]*>", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "tr",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "pre",
        "td",
        "th",
        "hr",
        "form",
        "center",
        "figure",
        "main",
        "nav",
        "aside",
        "caption",
    ]
)
BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "del", "s", "strike", "svg", "select"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def is_unseen(element: html.HtmlElement) -> bool:
    return not isinstance(element.tag, str) or element.tag in UNSEEN or bool(HIDDEN.search(element.get("style") or ""))


def parse(markup: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(encoding=None, huge_tree=False))


def lines_of_markup(markup: str) -> tuple[Line, ...]:
    """The lines of a piece of text in which tags were left."""
    return tuple(Lines().of(parse(markup)))


class Lines:
    """Collects the text of an element; `skip` are elements told apart by the caller (a nested table)."""

    def __init__(self, *, skip: frozenset[str] = frozenset()):
        self.skip = skip
        self.done: list[Line] = []
        self.pieces: list[tuple[str, bool]] = []
        self.marker, self.level = "", 0

    def of(self, element: html.HtmlElement) -> list[Line]:
        self._walk(element, bold=False, level=-1)
        self._end()
        return self.done

    def _walk(self, element: html.HtmlElement, *, bold: bool, level: int) -> None:
        bold = bold or element.tag in BOLD or bool(BOLD_STYLE.search(element.get("style") or ""))
        markers = _markers(element)
        level += element.tag in ("ul", "ol")
        self.pieces.append((element.text or "", bold))
        for child in element:
            if not is_unseen(child) and child.tag not in self.skip:
                self._child(child, bold=bold, level=level, markers=markers)
            self.pieces.append((child.tail or "", bold))

    def _child(self, child: html.HtmlElement, *, bold: bool, level: int, markers: Iterator[str]) -> None:
        block = child.tag in BLOCKS
        if block:
            self._end()
        if child.tag == "li":
            self.marker, self.level = next(markers), max(level, 0)
        self._walk(child, bold=bold, level=level)
        if block:
            self._end()
            if child.tag == "li":
                self.marker, self.level = "", 0

    def _end(self) -> None:
        text = clean("".join(piece for piece, _bold in self.pieces))
        if text:
            bold = all(bold for piece, bold in self.pieces if piece.strip())
            self.done.append(Line(text, self.marker, self.level, bold))
            self.marker = ""
        self.pieces = []


def _markers(element: html.HtmlElement) -> Iterator[str]:
    if element.tag != "ol":
        return iter(lambda: "•", None)
    start = element.get("start") or ""
    return (f"{number}." for number in count(int(start) if start.isdigit() and len(start) < 4 else 1))
