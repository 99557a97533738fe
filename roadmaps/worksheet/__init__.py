"""What a person corrects between the reading of a document and the draft of a roadmap.

A `Worksheet` holds the rows as understood, each with what is doubtful in it, and the records that found no place. It
is plain data that goes into JSON and back; `editing` has one function a verb, each of which gives a new worksheet;
`Worksheet.draft` gives what `create_roadmap` takes. Nothing of the document is lost: a removed row can be taken back.
"""

from .findings import Findings, Warned, findings_of
from .reading import Overview, overview_by_hand, overview_of, worksheet_of
from .sheet import COLUMNS_TAKEN_BACK, TRACK_ASSUMED, Doubt, Item, Left, Worksheet
from .whose import other_institution

__all__ = [
    "COLUMNS_TAKEN_BACK",
    "TRACK_ASSUMED",
    "Doubt",
    "Findings",
    "Item",
    "Left",
    "Overview",
    "Warned",
    "Worksheet",
    "findings_of",
    "other_institution",
    "overview_by_hand",
    "overview_of",
    "worksheet_of",
]
