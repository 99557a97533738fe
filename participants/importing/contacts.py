"""A cell about a person to be reached: telephone, e-mail, a name, and how they are related to the participant."""

import re

from .values import EMAIL, PHONE, Unclear, email, phone, plain_words, short

RELATIONS = {"мать": "mother", "мама": "mother", "отец": "father", "папа": "father", "опекун": "guardian",
             "попечитель": "guardian", "опекун или попечитель": "guardian", "орган опеки": "authority",
             "законный представитель": "unstated", "представитель": "unstated", "родитель": "unstated"}  # fmt: skip
RELATION = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(sorted(RELATIONS, key=len, reverse=True))})(?![\w-])")


def contact(text: str) -> dict[str, str]:
    """Telephone, e-mail, the name of whom they are of and the relation, out of one cell."""
    found, words = _taken_apart(text)
    found["name"] = _name_in(words)
    if not any(found.get(key) for key in ("name", "phone", "email")):
        raise Unclear("Контакт не понят. Впишите имя представителя, телефон и почту через запятую.")
    return {key: value for key, value in found.items() if value}


def representative(text: str) -> dict[str, str]:
    """«Иванова Анна Сергеевна (мать), 8 912 345-67-89»: the name with whatever else stands beside it."""
    found, words = _taken_apart(text)
    name = " ".join(words.split()).strip(" ,;:()–-")
    found["name"] = short(300)(" ".join(re.sub(r"\(\s*\)", " ", name).split()))
    return {key: value for key, value in found.items() if value}


def _taken_apart(text: str) -> tuple[dict[str, str], str]:
    """What is no name in a cell, and the words that are left; a relation only when the cell says one alone."""
    found: dict[str, str] = {}
    if match := EMAIL.search(text):
        found["email"] = email(match[0])
        text = text.replace(match[0], " ")
    if match := PHONE.search(text):
        found["phone"] = phone(match[0].strip())
        text = text.replace(match[0], " ")
    text = re.sub(r"(?i)\b(?:тел|телефон|моб|сот|e-?mail|почта|эл)\b\.?", " ", text)
    if len(said := RELATION.findall(text)) == 1:
        found["relation"] = RELATIONS[said[0].casefold()]
        text = text.replace(said[0], " ")
    return found, text


def _name_in(words: str) -> str:
    """The name of a person in what is left of a contact: two words with capitals at least."""
    parts = re.sub(r"[;,:()+]+", " ", words).split()
    while parts and plain_words(parts[0]).strip("-.") in {*RELATIONS, ""}:
        parts.pop(0)
    capitals = sum(part[0].isupper() and part.rstrip(".").isalpha() or "-" in part for part in parts)
    return " ".join(parts) if capitals > 1 else ""
