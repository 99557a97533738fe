"""How cells look; equal looks are one object, which keeps long sheets quick."""

from functools import cache

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

DEFAULT_SIZE = 11

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="000000")

GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@cache
def font(size: float, bold: bool = False, italic: bool = False) -> Font:
    """The face of papers."""
    return Font(name=_FONT, size=size, bold=bold, italic=italic)


@cache
def alignment(horizontal: str, vertical: str = "top") -> Alignment:
    """Wrapped text in the given corner."""
    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)


@cache
def fill(colour: str) -> PatternFill:
    """A plain background."""
    return PatternFill("solid", fgColor=colour)
