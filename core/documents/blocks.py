"""What a paper may consist of: the blocks and the document that holds them.

Blocks say *what* stands on the paper, never how it looks; the renderers decide that. A text may hold line breaks
(``\\n``); anything else in it is literal: there is no markup to escape.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.documents import layout
from core.documents.charts import Chart
from core.documents.tables import Steps, Table

Align = Literal["left", "center", "right", "justify"]
Orientation = Literal["portrait", "landscape"]

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the paper's own title, 2 and 3 divide it."""

    text: str
    level: Literal[1, 2, 3] = 1
    align: Align = "center"


@dataclass(frozen=True)
class Paragraph:
    """Running text, justified, its first line indented by 1.25 cm unless told otherwise."""

    text: str
    align: Align = "justify"
    indent: bool = True
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Note:
    """Small print: a source, a definition, a remark under a table."""

    text: str


@dataclass(frozen=True)
class KeyValues:
    """Facts as «label — value» lines; a value may be a number or a date."""

    items: Sequence[tuple[str, object]]


@dataclass(frozen=True)
class Stamp:
    """One requisite of approval or agreement, line by line.

    ``Stamp(("УТВЕРЖДАЮ", "Директор МБОУ СОШ № 1", "__________ А.Н. Грецкий", "«06» июня 2021 г."))``; the same block
    serves for «Приложение № 1 к приказу …».
    """

    lines: Sequence[str]


@dataclass(frozen=True)
class Stamps:
    """Stamps at the head of the paper; those of one side stand under each other."""

    left: Sequence[Stamp] = ()
    right: Sequence[Stamp] = ()


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper: the founder, the full name, the short name (printed in brackets)."""

    founder: str = ""
    full_name: str = ""
    short_name: str = ""


@dataclass(frozen=True)
class Requisites:
    """Date on the left, number on the right, place beneath; what is not yet known is left as a line to fill in.

    ``kind`` is the name of the kind of paper (ПРИКАЗ, РАСПОРЯЖЕНИЕ, СПРАВКА) and stands above them.
    """

    date: dt.date | str | None = None
    number: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Clause:
    """One point and its sub-points."""

    text: str
    points: Sequence["Clause | str"] = ()


@dataclass(frozen=True)
class Clauses:
    """Numbered points: 1., 1.1., 1.1.1. A bare string is a point without sub-points."""

    points: Sequence[Clause | str]


@dataclass(frozen=True)
class Signature:
    """The person who signs: position on the left, initials and surname on the right, room for the hand between."""

    position: str
    name: str
    date: str = ""


@dataclass(frozen=True)
class Signatures:
    """Several people sign, each on a line of their own with a date: visas, acquaintance, a commission.

    A short list stands on one sheet: nobody signs alone on the next one.
    """

    signatures: Sequence[Signature]
    title: str = ""

    @property
    def is_short(self) -> bool:
        return len(self.signatures) <= 12


@dataclass(frozen=True)
class Slip:
    """A piece to be cut off and handed over: a title, a text, an address beside it as a QR code and in letters.

    ``on_the_wall``: not cut off but hung up; PDF shows the code as large as it is read from afar.
    """

    title: str
    text: str
    address: str
    on_the_wall: bool = False


@dataclass(frozen=True)
class Diploma:
    """A certificate or a letter of thanks: a framed sheet to itself, with room for the hand and the seal.

    ``whom`` stands large in the middle, ``detail`` under it, ``words`` say what for: 300 characters fit.
    """

    issuer: str
    title: str
    whom: str
    words: str
    position: str
    name: str
    above: str = ""
    number: str = ""
    lead: str = ""
    detail: str = ""
    issued: str = ""

    def plain(self) -> "list[Block]":
        """The same without the frame, for formats that are typed on."""
        lines = (self.number, self.lead, self.whom, self.detail, self.words)
        return [
            Letterhead(self.above, self.issuer),
            Heading(self.title),
            *(Paragraph(text, align="center", indent=False, bold=text == self.whom) for text in lines if text),
            Signature(self.position, self.name),
            *([Paragraph(self.issued, align="left", indent=False)] if self.issued else []),
        ]


@dataclass(frozen=True)
class PageBreak:
    """A new sheet begins; ``orientation`` turns the paper from here on (landscape annexes of a portrait order)."""

    orientation: Orientation | None = None


Block = (
    Heading
    | Paragraph
    | Note
    | KeyValues
    | Stamps
    | Letterhead
    | Requisites
    | Clauses
    | Steps
    | Signature
    | Signatures
    | Slip
    | Diploma
    | PageBreak
    | Table
    | Chart
)


@dataclass(frozen=True)
class Document:
    """A paper: its blocks and what is true of it as a whole.

    ``title`` and ``author`` go to the file's properties (print the title with a ``Heading``); ``created_at`` is their
    date, given by the caller so that an equal document always gives equal bytes. ``file_name`` has no extension.
    ``left_margin`` is in millimetres: GOST R 7.0.97-2025 wants 30 for papers kept longer than ten years (orders are).
    ``table_font`` is in points, smaller for a table of many columns (core.documents.fitting).
    ``bundle`` says that the runs between page breaks are papers of their own, printed together: pages are not numbered
    through; when they are printed ``two_sided``, each begins on the front of a sheet. ``qr`` is an address or text
    shown as a QR code at the foot of the first sheet beside ``qr_text``.
    """

    title: str
    blocks: Sequence[Block]
    file_name: str = field(kw_only=True)
    created_at: dt.datetime = field(kw_only=True)
    author: str = field(kw_only=True)
    orientation: Orientation = field(default="portrait", kw_only=True)
    left_margin: int = field(default=20, kw_only=True)
    font_size: int = field(default=12, kw_only=True)
    table_font: float = field(default=layout.TABLE_FONT, kw_only=True)
    footer: str = field(default="", kw_only=True)
    bundle: bool = field(default=False, kw_only=True)
    two_sided: bool = field(default=False, kw_only=True)
    qr: str | None = field(default=None, kw_only=True)
    qr_text: str = field(default="Проверить подлинность документа:", kw_only=True)

    def __post_init__(self):
        if self.orientation not in ("portrait", "landscape"):
            raise ValueError(f"unknown orientation: {self.orientation!r}")

    def sheets(self) -> list[tuple[Orientation, list[Block]]]:
        """The blocks between page breaks, each run with its orientation. Empty runs are left out."""
        runs = [(self.orientation, [])]
        for block in self.blocks:
            if isinstance(block, PageBreak):
                runs.append((block.orientation or runs[-1][0], []))
            else:
                runs[-1][1].append(block)
        return [run for run in runs if run[1]] or runs[:1]

    def download_name(self, format: str) -> str:
        return saved_as(self.file_name, format)


def saved_as(called: str, format: str) -> str:
    """The name under which a file is saved: no character that a file system refuses, at most 120 long."""
    stem = _NOT_IN_FILE_NAMES.sub(" ", called).strip(" .")[:120].rstrip() or "document"
    return f"{stem}.{format}"
