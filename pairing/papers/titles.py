"""Titles of orders over pairs that were signed by hand and are only entered; drafts take theirs from orders/kinds."""

from orders.kinds.assign_pairs import TITLE as ASSIGNMENT
from orders.kinds.results import COMPLETION

REPLACEMENT = "О замене наставника"
EXTENSION = "О продлении работы наставнических пар (групп)"
EARLY_END = "О досрочном прекращении наставничества"

__all__ = ["ASSIGNMENT", "COMPLETION", "EARLY_END", "EXTENSION", "REPLACEMENT"]
