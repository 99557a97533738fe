"""The sheet after GOST R 7.0.97-2025, shared by the renderers. Millimetres and points."""

PAGE = (210, 297)
MARGIN_TOP = 20
MARGIN_RIGHT = 10
MARGIN_BOTTOM = 20
NUMBER_FROM_EDGE = 10
FIRST_LINE_INDENT = 12.5
STAMP_WIDTH = 80
LETTERHEAD_WIDTH = 120
SLIP_CODE_SIDE = 30

TABLE_FONT = 10.5
NOTE_FONT = 10

# Tints of the states a cell may announce: dark text stays readable on them, and they print as light grey.
STATUS_FILLS = {
    "not_started": "F1F3F5",
    "in_progress": "DCE9FB",
    "waiting": "FFF3CD",
    "returned": "FFE5D0",
    "done": "D8F0DF",
    "overdue": "F9D6D5",
}
SECTION_FILL = "F2F2F2"

# Series of a chart: told apart by lightness too, for black and white print.
SERIES_FILLS = ("1F4E79", "9DC3E6", "7F7F7F", "D0CECE")

UNKNOWN_DATE = "«___»\u00a0__________\u00a020__\u00a0г."
UNKNOWN_NUMBER = "__________"


def text_width(orientation: str, left_margin: int) -> int:
    """Width between the margins, in millimetres."""
    return (PAGE[0] if orientation == "portrait" else PAGE[1]) - left_margin - MARGIN_RIGHT
