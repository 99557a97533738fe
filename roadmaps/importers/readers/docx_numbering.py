"""Word's automatic numbers: they are not in the text, but a plan's «№ п/п» often consists of nothing else."""

import re
from collections import defaultdict

from docx.oxml.ns import qn
from lxml import etree

VALUE = qn("w:val")
PLACEHOLDER = re.compile(r"%([1-9])")
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
BULLET = "•"


class Numbering:
    """Counts the numbered paragraphs of a document in their order, as Word does."""

    def __init__(self, document):
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.abstract: dict[str, str] = {}
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)
        self.styles = {
            style.get(qn("w:styleId")): found
            for style in document.styles.element.iterfind(qn("w:style"))
            if (found := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None
        }
        root = _root(document)
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        abstract = {each.get(qn("w:abstractNumId")): each for each in root.iterfind(qn("w:abstractNum"))}
        for number in root.iterfind(qn("w:num")):
            identifier, reference = number.get(qn("w:numId")), number.find(qn("w:abstractNumId"))
            key = None if reference is None else reference.get(VALUE)
            if key not in abstract:
                continue
            levels = {_int(level, "w:ilvl"): _level(level) for level in abstract[key].iterfind(qn("w:lvl"))}
            overrides = list(number.iterfind(qn("w:lvlOverride")))
            for override in overrides:
                level = override.find(qn("w:lvl"))
                depth = _int(override, "w:ilvl")
                if level is not None:
                    levels[depth] = _level(level)
                elif depth in levels and (start := override.find(qn("w:startOverride"))) is not None:
                    levels[depth] = (*levels[depth][:2], _int(start, "w:val", 1))
            self.levels[identifier] = levels
            self.abstract[identifier] = f"{key}/{identifier}" if overrides else key

    def label(self, paragraph: etree._Element) -> tuple[str, int]:
        """The marker that Word prints before the paragraph, and the depth of its list; ("", 0) outside lists."""
        reference = self._reference(paragraph)
        identifier, depth = _property(reference, "w:numId"), _property(reference, "w:ilvl") or "0"
        levels = self.levels.get(identifier or "")
        if not levels or not depth.isdigit() or int(depth) not in levels:
            return "", 0
        depth = int(depth)
        counters = self.counters[self.abstract[identifier]]
        counters[depth] = counters.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            del counters[deeper]
        return self._label(levels, depth, counters), depth

    def _reference(self, paragraph: etree._Element) -> etree._Element | None:
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            return own
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return None if style is None else self.styles.get(style.get(VALUE))

    def _label(self, levels: dict, depth: int, counters: dict[int, int]) -> str:
        kind, pattern, _start = levels[depth]
        if kind == "bullet":
            return BULLET
        if kind == "none":
            return ""

        def written(match: re.Match) -> str:
            level = int(match[1]) - 1
            kind, _pattern, start = levels.get(level, ("decimal", "", 1))
            return _written(counters.get(level, start), kind)

        return PLACEHOLDER.sub(written, pattern).strip()


def _root(document) -> etree._Element | None:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _level(level: etree._Element) -> tuple[str, str, int]:
    return (
        _property(level, "w:numFmt") or "decimal",
        _property(level, "w:lvlText") or "",
        int(_property(level, "w:start") or 1),
    )


def _property(element: etree._Element | None, name: str) -> str | None:
    child = None if element is None else element.find(qn(name))
    return None if child is None else child.get(VALUE)


def _int(element: etree._Element, name: str, otherwise: int = 0) -> int:
    value = element.get(qn(name), "")
    return int(value) if value.isdigit() else otherwise


def _written(number: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        written = _roman(number)
        return written if kind == "upperRoman" else written.lower()
    alphabets = {
        "russianLower": RUSSIAN,
        "russianUpper": RUSSIAN.upper(),
        "lowerLetter": LATIN,
        "upperLetter": LATIN.upper(),
    }
    if kind in alphabets:
        return alphabets[kind][(number - 1) % len(alphabets[kind])]
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        while number >= value and len(written) < 20:
            written += sign
            number -= value
    return written
