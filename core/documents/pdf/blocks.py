"""One block -> one element."""

from collections.abc import Sequence
from functools import singledispatch

from core.documents.blocks import (
    Block,
    Clause,
    Clauses,
    Diploma,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    Paragraph,
    Requisites,
    Signature,
    Signatures,
    Slip,
    Stamp,
    Stamps,
)
from core.documents.charts import BarChart, TileMap, Trend
from core.documents.html import Element, bound, tag
from core.documents.layout import UNKNOWN_DATE, UNKNOWN_NUMBER
from core.documents.pdf.codes import code
from core.documents.pdf.tables import steps, table
from core.documents.pictures import picture
from core.documents.tables import Steps, Table
from core.documents.values import shown

LONG_WORDS = 150  # characters of a diploma that are set smaller


@singledispatch
def markup(block: Block) -> Element:
    """The element of a block."""
    raise TypeError(f"not a block: {block!r}")


markup.register(Table, table)
markup.register(Steps, steps)
for kind in (BarChart, Trend, TileMap):
    markup.register(kind, picture)


@markup.register
def _(block: Heading) -> Element:
    return tag(f"h{block.level}", block.text, class_=block.align)


@markup.register
def _(block: Paragraph) -> Element:
    look = [block.align, "indent" * block.indent, "bold" * block.bold, "italic" * block.italic]
    return tag("p", bound(block.text), class_=" ".join(filter(None, look)))


@markup.register
def _(block: Note) -> Element:
    return tag("p", block.text, class_="note")


@markup.register
def _(block: KeyValues) -> Element:
    lines = [tag("tr", tag("th", label), tag("td", shown(value))) for label, value in block.items]
    return tag("table", *lines, class_="facts")


@markup.register
def _(block: Stamps) -> Element:
    return tag("table", tag("tr", _stamps(block.left), _stamps(block.right)), class_="stamps")


def _stamps(stamps: Sequence[Stamp]) -> Element:
    return tag("td", *(tag("div", *(tag("div", line) for line in stamp.lines), class_="stamp") for stamp in stamps))


@markup.register
def _(block: Letterhead) -> Element:
    return tag(
        "header",
        tag("div", block.founder, class_="founder") if block.founder else None,
        tag("div", block.full_name, class_="full-name") if block.full_name else None,
        tag("div", f"({block.short_name})") if block.short_name else None,
    )


@markup.register
def _(block: Requisites) -> Element:
    date = shown(block.date) or UNKNOWN_DATE
    line = tag("tr", tag("td", date), tag("td", f"№ {block.number or UNKNOWN_NUMBER}", class_="right"))
    return tag(
        "div",
        tag("div", block.kind, class_="kind") if block.kind else None,
        tag("table", line),
        tag("div", block.place, class_="center") if block.place else None,
        class_="requisites",
    )


@markup.register
def _(block: Clauses) -> Element:
    return tag("div", *_points(block.points, ""))


def _points(points: Sequence[Clause | str], above: str) -> list[Element]:
    elements = []
    for place, point in enumerate(points, start=1):
        clause = Clause(point) if isinstance(point, str) else point
        number = f"{above}{place}."
        elements.append(tag("p", f"{number}\u00a0{bound(clause.text)}", class_="justify indent"))
        elements.extend(_points(clause.points, number))
    return elements


@markup.register
def _(block: Signature) -> Element:
    line = tag("tr", tag("td", block.position), tag("td"), tag("td", block.name, class_="right"))
    date = tag("tr", tag("td", block.date)) if block.date else None
    return tag("table", line, date, class_="signature")


@markup.register
def _(block: Signatures) -> Element:
    lines = [
        tag(
            "tr",
            tag("td", person.position),
            tag("td", class_="line"),
            tag("td", person.name),
            tag("td", person.date or UNKNOWN_DATE, class_="right"),
        )
        for person in block.signatures
    ]
    title = tag("p", block.title, class_="signatures-title") if block.title else None
    return tag("div", title, tag("table", *lines, class_="signatures"), class_="together" * block.is_short)


@markup.register
def _(block: Slip) -> Element:
    title, text, address = tag("div", block.title, class_="bold"), tag("div", block.text), tag("div", block.address)
    if block.on_the_wall:
        return tag("div", title, code(block.address), text, address, class_="wall")
    words = tag("td", title, text, address)
    return tag("table", tag("tr", words, tag("td", code(block.address))), class_="slip")


@markup.register
def _(block: Diploma) -> Element:
    lines = (
        (block.above, "founder"),
        (block.issuer, "full-name"),
        (block.title, "diploma-title"),
        (block.number, "diploma-number"),
        (block.lead, "diploma-lead"),
        (block.whom, "diploma-whom"),
        (block.detail, "diploma-detail"),
        (block.words, "diploma-words"),
    )
    signature = tag(
        "tr",
        tag("td", block.position),
        tag("td", class_="line"),
        tag("td", "М. П.", class_="seal"),
        tag("td", block.name, class_="right"),
    )
    corners = (tag("i", class_=f"corner {place}") for place in ("top left", "top right", "foot left", "foot right"))
    return tag(
        "div",
        tag("div", class_="diploma-frame"),
        *corners,
        *(tag("div", text, class_=look) for text, look in lines if text),
        tag("div", tag("table", signature), tag("div", block.issued), class_="diploma-foot"),
        class_="diploma long" if len(block.words) > LONG_WORDS else "diploma",
    )
