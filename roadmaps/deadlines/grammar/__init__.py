"""The grammar: named rules in layers. `dates`, `frequency` and `events` read words; `clauses` reads what they made.

To extend it add a rule (a pattern and a function with an example in its docstring) and a row to the tests.
"""

from ..tokens import Token
from . import events, frequency, years  # noqa: F401 - they add their rules to the first layer
from .clauses import clauses, parts
from .dates import atoms


def read(tokens: list[Token], text: str) -> list[Token]:
    """The tokens of a phrase with everything readable made into items (`items`, `kinds`); the rest stays as it was."""
    return clauses.reduce(parts.reduce(atoms.reduce(tokens, text), text), text)
