"""What the words of a cell give away: a torn phrase, a group for a person, another stage, a misprinted stamp."""

import difflib
import re

# A phrase that stops at one of these goes on somewhere else.
CONNECTIVE = re.compile(
    r"(?:^|\s)(?:и|или|но|либо|не|ни|в|во|на|с|со|к|ко|о|об|по|для|при|от|до|из|у|за|под|над|перед|через|между|без|"
    r"что|чтобы|котор[а-яё]+|где|если|также)$"
)
LIST_MARKER = re.compile(r"(?:^|\W)\w{1,2}$")  # the «1» or «а» of «1)», «а)»

GROUPS = (
    "администраторы|воспитатели|директора|заместители|заведующие|координаторы|кураторы|методисты|наставляемые|"
    "наставники|педагоги|преподаватели|психологи|работники|родители|руководители|сотрудники|специалисты|тьюторы|"
    "участники|учителя|члены"
)
GROUP = re.compile(rf"(?:все\s+)?(?:[а-яё-]+[ыи]е\s+)*(?:{GROUPS})\b", re.IGNORECASE)

ORDINALS = ("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят")
ENDINGS = "[ыои]й|ого|ому?|ьего|ьему?"
STAGE = re.compile(
    rf"\b(?:(?P<word>{'|'.join(ORDINALS)})(?:{ENDINGS})|(?P<digits>\d{{1,2}})(?:-?[а-яё]{{1,3}})?)\s+этап[аеу]?\b"
    # «первый этап мониторинга» is a stage of something else
    r"(?!\s+(?:мониторинг|конкурс|олимпиад|аттестац|диагностик|отбор))",
    re.IGNORECASE,
)

STAMP = re.compile("УТВЕРЖД(?:АЮ|[ЕЁ]Н[ОАЫ]?)|(?:СОГЛАСОВАН|ПРИНЯТ|РАССМОТРЕН|ОДОБРЕН|РЕКОМЕНДОВАН|ВВЕДЕН)[ОАЫ]?")
STAMPS = ("УТВЕРЖДАЮ", "УТВЕРЖДЕНО", "СОГЛАСОВАНО", "ПРИНЯТО", "РАССМОТРЕНО", "ОДОБРЕНО", "РЕКОМЕНДОВАНО")


def is_cut(text: str) -> bool:
    """The phrase breaks off: a bracket without its pair, a connective or a hyphen at the end."""
    text = text.rstrip()
    return _brackets_unpaired(text) or CONNECTIVE.search(text) is not None or text.endswith(("-", "–", "—"))


def _brackets_unpaired(text: str) -> bool:
    depth = 0
    for position, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        elif character == ")" and not LIST_MARKER.search(text[:position]):
            return True
    return depth > 0


def is_group(text: str) -> bool:
    """«руководители ОО», «Наставники ОО», «члены проекта»: many people, so nobody in particular."""
    return GROUP.match(text) is not None


def stages_named(text: str) -> dict[int, str]:
    """The stages that the text speaks of: «мероприятий второго этапа» gives {2: "второго этапа"}."""
    return {_stage(match): match[0] for match in STAGE.finditer(text)}


def _stage(match: re.Match) -> int:
    if match["digits"]:
        return int(match["digits"])
    return next(i for i, stem in enumerate(ORDINALS, 1) if re.fullmatch(stem, match["word"], re.IGNORECASE))


def intended_stamp(wording: str) -> str | None:
    """The word that a misprinted stamp was meant to be: «УТВЕРЖЕНО» gives «УТВЕРЖДЕНО»; None when nothing is wrong."""
    word = next(iter(wording.upper().split()), "").strip('.,:;«»"')
    if STAMP.fullmatch(word):
        return None
    return next(iter(difflib.get_close_matches(word, STAMPS, n=1, cutoff=0.8)), None)


def first_number(text: str) -> int | None:
    """«3.», «Этап 3» give 3."""
    match = re.search(r"\d+", text)
    return int(match[0]) if match else None
