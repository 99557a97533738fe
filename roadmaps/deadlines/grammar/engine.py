"""The machine under the grammar: rules are patterns over kinds of tokens, applied leftmost first, the longest winning.

A pattern is a regular expression whose letters are kinds, written as words: `day:DAY month:MONTH (year:YEAR
YEAR_WORD?)?`. `!KIND` is not followed by one; `name:KIND` hands the token's value to the rule's function, `name:(...)`
the tokens in the brackets, `tail:(...)` their text. A function returns what it made (one thing or a list), or None
when the pattern fits but the meaning does not.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..tokens import Token

DAY = "NUM_1_2 NUM_3_4 NUM_5_12 NUM_13_31"
ORD_WORD = "ORD_1_2 ORD_3_4 ORD_OTHER"
UNIT = "DAY_WORD WEEK_WORD MONTH_WORD QUARTER_WORD HALF_WORD TERM_WORD YEAR_WORD"
# Names for several kinds at once
CLASSES = {
    "DAY": DAY,
    "NUM": DAY + " NUM_OTHER",
    "COUNT": DAY + " NUM_OTHER CARDINAL",
    "ORD": DAY + " " + ORD_WORD,
    "ORD_WORD": ORD_WORD,
    "HALF_NO": "NUM_1_2 ORD_1_2",
    "QUARTER_NO": "NUM_1_2 NUM_3_4 ORD_1_2 ORD_3_4",
    "UNIT": UNIT,
    "TERM_UNIT": UNIT + " HOUR_WORD",
    "TIME_UNIT": "HOUR_WORD DAY_WORD WEEK_WORD MONTH_WORD YEAR_WORD",
    "PART": "START MIDDLE END",
    "TILL": "DASH UP_TO BY",
    "LIST": "COMMA AND SEMICOLON SLASH",
    # what shows that a stretch of the calendar goes on
    "FURTHER": f"{DAY} {ORD_WORD} MONTH YEAR HOLIDAY SCHOOL SEASON HOLIDAYS YEAR_WORD TERM_WORD HALF_WORD "
    "QUARTER_WORD",
    # what the name of an event, a plan or a person may consist of, and what may stand between
    "TAIL_WORD": "WORD START END MIDDLE SCHOOL CALENDAR PERIOD FOLLOWING REPORTED CURRENT LAST ALL HALF_OF HOLIDAYS "
    "TERM_WORD HALF_WORD QUARTER_WORD YEAR_WORD MONTH_WORD DATE_WORD WORKING SEASON",
    "TAIL_JOINT": f"OF IN ON UP_TO FROM TO BY BEFORE AND DASH SLASH SIGN ORD_1_2 ORD_3_4 {DAY} NUM_OTHER EVERY",
}
# Pieces of patterns that many rules share
MACROS = {
    "YEARS": "(DASH|COMMA|OPEN)? (first_year:YEAR (DASH|SLASH) (YEAR|DAY) SCHOOL YEAR_WORD? |"
    " year:YEAR YEAR_WORD? | short:NUM_13_31 YEAR_WORD | THIS_YEAR | CURRENT SCHOOL YEAR_WORD)",
    "TAIL": "tail:(WORD (TAIL_JOINT* TAIL_WORD)* REFERENCE)",
    "EVENT": "tail:((EVERY|START|END|ORD_WORD)* (WORD|PERIOD|HOLIDAYS) (TAIL_JOINT* TAIL_WORD)* REFERENCE"
    "|(START|END) (TERM_WORD|HALF_WORD|QUARTER_WORD|MONTH_WORD))",
    "LENGTH": "(count:COUNT (DASH COUNT)? (OPEN CARDINAL CLOSE)?)? (working:WORKING|CALENDAR)? unit:TERM_UNIT",
}
REFERENCE = (
    "(OF (DATE|DAY MONTH YEAR) YEAR_WORD?)? (SIGN (NUM|YEAR) ((DASH|SLASH) (WORD|NUM))*)?"  # «от 15.09.2023 № 123»
)

CACHED = 8192
_letters: dict[str, str] = {}
_name = re.compile(r"(?:(?P<group>[a-z_]+):|(?P<no>!))?(?:(?P<kind>[A-Z][A-Z_0-9]*)|(?P<open>\())")


def letter(kind: str) -> str:
    """The character that stands for a kind in the strings that the patterns are matched against."""
    return _letters.setdefault(kind, chr(0x4E00 + len(_letters)))


def compile_pattern(pattern: str) -> re.Pattern:
    for name, piece in MACROS.items():
        pattern = pattern.replace(f"<{name}>", f"({piece})")
    pattern = pattern.replace("REFERENCE", REFERENCE)
    return re.compile("".join(_name.sub(_translate, pattern).split()))


def _translate(match: re.Match) -> str:
    opening = f"(?P<{match['group']}>" if match["group"] else "(?!" if match["no"] else "(?:"
    if match["open"]:
        return opening
    kinds = CLASSES.get(match["kind"], match["kind"]).split()
    letters = "." if kinds == ["ANY"] else "[" + "".join(letter(kind) for kind in kinds) + "]"
    return f"{opening}{letters})" if match["group"] or match["no"] else letters


@dataclass(frozen=True, slots=True)
class GrammarRule:
    name: str
    pattern: re.Pattern
    build: Callable


class Layer:
    """Rules that are applied in one pass over the tokens."""

    def __init__(self):
        self.rules: list[GrammarRule] = []
        self._matches = lru_cache(maxsize=CACHED)(self._match)

    def rule(self, *patterns: str) -> Callable:
        """Adds a function as a rule; its docstring gives examples of what it reads."""

        def add(build: Callable) -> Callable:
            self.rules.extend(GrammarRule(build.__name__, compile_pattern(pattern), build) for pattern in patterns)
            return build

        return add

    def reduce(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens with everything that a rule reads replaced by what it makes."""
        kinds = "".join([letter(token.kind) for token in tokens])
        result: list[Token] = []
        position = 0
        while position < len(tokens):
            made, end = self._longest(tokens, kinds, position, text)
            result.extend(made)
            position = end
        return result

    def _longest(self, tokens: list[Token], kinds: str, at: int, text: str) -> tuple[Iterable[Token], int]:
        for length, rule, spans in self._matches(kinds[at:]):
            made = rule.build(**{name: _argument(name, tokens[at + a : at + b], text) for name, a, b in spans})
            if made is not None:
                start, stop = tokens[at].start, tokens[at + length - 1].end
                return list(_tokens_of(made, start, stop)), at + length
        return [tokens[at]], at + 1

    def _match(self, kinds: str) -> list[tuple[int, GrammarRule, list[tuple[str, int, int]]]]:
        """The rules that fit the beginning of `kinds`, the longest first: (length, rule, spans of its named groups).

        The same kinds always fit the same rules, and phrases repeat each other's kinds, so it is remembered.
        """
        matches = [(match, rule) for rule in self.rules if (match := rule.pattern.match(kinds)) and match.end()]
        matches.sort(key=lambda found: -found[0].end())
        return [
            (match.end(), rule, [(name, *match.span(name)) for name, group in match.groupdict().items() if group])
            for match, rule in matches
        ]


def _tokens_of(made, start: int, stop: int) -> Iterable[Token]:
    """What a rule made as tokens; the things of a list stand in it with commas between."""
    for index, value in enumerate(made if isinstance(made, list) else [made]):
        if index:
            yield Token("COMMA", ",", start, stop)
        yield Token(type(value).__name__.upper(), value, start, stop)


def _argument(name: str, tokens: list[Token], text: str):
    if name == "tail":
        return text[tokens[0].start : tokens[-1].end]
    return tokens[0].value if len(tokens) == 1 and not name.endswith("s") else tuple(tokens)
