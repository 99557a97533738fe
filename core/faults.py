"""What an unexpected error was, for the log: its kind and place.

Never its text: PostgreSQL quotes the whole row («Failing row contains (…)»), libraries the value they stumble over,
and both are data of people.
"""

from collections.abc import Iterator
from traceback import extract_tb, format_tb


def in_log(error: BaseException) -> str:
    """One line: the kind of the error, or of its cause, and where it was raised."""
    frames = extract_tb(error.__traceback__)
    kind = type(error.__cause__ or error).__name__
    return f"{kind} at {frames[-1].filename}:{frames[-1].lineno}" if frames else kind


def traceback_in_log(error: BaseException) -> str:
    """The whole way to the error, that of its causes first, each ending in its kind."""
    return "\n".join(_steps(error))


def _steps(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _steps(cause)
    yield "".join(["Traceback (most recent call last):\n", *format_tb(error.__traceback__), type(error).__name__])
