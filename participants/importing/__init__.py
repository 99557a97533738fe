"""Reading a school's own Excel into rows of a bank, without Django.

`open_file` turns bytes into sheets of cells, `find_table` finds the header wherever it stands and says which column
means what, `read_row` turns a row into plain values and problems. Whatever is wrong is said in Russian, for the
person who keeps the table: which row, which column, and what to do.
"""

from .columns import Heading, digest, find_heading
from .fields import FIELDS, Field, columns_for
from .opening import open_file
from .places import Problem, Sheet, Vocabulary, letter
from .refusals import NoTable, ReadingRefused
from .rows import ReadRow, data_rows, mark_repeats, read_row

__all__ = [
    "FIELDS",
    "Field",
    "Heading",
    "NoTable",
    "Problem",
    "ReadRow",
    "ReadingRefused",
    "Sheet",
    "Vocabulary",
    "columns_for",
    "data_rows",
    "digest",
    "find_heading",
    "letter",
    "mark_repeats",
    "open_file",
    "read_row",
]
