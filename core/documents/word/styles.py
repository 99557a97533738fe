"""The styles of the Word file; whoever edits it changes a style, not a hundred paragraphs."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.documents import layout
from core.documents.word.xml import child

_FONT = "Times New Roman"

LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
ALIGNMENTS = {"left": LEFT, "center": CENTER, "right": RIGHT, "justify": JUSTIFY}


def define_styles(file, font_size: int, table_font: float) -> None:
    """Our styles in a new file. The built-in ones keep their names, so that Word shows its navigation pane."""
    _set_defaults(file)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(font_size)
    for level, growth in ((1, 2), (2, 1), (3, 0)):
        _define(file, f"Heading {level}", size=font_size + growth, bold=True, before=14, after=8, keep=True)
    _define(file, "Body Text", align=JUSTIFY, after=3)
    _define(file, "Caption", bold=True, align=LEFT, before=6, after=4, size=12, keep=True)
    _define(file, "Table Text", size=table_font)
    _define(file, "Table Item", size=table_font, hanging=4)
    _define(file, "Item", hanging=5)
    _define(file, "Note", size=layout.NOTE_FONT, before=4, after=4)
    _define(file, "Stamp")
    _define(file, "Letterhead", align=CENTER)
    _define(file, "Kind", size=font_size + 2, bold=True, align=CENTER, before=12, after=12)
    _define(file, "Signature Line", size=min(font_size, 12), before=8)
    _define(file, "Gap", size=4)
    for edge in ("Header", "Footer"):
        _define(file, edge, size=12 if edge == "Header" else layout.NOTE_FONT)


def _define(file, name, *, size=None, bold=False, align=LEFT, before=0, after=0, hanging=0, keep=False) -> None:
    """A paragraph style; sizes and spaces are points, the hanging indent is millimetres."""
    known = {style.name for style in file.styles}
    style = file.styles[name] if name in known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    style.hidden, style.quick_style = False, True
    if style.element.rPr is not None:
        style.element.remove(style.element.rPr)
    style.font.bold, style.font.color.rgb = bold, RGBColor(0, 0, 0)
    if size:
        style.font.size = Pt(size)
    shape = style.paragraph_format
    shape.alignment, shape.line_spacing = align, 1.0
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.keep_with_next = keep
    if hanging:
        shape.left_indent, shape.first_line_indent = Mm(hanging), Mm(-hanging)


def _set_defaults(file) -> None:
    """Fonts, language and spacing that every style starts from: ours instead of the template's theme."""
    defaults = file.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    run.clear()
    child(run, "w:rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT)
    child(run, "w:lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA")
    paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")
    paragraph.clear()
    child(paragraph, "w:spacing", after=0, line=240, lineRule="auto")
    file.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), "ru-RU")
