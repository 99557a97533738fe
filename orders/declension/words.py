"""One word of a name: pytrovich's rules and our corrections. What spelling leaves open is said by `certain`."""

import re
from dataclasses import dataclass

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from .lexicon import (
    CONSTANT_VOWEL,
    FIXED_FIRST_NAMES,
    FIXED_FIRST_PARTS,
    FIXED_SURNAMES,
    FOREIGN_OV,
    GERMAN_IKH,
    STRESSED_HUSHING_A,
)
from .sexes import FEMALE, MALE, sex_of_patronymic

SURNAME, FIRST_NAME, PATRONYMIC, FIXED = "surname", "first name", "patronymic", "never changed"

_PARTS = {SURNAME: NamePart.LASTNAME, FIRST_NAME: NamePart.FIRSTNAME, PATRONYMIC: NamePart.MIDDLENAME}
_GENDERS = {FEMALE: Gender.FEMALE, MALE: Gender.MALE}
_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_maker = PetrovichDeclinationMaker()

# Men of these surnames are declined with a falling vowel in one family and without in the next.
_FALLING = re.compile(r"(?<!шв)ец$|(ок|ёк|ек|ень|ей|ёл|ел|яц)$")
_HUSHING = re.compile(r"[чжшщ]$")
_HUSHING_A = re.compile(r"[чжшщц]а$")
_SOFT_HER = re.compile(r"(г[уюы]ль|зель|сель|нель|диль|биль|любовь|рахиль|адель|этель|руфь|юдифь|эсфирь|ассоль)$")
_OV_IN = re.compile(r"([оеё]в|[иы]н)$")
_BY_TABLE = {
    "илья": ("Ильи", "Илье", "Илью", "Ильёй", "Илье"),
    "король": ("Короля", "Королю", "Короля", "Королём", "Короле"),
    "швец": ("Швеца", "Швецу", "Швеца", "Швецом", "Швеце"),
}


@dataclass(frozen=True)
class Declined:
    """The five oblique forms of a word in the order of OBLIQUE, and whether its spelling settles them."""

    forms: tuple[str, ...]
    certain: bool = True


def decline_word(word: str, part: str, sex: str, *, foreign: bool = False) -> Declined:
    """A word of a name, with its hyphens and its letter case; `foreign`: no patronymic, no Russian first name."""
    pieces = word.split("-")
    if part == FIXED or part == PATRONYMIC and len(pieces) > 1:
        return _unchanged(word)
    declined = [
        _piece(piece, part, sex, foreign=foreign, leads=place < len(pieces) - 1) for place, piece in enumerate(pieces)
    ]
    doubtful_double = part == FIRST_NAME and len(pieces) > 1 and sex == MALE
    return Declined(
        tuple("-".join(forms) for forms in zip(*(each.forms for each in declined), strict=True)),
        all(each.certain for each in declined) and not doubtful_double,
    )


def _piece(piece: str, part: str, sex: str, *, foreign: bool, leads: bool) -> Declined:
    capitals = len(piece) > 1 and piece.isupper()
    plain = piece.capitalize() if capitals else piece
    declined = _corrected(plain, part, sex, foreign=foreign, leads=leads)
    if not capitals:
        return declined
    return Declined(tuple(form.upper() for form in declined.forms), declined.certain)


def _corrected(word: str, part: str, sex: str, *, foreign: bool, leads: bool) -> Declined:
    key = word.casefold()
    if not re.fullmatch(r"[а-яё]+", key):
        return _unchanged(word, certain=False)
    if leads and key in FIXED_FIRST_PARTS:
        return _unchanged(word)
    if part == SURNAME:
        return _surname(word, key, sex, foreign=foreign)
    if part == FIRST_NAME:
        return _first_name(word, key, sex)
    return _patronymic(word, key, sex)


def _surname(word: str, key: str, sex: str, *, foreign: bool) -> Declined:
    if key in FIXED_SURNAMES or re.search(r"([яа]го|ово|[оеиуыэю])$", key) and not key.endswith(("ые", "ие")):
        return _unchanged(word)
    if _HUSHING_A.search(key):
        return _hushing_a(word, key, sex)
    if sex != MALE or key.endswith(("а", "я", "ой", "ый", "ий")):
        return Declined(_by_rules(word, SURNAME, sex))
    return _his_surname(word, key, foreign=foreign)


def _his_surname(word: str, key: str, *, foreign: bool) -> Declined:
    """A man's surname that ends in a consonant or a soft sign."""
    if key in _BY_TABLE:
        return Declined(_BY_TABLE[key])
    if key in GERMAN_IKH:
        return Declined(tuple(word + ending for ending in ("а", "у", "а", "ом", "е")))
    if re.search(r"[ыи]х$", key):
        return _unchanged(word)
    if key.endswith(("эй", "уй", "юй")):
        return Declined(tuple(word[:-1] + ending for ending in ("я", "ю", "я", "ем", "е")))
    if _OV_IN.search(key) and key != "лев":
        return _ov_in(word, key, foreign=foreign)
    forms = _by_rules(word, SURNAME, MALE)
    if _HUSHING.search(key):
        return _hushing(word, key, forms)
    return Declined(forms, key in CONSTANT_VOWEL or not _FALLING.search(key) and key != "лев")


def _ov_in(word: str, key: str, *, foreign: bool) -> Declined:
    """«Ивановым», but «Дарвином»: a foreigner's surname takes the ending of a noun."""
    forms = _by_rules(word, SURNAME, MALE)
    if key not in FOREIGN_OV:
        return Declined(forms, not foreign)
    genitive, dative, accusative, _instrumental, prepositional = forms
    return Declined((genitive, dative, accusative, f"{word}ом", prepositional), foreign)


def _hushing(word: str, key: str, forms: tuple[str, ...]) -> Declined:
    """«Мицкевичем» with the stress on the stem, «Ткачом» on the ending; short words and -ач have it on the ending."""
    genitive, dative, accusative, _instrumental, prepositional = forms
    short = len(re.findall(r"[аеёиоуыэюя]", key)) == 1
    stressed = short or key.endswith(("ач", "яч", "ыч", "ещ", "ущ"))
    ending = "ом" if stressed else "ем"
    certain = short or key.endswith(("ич", "ач"))
    return Declined((genitive, dative, accusative, word + ending, prepositional), certain)


def _hushing_a(word: str, key: str, sex: str) -> Declined:
    """«Квашей» or «Лапшой», as the stress goes, which only the known words tell."""
    genitive, dative, accusative, _instrumental, prepositional = _by_rules(word, SURNAME, sex)
    stressed = key in STRESSED_HUSHING_A
    instrumental = word[:-1] + ("ой" if stressed else "ей")
    return Declined((genitive, dative, accusative, instrumental, prepositional), stressed)


def _first_name(word: str, key: str, sex: str) -> Declined:
    if key in FIXED_FIRST_NAMES or key.endswith(("е", "и", "о", "у", "ю", "э")):
        return _unchanged(word)
    if key in _BY_TABLE:
        return Declined(_BY_TABLE[key])
    if sex == FEMALE and key.endswith("ь"):
        soft = tuple(word[:-1] + ending for ending in ("и", "и", "ь", "ью", "и"))
        return Declined(soft) if _SOFT_HER.search(key) else _unchanged(word, certain=False)
    if sex == FEMALE and not key.endswith(("а", "я")):
        return _unchanged(word)
    return Declined(_by_rules(word, FIRST_NAME, sex))


def _patronymic(word: str, key: str, sex: str) -> Declined:
    if sex_of_patronymic(key) and not key.endswith(("ич", "на")):
        return _unchanged(word)
    return Declined(_by_rules(word, PATRONYMIC, sex), key.endswith(("ич", "на")))


def _by_rules(word: str, part: str, sex: str) -> tuple[str, ...]:
    return tuple(_maker.make(_PARTS[part], _GENDERS[sex], case, word) for case in _OBLIQUE)


def _unchanged(word: str, *, certain: bool = True) -> Declined:
    return Declined((word,) * len(_OBLIQUE), certain)
