"""Full names: split into their parts, tidied without being changed."""

import re

PATRONYMIC = re.compile(r"(?:ич|вна|чна|шна|ьевна|оглы|оглу|кызы|гызы|улы|кизи)$", re.IGNORECASE)
SURNAME_PARTS = {"де", "да", "дер", "ван", "фон", "дю", "ла", "ле", "аль", "эль", "бен", "ибн"}
NOT_A_NAME = re.compile(r"[0-9@#%&*<>{}\[\]|\\]")
DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")


def tidy(name: str) -> str:
    """One space between words, one kind of dash; capitals are mended when all letters are of one height."""
    name = " ".join(DASHES.sub("-", name).split())
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) > 2 and (all(map(str.isupper, letters)) or all(map(str.islower, letters))):
        name = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)
    return name


def split(full: str) -> tuple[str, str, str] | None:
    """Last name, first name, patronymic; None when it cannot be told which is which.

    «Фамилия Имя Отчество», «Фамилия Имя», «Имя Отчество Фамилия», «Мамедов Руслан Али оглы», «де ла Крус Мария».
    """
    words = tidy(full.replace(",", " ")).split()
    if len(words) < 2:
        return None
    lead = 0
    while lead < len(words) - 2 and words[lead].casefold() in SURNAME_PARTS:
        lead += 1
    last, rest = " ".join(words[: lead + 1]), words[lead + 1 :]
    if len(words) == 3 and PATRONYMIC.search(words[1]) and not PATRONYMIC.search(words[2]):
        return words[2], words[0], words[1]
    return last, rest[0], " ".join(rest[1:])


def fault(name: str) -> str:
    """Why this cannot be a part of a name; empty when it can."""
    if NOT_A_NAME.search(name):
        return "В имени посторонние знаки: оставьте только буквы, дефис, апостроф и пробел."
    if name and not any(letter.isalpha() for letter in name):
        return "В имени нет букв. Впишите фамилию, имя и отчество."
    if len(name) > 100:
        return "Имя длиннее 100 знаков. Проверьте, не попал ли в ячейку другой текст."
    return ""


def has_initials(*parts: str) -> bool:
    """Whether instead of a name there is only its first letter: «Иванов И. П.»."""
    return any(re.fullmatch(r"[^\W\d_]\.?(?:\s*[^\W\d_]\.)*", part) for part in parts if part)
