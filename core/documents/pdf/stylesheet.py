"""The stylesheet of one document: its page and sizes in front of the rules that all share."""

from pathlib import Path

from core.documents import layout
from core.documents.blocks import Document
from core.documents.pdf.fonts import font_faces

_RULES = Path(__file__).with_name("document.css").read_text(encoding="utf-8")

_PAGE = """
@page {{
  margin: {top}mm {right}mm {bottom}mm {left}mm;
  @top-center {{ content: {page_number}; vertical-align: top; padding-top: {number}mm; }}
  @bottom-left {{ content: element(footer); }}
}}
@page :first {{
  margin-bottom: {first_bottom}mm;
  @top-center {{ content: none; }}
  @bottom-right {{ content: {qr}; }}
}}
@page portrait {{ size: A4 portrait; }}
@page landscape {{ size: A4 landscape; }}
html {{ font-size: {font}pt; }}
p.indent {{ text-indent: {indent}mm; }}
table.grid {{ font-size: {table_font}pt; }}
.note, .footer, .qr {{ font-size: {note_font}pt; }}
header {{ max-width: {letterhead}mm; }}
.stamp {{ max-width: {stamp}mm; }}
tr.section td {{ background: #{section}; }}
"""
_QR_BOTTOM = 36


def stylesheet(document: Document) -> str:
    """Fonts, page and rules; holds numbers and constants only, never a text of the document."""
    page = _PAGE.format(
        top=layout.MARGIN_TOP,
        right=layout.MARGIN_RIGHT,
        bottom=layout.MARGIN_BOTTOM,
        left=document.left_margin,
        number=layout.NUMBER_FROM_EDGE,
        page_number="none" if document.bundle else "counter(page)",
        first_bottom=_QR_BOTTOM if document.qr else layout.MARGIN_BOTTOM,
        qr="element(qr)" if document.qr else "none",
        font=document.font_size,
        indent=layout.FIRST_LINE_INDENT,
        table_font=document.table_font,
        note_font=layout.NOTE_FONT,
        letterhead=layout.LETTERHEAD_WIDTH,
        stamp=layout.STAMP_WIDTH,
        section=layout.SECTION_FILL,
    )
    return "\n".join((font_faces(), page, _RULES))
