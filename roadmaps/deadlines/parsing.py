"""Phrase -> schedule: the cleaned text is read by the grammar, its parts by the `reading`; what neither read is the
remainder.
"""

import re

from . import grammar, items
from .calendar import LAST_YEAR, Period
from .kinds import ExternalPlan, OnDemand, Relative, UntilEvent
from .normalize import normalize
from .reading import Reader
from .schedule import Schedule
from .tokens import PUNCTUATION, Token, tokenize

ITEMS = (
    items.Clause, items.Times, items.MonthDay, items.Repeat, items.Span, items.AtLeast, ExternalPlan, OnDemand,
    Relative, UntilEvent,
)  # fmt: skip
# Kinds that mean nothing by themselves: a run of unread tokens is kept when it holds any other
NEUTRAL = frozenset(PUNCTUATION.values()) | {
    "BY", "TO", "UP_TO", "FROM", "IN", "ON", "BEFORE", "DURING", "AS_OF", "YEAR_WORD", "PERIOD", "FILLER",
}  # fmt: skip


def parse(phrase: str, *, period: Period) -> Schedule:
    """Reads a deadline phrase within a roadmap's period. Never raises: what nobody could read is not `understood`."""
    text = normalize(phrase)
    tokens = grammar.read([_dated(token, period) for token in tokenize(text)], text)
    reader = Reader(period)
    for then, part in _parts(tokens, text):
        reader.read([token.value for token in part], then=then)
    rules = tuple(dict.fromkeys(reader.rules))
    unread = [id(item) for item in reader.unread]
    leftovers = [
        token for token in tokens if not isinstance(token.value, (*ITEMS, items.Then)) or id(token.value) in unread
    ]
    return Schedule(phrase, period, rules, _remainder(tokens, leftovers, text), tuple(reader.warnings.items()))


def _dated(token: Token, period: Period) -> Token:
    """«Следующего года» with its number; «текущего года» too, or, in a roadmap of several years, as «каждого года»."""
    if token.kind == "NEXT_YEAR":
        return Token("YEAR", min(period.start.year + 1, LAST_YEAR), token.start, token.end)
    if token.kind == "THIS_YEAR" and period.start.year == period.end.year:
        return Token("YEAR", period.start.year, token.start, token.end)
    if token.kind == "THIS_YEAR" and not period.is_one_school_year:
        return Token("EACH_YEAR", token.value, token.start, token.end)
    return token


def _parts(tokens: list[Token], text: str):
    """(whether it follows «далее», its item tokens) for every part of a phrase."""
    then, part = False, []
    for index, token in enumerate(tokens):
        if token.kind == "THEN" or _separates(tokens, index, text):
            yield then, part
            then, part = token.kind == "THEN", []
        elif isinstance(token.value, ITEMS):
            part.append(token)
    yield then, part


def _separates(tokens: list[Token], index: int, text: str) -> bool:
    """A semicolon (not one in a list of dates that share a year), or a full stop before a capital letter."""
    token, following = tokens[index], tokens[index + 1 : index + 2]
    if token.kind == "DOT":
        return bool(following) and text[following[0].start].isupper()
    if token.kind != "SEMICOLON" or not index or not following:
        return False
    before = tokens[index - 1].value
    listed = isinstance(before, items.Clause) and not before.when.year and isinstance(following[0].value, items.Clause)
    return not listed


def _remainder(tokens: list[Token], leftovers: list[Token], text: str) -> str:
    """The unread stretches of the text, in order, without the punctuation around them."""
    runs: list[list[Token]] = [[]]
    unread = set(map(id, leftovers))
    for token in tokens:
        if id(token) in unread:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    kept = [run for run in runs if any(token.kind not in NEUTRAL for token in run)]
    return "; ".join(re.sub(r"^[\s,;:.)\-/]+|[\s,;:(\-/]+$", "", text[run[0].start : run[-1].end]) for run in kept)
