"""Elements instead of strings: what is text stays text. Papers and the charts of pages are made of them."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from core.documents.values import plain

__all__ = ["Element", "bound", "fragment", "serialise", "tag"]

_LINE_BREAK = "\n"
# A number stays with its «№» and two initials stay together; a line may not end between them.
_BOUND = re.compile(r"№ \d\S{0,7}|\b[А-ЯЁ]\. [А-ЯЁ]\.")
_WHOLE = re.compile(rf"(\n|{_BOUND.pattern})")


def tag(name: str, /, *children: Element | str | None, **attributes: str) -> Element:
    """An element with its children in order. A line break in a text becomes ``<br>``; ``class_`` is ``class``."""
    element = Element(name)
    for key, value in attributes.items():
        if value:
            element.set(key.rstrip("_").replace("_", "-"), plain(value))
    for child in children:
        if isinstance(child, str):
            _add_text(element, plain(child))
        elif child is not None:
            element.append(child)
    return element


def bound(text: str) -> str:
    """The same for a running text, by no-break spaces: WeasyPrint breaks a long line at a wrong word before a span."""
    return _BOUND.sub(lambda match: match[0].replace(" ", "\N{NO-BREAK SPACE}"), plain(text))


def _add_text(element: Element, text: str) -> None:
    for place, piece in enumerate(_WHOLE.split(text)):
        if piece == _LINE_BREAK:
            SubElement(element, "br")
        elif place % 2:
            SubElement(element, "span", {"class": "whole"}).text = piece
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def serialise(element: Element) -> str:
    """The HTML text of a whole document, escaped by the serialiser."""
    return f"<!DOCTYPE html>{fragment(element)}"


def fragment(element: Element) -> str:
    """The HTML text of a piece to be put into a page, escaped likewise."""
    return ElementTree.tostring(element, encoding="unicode", method="html")
