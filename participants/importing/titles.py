"""A column by its title: what the forms say, how schools reword and shorten it, and of whom it speaks."""

import re
from functools import cache

from .fields import FIELDS

LONGEST_TITLE = 160
EXACT, OWN_TITLE = 1_000, 2_000  # how much more they weigh than a title that only begins alike
SHORTEST_STEM = 4  # letters of a word cut off without a full stop
WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*\.?|№")

MOTHER = re.compile(r"\b(?:мам\w*|мать|матер[иь])\b")
FATHER = re.compile(r"\b(?:пап[аеуы]|отец|отц\w*)\b")
REPRESENTATIVE = re.compile(
    rf"{MOTHER.pattern}|{FATHER.pattern}|\b(?:родит\w*|представ\w*|предст|опекун\w*|попечит\w*)\b"
)
PHONE = re.compile(r"\b(?:тел\w*|моб\w*|сот\w*|whatsapp)\b")
MAIL = re.compile(r"\b(?:e-?mail\w*|mail|мэйл|почт\w*|эл адрес|электронный адрес)\b")
CONTACT = re.compile(r"\b(?:контакт\w*|данные для связи)\b")
RELATION = re.compile(r"\b(?:кем приходится|родств\w*|статус)\b")
JUST_A_NAME = re.compile(
    r"(?:законн\w*|закон|фио|ф|и|о|или|фамили\w*|имя|имени|отчество|полностью|данные|сведения|об?|их|его|один|одного|из|"
    r"ребенк\w*|обучающ\w*|наставляем\w*|учен\w*|учащ\w*|несовершеннолетн\w*|лиц\w*|тел\w*|моб\w*|номер\w*|контакт\w*|"
    r"\W+|\s+|\d+)*"
)
HALF_A_NAME = re.compile(r"(?!.*(?:фамили.*\bим|фио|ф и о)).*\b(?:фамили\w*|им[яе]\w*|отчеств\w*)\b.*")
SOMEBODY_ELSE = {
    "mentee": re.compile(r"\b(?:рук|руковод\w*|куратор\w*|директор\w*|наставник\w*|падеж\w*)\b"),
    "mentor": re.compile(r"\b(?:рук|руковод\w*|куратор\w*|директор\w*|наставляем\w*|падеж\w*)\b"),
}
WHOSE = {
    "full_name", "last_name", "first_name", "patronymic", "sex", "birth_on", "birth_year", "class_group", "phone",
    "email", "contact",
}  # fmt: skip


def plain_title(title: str) -> str:
    """A title as titles are compared: no capitals, marks, «ё»."""
    text = title.casefold().replace("ё", "е").replace("\u00a0", " ")
    text = re.sub(r"\s*([/\\])\s*", "/", text)
    text = re.sub(r"[.,:;*()«»\"_]+", " ", text)
    return " ".join(text.split())


def meaning(title: str, role: str) -> tuple[str, int]:
    """The field that a title means and how surely: the longer the part that was recognised, the surer.

    What is of a representative never becomes the participant's own, nor what is of somebody else.
    """
    plain = plain_title(title)
    if not plain or len(plain) > LONGEST_TITLE:
        return "", 0
    known = _synonyms(role)
    if plain in known:
        return known[plain], EXACT
    begun = _begun(plain, known)
    if REPRESENTATIVE.search(plain) and not (known.get(begun) == "contact" and REPRESENTATIVE.search(begun)):
        return _of_representative(plain)
    name, weight = known.get(begun, ""), len(begun)
    if not name:
        name, weight = _shortened(title, role)
    if name in WHOSE and SOMEBODY_ELSE[role].search(plain) and not SOMEBODY_ELSE[role].search(begun):
        return "", 0
    if name in ("phone", "email") and PHONE.search(plain) and MAIL.search(plain):
        return "contact", weight
    return name, weight


def speaks_of_representative(title: str) -> bool:
    return bool(REPRESENTATIVE.search(plain_title(title)))


def _begun(plain: str, known: dict[str, str]) -> str:
    """The longest synonym that the title begins with."""
    begun = (synonym for synonym in known if plain.startswith(synonym) and _ends_there(plain, synonym))
    return max(begun, key=len, default="")


def _ends_there(plain: str, synonym: str) -> bool:
    """A short synonym must be a whole word of the title, a long one may be the beginning of a word."""
    return len(synonym) > 5 or (len(synonym) > 2 and not plain[len(synonym)].isalpha())


def _of_representative(plain: str) -> tuple[str, int]:
    """«Контактный телефон родителя», «ФИО мамы», «e-mail законного представителя»; nothing for «Место работы отца»."""
    phone, mail = bool(PHONE.search(plain)), bool(MAIL.search(plain))
    if RELATION.search(plain):
        return "relation", len(plain)
    named = bool(re.search(r"\b(?:фио|ф и о|фамили\w*|им[яе]\w*)\b", plain))
    if (phone and mail) or (CONTACT.search(plain) and not phone and not mail and not named):
        return "representative_contact", len(plain)
    if mail:
        return "representative_email", len(plain)
    if phone and not named:
        return "representative_phone", len(plain)
    if not JUST_A_NAME.fullmatch(REPRESENTATIVE.sub("", plain)) or HALF_A_NAME.fullmatch(plain):
        return "", 0
    mother, father = bool(MOTHER.search(plain)), bool(FATHER.search(plain))
    return ("mother" if mother else "father") if mother != father else "representative", len(plain)


def _shortened(title: str, role: str) -> tuple[str, int]:
    """«Дата рожд.», «Кл.», «Форма наст-ва»: words cut off, unless they could mean two things."""
    words = WORD.findall(title.casefold().replace("ё", "е"))
    if not words:
        return "", 0
    found = [(whole, name) for whole, name in _by_letter(role).get(words[0][0], ()) if _is_short_for(words, whole)]
    longest = max((len(whole) for whole, _name in found), default=0)
    names = {name for whole, name in found if len(whole) == longest}
    return (names.pop(), len(plain_title(title))) if len(names) == 1 else ("", 0)


def _is_short_for(words: list[str], whole: list[str]) -> bool:
    return len(words) >= len(whole) and all(map(_is_cut_of, words, whole))


def _is_cut_of(word: str, whole: str) -> bool:
    stem, dash, ending = word.rstrip(".").partition("-")
    if dash and ending:
        return whole.startswith(stem) and whole.endswith(ending)
    if stem == whole:
        return True
    return (word.endswith(".") or len(stem) >= SHORTEST_STEM) and whole.startswith(stem)


@cache
def _synonyms(role: str) -> dict[str, str]:
    """What each title means for a bank: the fields' own titles among them."""
    fields = [field for field in FIELDS if role in field.roles]
    own = {plain_title(field.title): field.name for field in fields}
    return {**own, **{synonym: field.name for field in fields for synonym in field.synonyms}}


@cache
def _by_letter(role: str) -> dict[str, list[tuple[list[str], str]]]:
    """The words of every synonym and its field, under the letter that a word cut off would begin with."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for synonym, name in _synonyms(role).items():
        found.setdefault(synonym[0], []).append((synonym.split(), name))
    return found
