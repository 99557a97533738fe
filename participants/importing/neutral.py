"""Text that a spreadsheet would take for a formula: made harmless on the way out, as it was again on the way in.

An apostrophe is put before `= + - @`, a tab or a carriage return (OWASP, ASVS 5.0 1.2.10). A text that begins with
apostrophes before such a character gets one more, so that taking one away always gives what was there.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
NEUTRAL = re.compile(r"'+[=+\-@\t\r]")


def neutralise(text: str) -> str:
    """What may stand in a cell: Excel shows it as text."""
    return f"'{text}" if DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """What `neutralise` was given."""
    return text[1:] if NEUTRAL.match(text) else text
