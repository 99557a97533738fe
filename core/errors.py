"""What a service may refuse.

A service raises a `Refused` (or its own subclass defined beside it) with a message that can be shown to a person and
says what to do. Views turn it into an error in the form or above the page; commands print it and end with 1.
"""


class Refused(Exception):
    """The request cannot be carried out; `str(error)` is for the person who asked."""
