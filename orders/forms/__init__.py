"""The shape of input. Forms never write."""

from .drafting import DraftForm
from .names import CASES, NamesForm
from .register import AttachScanForm, CancelForm, PaperOrderForm, SeriesForm
from .signing import MarkForm, PaperSignForm, ReturnForm, SignForm
from .text import TextForm

__all__ = [
    "CASES",
    "AttachScanForm",
    "CancelForm",
    "DraftForm",
    "MarkForm",
    "NamesForm",
    "PaperOrderForm",
    "PaperSignForm",
    "ReturnForm",
    "SeriesForm",
    "SignForm",
    "TextForm",
]
