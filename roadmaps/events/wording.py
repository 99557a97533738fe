"""Words of a deadline against words of a record: «издания приказа о внедрении» speaks of «О внедрении модели …»."""

import re

SHORTEST = 4  # shorter words are prepositions and abbreviations


def stems(text: str) -> list[str]:
    """The beginnings of the words that carry meaning, without their endings: «внедрении модели» -> внедре, моде."""
    words = re.findall(r"[а-яa-z]+", text.lower().replace("ё", "е"))
    return [word[: max(SHORTEST, len(word) - 3)] for word in words if len(word) >= SHORTEST]


def speaks_of(text: str, other: str) -> bool:
    """Every meaningful word of `other` occurs in the text in some form."""
    wanted = stems(other)
    text = text.lower().replace("ё", "е")
    return bool(wanted) and all(re.search(rf"\b{stem}", text) for stem in wanted)
