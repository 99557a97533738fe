"""Verbs of an upload of a bank: begin, read, correct, accept, take back, forget.

An upload is a row before anything is read, and its rows wait in a table of their own until somebody has looked at
them. Whoever claims the upload works on it, by a conditional UPDATE; what a dead worker leaves, the sweep takes up.
"""

from .accepting import WANTED, accept_import, ask_to_accept
from .beginning import ImportNotPossible, abandon_import, begin_import, forget_old_imports
from .correcting import correct_row, decide_doubt, decide_doubts, set_columns
from .reading import read_import, take_up_abandoned
from .undoing import Undone, undo_import

__all__ = [
    "WANTED",
    "ImportNotPossible",
    "Undone",
    "abandon_import",
    "accept_import",
    "ask_to_accept",
    "begin_import",
    "correct_row",
    "decide_doubt",
    "decide_doubts",
    "forget_old_imports",
    "read_import",
    "set_columns",
    "take_up_abandoned",
    "undo_import",
]
