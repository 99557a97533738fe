"""Positions by cases: the head noun with its adjectives changes, what depends on it stays («директора школы»)."""

from .cases import CASES, Cases

_NOUNS = {
    # the masculine nouns of the school's staff list: ending taken off, then the five endings
    "учитель": ("ь", "я ю я ем е"),
    "преподаватель": ("ь", "я ю я ем е"),
    "воспитатель": ("ь", "я ю я ем е"),
    "руководитель": ("ь", "я ю я ем е"),
    "заместитель": ("ь", "я ю я ем е"),
    "секретарь": ("ь", "я ю я ём е"),
    "председатель": ("ь", "я ю я ем е"),
    "библиотекарь": ("ь", "я ю я ем е"),
    "врач": ("", "а у а ом е"),
    "тренер": ("", "а у а ом е"),
    "директор": ("", "а у а ом е"),
    "педагог": ("", "а у а ом е"),
    "психолог": ("", "а у а ом е"),
    "логопед": ("", "а у а ом е"),
    "дефектолог": ("", "а у а ом е"),
    "организатор": ("", "а у а ом е"),
    "методист": ("", "а у а ом е"),
    "специалист": ("", "а у а ом е"),
    "концертмейстер": ("", "а у а ом е"),
    "инструктор": ("", "а у а ом е"),
    "инженер": ("", "а у а ом е"),
    "мастер": ("", "а у а ом е"),
    "куратор": ("", "а у а ом е"),
    "координатор": ("", "а у а ом е"),
    "наставник": ("", "а у а ом е"),
    "советник": ("", "а у а ом е"),
    "начальник": ("", "а у а ом е"),
    "работник": ("", "а у а ом е"),
    "библиограф": ("", "а у а ом е"),
    "лаборант": ("", "а у а ом е"),
    "тьютор": ("", "а у а ом е"),
    "вожатый": ("ый", "ого ому ого ым ом"),
    "заведующий": ("ий", "его ему его им ем"),
    "заведующая": ("ая", "ей ей ую ей ей"),
    "исполняющий": ("ий", "его ему его им ем"),
    "исполняющая": ("ая", "ей ей ую ей ей"),
    "глава": ("а", "ы е у ой е"),
    "завуч": ("", "а у а ем е"),
    "студент": ("", "а у а ом е"),
    "студентка": ("а", "и е у ой е"),
    "ученик": ("", "а у а ом е"),
    "ученица": ("а", "ы е у ей е"),
    "обучающийся": ("ийся", "егося емуся егося имся емся"),
    "обучающаяся": ("аяся", "ейся ейся уюся ейся ейся"),
}  # fmt: skip
_ADJECTIVES = (
    ("ший", "шего шему шего шим шем"),
    ("щий", "щего щему щего щим щем"),
    ("ый", "ого ому ого ым ом"),
    ("кий", "кого кому кого ким ком"),
    ("ой", "ого ому ого ым ом"),
    ("ая", "ой ой ую ой ой"),
)
_ACTING = ("и.", "и.о.", "врио")  # «и. о. директора»: nothing after it changes


def decline_position(position: str) -> Cases:
    """The position by cases; not `confident`, and unchanged, when its head noun is not in the table."""
    words = " ".join(position.split()).split(" ")
    acting = words[0].casefold() in _ACTING
    changing = 0 if acting else _head(words)
    if not changing:
        return Cases.of([" ".join(words)] * len(CASES), confident=acting)
    columns = [_forms(word) if place < changing else [word] * 5 for place, word in enumerate(words)]
    forms = [" ".join(words)] + [" ".join(column) for column in zip(*columns, strict=True)]
    return Cases.of(forms)


def _head(words: list[str]) -> int:
    """How many words from the beginning change: adjectives and their noun; none when the noun is not known."""
    for place, word in enumerate(words):
        if all(piece.casefold().rstrip(",") in _NOUNS for piece in word.split("-")):
            return place + 1
        if not _adjective(word):
            return 0
    return 0


def _forms(word: str) -> list[str]:
    if _adjective(word) and word.casefold() not in _NOUNS:
        return _adjective(word)
    return ["-".join(pieces) for pieces in zip(*(_noun(piece) for piece in word.split("-")), strict=True)]


def _noun(word: str) -> list[str]:
    tail = "," if word.endswith(",") else ""
    bare = word.removesuffix(",")
    ending, endings = _NOUNS[bare.casefold()]
    return [bare.removesuffix(ending) + new + tail for new in endings.split()]


def _adjective(word: str) -> list[str]:
    for ending, endings in _ADJECTIVES:
        if word.casefold().endswith(ending):
            return [word[: -len(ending)] + new for new in endings.split()]
    return []
