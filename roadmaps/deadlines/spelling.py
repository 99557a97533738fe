"""Misspelt words: the one known word that differs by a single letter (missing, extra, wrong, or two swapped).

Only words of six letters and more are corrected, never their first letter, and only when exactly one meaning is near:
«марта» is not «карта», and a surname is left alone.
"""

from functools import lru_cache

from .lexicon import FORMS

SHORTEST = 6
IDIOM_WORDS = (
    "течение", "течении", "протяжении", "необходимости", "потребности", "зависимости", "постоянно", "постоянной",
    "регулярно", "регулярной", "периодически", "систематически", "соответствии", "согласно", "графику", "графиком",
    "запросу", "окончании", "окончания", "завершении", "завершения", "издания", "минимум", "позднее", "согласованию",
    "каникулы", "каникулах", "реализации",
)  # fmt: skip
# Words that are near a known one and yet their own: never corrected.
OTHER_WORDS = frozenset(
    ["средств", "средства", "партия", "партии", "квартира", "июнька", "начальник", "началось", "вторичная"]
)


def _deletions(word: str) -> set[str]:
    return {word} | {word[:index] + word[index + 1 :] for index in range(1, len(word))}


def _index() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in {*FORMS, *IDIOM_WORDS}:
        if len(word) >= SHORTEST - 1:
            for key in _deletions(word):
                index.setdefault(key, set()).add(word)
    return index


INDEX = _index()
COMPLETED_KINDS = {"MONTH", "ADVERB", "YEAR_WORD", "QUARTER_WORD", "HALF_WORD", "MONTH_WORD", "WEEKDAY"}
COMPLETED = (*IDIOM_WORDS, *(form for form, (kind, _) in FORMS.items() if kind in COMPLETED_KINDS))
KNOWN = frozenset({*FORMS, *IDIOM_WORDS})


@lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """The word meant by a lower-case word, or the word itself."""
    if len(word) < SHORTEST or word in KNOWN or word in OTHER_WORDS:
        return word
    near = {known for key in _deletions(word) for known in INDEX.get(key, ()) if _one_slip(word, known)}
    near = {
        known for known in near if known in FORMS or known[-2:] == word[-2:]
    }  # «запроса» is not «запросу» misspelt
    meanings = {FORMS.get(known, known) for known in near}
    return min(near, key=lambda known: (abs(len(known) - len(word)), known)) if len(meanings) == 1 else word


def completed(word: str) -> str:
    """A word cut off at the phrase's end in full («ежекварталь», «необходимос»), when only one meaning begins so."""
    plain = word.lower().replace("ё", "е")
    if plain in KNOWN:
        return word
    longer = [known for known in COMPLETED if known.startswith(plain)]
    meanings = {FORMS.get(known, "idiom") for known in longer}
    return longer[0] if len(meanings) == 1 else word


def _one_slip(word: str, known: str) -> bool:
    """Whether one inserted, dropped or replaced letter, or one swap of neighbours, makes one word of the other."""
    if abs(len(word) - len(known)) > 1:
        return False
    start = next(
        (i for i, pair in enumerate(zip(word, known, strict=False)) if pair[0] != pair[1]), min(len(word), len(known))
    )
    left, right = word[start:], known[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )
