"""Names of people and positions in the six cases (domain.md 4.4); pure Python, no Django.

    decline("Иванова Мария Петровна").accusative          «Иванову Марию Петровну»
    decline("Ким В. А.", sex="m").short.instrumental       «Кимом В. А.»
    decline_position("заместитель директора по УВР").dative  «заместителю директора по УВР»

The rules of names are pytrovich's, corrected here where they fail. What cannot be known for certain from the spelling
(the sex without a patronymic, a stress, a vowel that may fall out) is told by `confident`: a person is then asked.
"""

from .cases import CASES, OBLIQUE, Cases
from .names import decline, short_form, shortened, tells_sex
from .positions import decline_position
from .sexes import FEMALE, MALE

__all__ = [
    "CASES",
    "FEMALE",
    "MALE",
    "OBLIQUE",
    "Cases",
    "decline",
    "decline_position",
    "short_form",
    "shortened",
    "tells_sex",
]
