"""Whose name it is: told by the patronymic, otherwise only guessed."""

import re

from .lexicon import HIS_NAMES_IN_A

FEMALE, MALE = "f", "m"

_SON = re.compile(r"ич$")
_DAUGHTER = re.compile(r"[вчш]на$")
_SON_OF = ("оглы", "оглу", "улы", "уулу")
_DAUGHTER_OF = ("кызы", "гызы", "кизи")
_HER_SURNAME = re.compile(r"(ова|ева|ёва|ина|ына|ская|цкая|ая|яя)$")
_HIS_SURNAME = re.compile(r"(ов|ев|ёв|ин|ын|ский|цкий|ий|ый)$")


def is_suffix(word: str) -> bool:
    """«оглы», «кызы» and their like, which stand by themselves or after a hyphen and never change."""
    return word.casefold() in (*_SON_OF, *_DAUGHTER_OF)


def sex_of_patronymic(word: str) -> str:
    """«f» or «m» by the form of a patronymic; empty when this is none."""
    word = word.casefold()
    if word.endswith(_DAUGHTER_OF) or _DAUGHTER.search(word):
        return FEMALE
    if word.endswith(_SON_OF) or _SON.search(word):
        return MALE
    return ""


def guessed_sex(surname: str, first_name: str) -> str:
    """The likelier sex where there is no patronymic; empty when neither the surname nor the first name says it."""
    surname, first_name = surname.casefold(), first_name.casefold()
    if _HER_SURNAME.search(surname):
        return FEMALE
    if _HIS_SURNAME.search(surname):
        return MALE
    if len(first_name.rstrip(".")) < 2:
        return ""
    if first_name.endswith(("а", "я")) and first_name not in HIS_NAMES_IN_A:
        return FEMALE
    return "" if first_name.endswith("ь") else MALE
