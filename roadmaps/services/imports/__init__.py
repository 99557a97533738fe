"""Verbs of an import: begin, read, correct, undo, save, abandon; take up what no worker has read.

An import is a row before anything is read; whoever claims it reads it, so a lost message costs a minute and a message
that comes twice costs nothing. Refused or abandoned, the import gives up all that was uploaded.
"""

from .beginning import ImportNotPossible, abandon_import, begin_import, discard_forgotten, drop_source
from .correcting import correct_import, set_head, set_roles
from .reading import read_import, take_up_unread
from .saving import create_import_roadmap, obstacle
from .undoing import undo_step

__all__ = [
    "ImportNotPossible",
    "abandon_import",
    "begin_import",
    "correct_import",
    "create_import_roadmap",
    "discard_forgotten",
    "drop_source",
    "obstacle",
    "read_import",
    "set_head",
    "set_roles",
    "take_up_unread",
    "undo_step",
]
