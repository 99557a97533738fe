"""Items -> rules: what the parts of a phrase mean together («до 15.04.2022, далее ежегодно»).

`parts` sorts the items of one part, `limits` finds between which days something recurs, `recurring` and `plain` make
the rules, `reader` goes from part to part and checks the whole; `context` is what they share.
"""

from .reader import Reader

__all__ = ["Reader"]
